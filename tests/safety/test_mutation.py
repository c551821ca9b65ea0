"""Every rule and every phrase that negates is needed: without it an example goes wrong.

The examples of negations.yml are there for the phrases that no other example needs.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nightdesk.base.data import read_yaml
from nightdesk.safety import default
from tests.safety.mutation import Phrase, mutable

HERE = Path(__file__).parent
NEGATIONS: list[str] = read_yaml(HERE / "negations.yml")["quiet"]


def quiet_examples() -> Iterator[str]:
    """All examples that must raise no alarm."""
    for rule in default().rules:
        yield from rule.must_not_fire
    for group in read_yaml(HERE / "ordinary.yml").values():
        yield from group
    yield from NEGATIONS


@pytest.fixture(scope="module")
def standing() -> dict[Phrase, list[str]]:
    """The examples in which each phrase stands."""
    found: dict[Phrase, list[str]] = {phrase: [] for phrase in mutable().phrases}
    for text in dict.fromkeys(quiet_examples()):
        for phrase in mutable().phrases_in(text):
            found[phrase].append(text)
    return found


@pytest.mark.parametrize("rule", default().rules, ids=lambda rule: rule.id)
def test_every_rule_is_needed_by_one_of_its_examples(rule):
    without = mutable().without_rule(rule.id)
    needing = [text for text in rule.must_fire if default().check(text) != without.check(text)]
    assert needing, "another rule fires first for every example"


@pytest.mark.parametrize("text", NEGATIONS)
def test_what_is_negated_is_no_alarm(text):
    assert default().check(text) is None


@pytest.mark.parametrize("phrase", mutable().phrases, ids=": ".join)
def test_every_phrase_that_negates_is_needed_by_an_example(phrase, standing):
    quiet = [text for text in standing[phrase] if default().check(text) is None]
    assert any(mutable().check_without(phrase, text) for text in quiet), "add one to negations.yml"
