"""The pattern language of the data files."""

import pytest

from nightdesk.lexicon.patterns import Patterns
from nightdesk.lexicon.phrases import PatternError
from nightdesk.lexicon.text import tokenize


def found(pattern: str, text: str, **options: object) -> list[str]:
    cut = tokenize(text)
    patterns = Patterns({"x": [pattern]}, groups={"scar": ["scar", "pock marks"]}, **options)
    return [cut.slice(match.start, match.end) for match in patterns.find(cut)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("acne scars", "my Acne-Scars!", ["Acne-Scars"]),
        ("acne <scar>", "acne pock marks", ["acne pock marks"]),
        ("(deep|old|) scars", "old scars", ["old scars", "scars"]),
        ("scars ...2 acne", "scars from my acne", ["scars from my acne"]),
        ("scars ...2 acne", "scars that were from acne", []),
        ("scars ... acne", "i have many scars. acne too", []),
        ("acne & scars", "scars from acne", ["scars from acne"]),
        ("acne & scars", "acne gave me scars", ["acne gave me scars"]),
        ("cant breathe", "I can’t breathe", ["can’t breathe"]),
        ("cant breathe", "I can't breatheee", ["can't breatheee"]),
        ("swelling", "it is smelling", ["smelling"]),
    ],
)
def test_patterns(pattern, text, expected):
    assert found(pattern, text) == expected


def test_real_words_stand_for_themselves():
    assert found("swelling", "it is smelling", real_words=["smelling"]) == []
    assert found("swelling", "it is sweling", real_words=["smelling"]) == ["sweling"]
    assert found("swelling", "it is sweling", fuzzy=[]) == []


@pytest.mark.parametrize("pattern", ["<no_such_list>", "a & b & c", True])
def test_a_mistake_in_a_data_file_is_named(pattern):
    with pytest.raises((PatternError, AttributeError)):
        Patterns({"x": [pattern]})
