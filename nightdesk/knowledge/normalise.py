"""Brings a visitor's text and an entry's text to the same plain words before they are compared."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from nightdesk.base.data import read_yaml

MAX_CHARACTERS = 2000
"""What search reads of a message; a question that long is no single question."""

MAX_TERSE = 3
"""A text of so few words is read as a question ("healing time"), whatever its words are."""

_SYNONYMS = Path(__file__).with_name("synonyms.yml")
_EVERYDAY = Path(__file__).with_name("words.yml")
_NOT_ENDINGS = frozenset({"evening", "morning"})
_APOSTROPHE = re.compile(r"['’‘`´]")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The text's words: case, accents, punctuation and endings gone, synonyms made one."""
    return _fold([stem(word) for word in plain_words(text)])


def plain_words(text: str) -> list[str]:
    """The text's words in lower case without accents and punctuation, otherwise as written."""
    folded = unicodedata.normalize("NFKD", text[:MAX_CHARACTERS]).casefold()
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return _WORD.findall(_APOSTROPHE.sub("", bare))


def stem(word: str) -> str:
    """The word without plural, -ing, -ed and a last e; rough on purpose, the same on both sides."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2 and word not in _NOT_ENDINGS:
            word = _single_end(word.removesuffix(ending))
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def is_content(word: str) -> bool:
    """Whether a stemmed word says something about the subject."""
    return word not in _stems("filler") | _stems("frame") and not word.isdigit()


def is_filler(word: str) -> bool:
    """Whether a stemmed word says nothing at all."""
    return word in _stems("filler")


def asks(text: str) -> bool:
    """Whether the text asks for something rather than states it ("my pores are big")."""
    found = plain_words(text)
    return (
        "?" in text[:MAX_CHARACTERS]
        or len(found) <= MAX_TERSE
        or not _everyday("asking").isdisjoint(found)
        or not _everyday("asking_first").isdisjoint(found[:2])
    )


def _single_end(word: str) -> str:
    """Undo a doubled last letter: "tann" of "tanning" is "tan"; "ll" and "ss" stay."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


@cache
def _everyday(name: str) -> frozenset[str]:
    table = read_yaml(_EVERYDAY)
    return frozenset(str(table[name]).split())


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _everyday(name))


@cache
def _synonyms() -> dict[tuple[str, ...], str]:
    """Stemmed form -> the one word it is folded into."""
    table = read_yaml(_SYNONYMS)
    return {
        tuple(stem(word) for word in plain_words(form)): "".join(
            stem(word) for word in plain_words(name)
        )
        for name, forms in table.items()
        for form in (name, *forms)
    }


@cache
def _longest_from() -> dict[str, int]:
    """First word of a form -> how many words the longest such form has."""
    longest: dict[str, int] = {}
    for form in _synonyms():
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return longest


def _fold(stems: list[str]) -> list[str]:
    """Replace each synonym, the longest first, by its one word."""
    out: list[str] = []
    at = 0
    while at < len(stems):
        size = _synonym_at(stems, at)
        form = tuple(stems[at : at + max(size, 1)])
        out.append(_synonyms()[form] if size else stems[at])
        at += max(size, 1)
    return out


def _synonym_at(stems: list[str], at: int) -> int:
    """How many words the longest synonym that starts here has; 0 if there is none."""
    longest = _longest_from().get(stems[at], 0)
    for size in range(min(longest, len(stems) - at), 0, -1):
        if tuple(stems[at : at + size]) in _synonyms():
            return size
    return 0
