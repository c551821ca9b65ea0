"""Whole conversations on the running product: what is said, and what is stored at the end."""

from collections import Counter

import pytest

from tests.conversations.play import Played, Product, judge_stored
from tests.conversations.script import load

pytestmark = pytest.mark.engine

SCRIPTS = load()


@pytest.fixture(scope="module")
def problems(product: Product) -> dict[str, list[str]]:
    """Every script played once, one after the other; what does not hold, by script."""
    talks = [Played(product, script) for script in SCRIPTS]
    stored = product.requests()
    return {
        talk.script.id: [
            *talk.problems,
            *judge_stored(talk.script, stored.get(talk.visitor.id, [])),
        ]
        for talk in talks
    }


@pytest.mark.parametrize("script", [s for s in SCRIPTS if not s.fails], ids=lambda s: s.id)
def test_a_conversation_holds(script, problems: dict[str, list[str]]) -> None:
    assert problems[script.id] == []


@pytest.mark.parametrize("script", [s for s in SCRIPTS if s.fails], ids=lambda s: s.id)
def test_what_is_known_to_fail_still_does(script, problems: dict[str, list[str]]) -> None:
    """A script with a reason under `fails` is to be freed of it as soon as it holds."""
    assert problems[script.id] != []


def test_there_are_enough_and_no_two_have_one_name() -> None:
    assert len(SCRIPTS) >= 120
    assert [name for name, times in Counter(s.id for s in SCRIPTS).items() if times > 1] == []
    assert sum(bool(script.fails) for script in SCRIPTS) <= 8
