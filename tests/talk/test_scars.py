"""Scars whose cause comes a message later are scars of that cause alone."""

import pytest

from nightdesk.lexicon import default
from nightdesk.talk.scars import told_cause
from tests.talk.conftest import Talk


@pytest.mark.parametrize(
    ("known", "text", "scars"),
    [
        (["my scars"], "hysterectomy", ["surgical_scars"]),
        (["i have some scars"], "they're from a car accident", ["surgical_scars"]),
        (["old scars on my face"], "from chickenpox when i was six", ["chickenpox_scars"]),
        (["acne scars"], "from my surgery", []),
        (["my scars"], "they are from acne", []),
        (["my scars"], "and a burn scar too", []),
        (["my scars"], "is surgery better?", []),
        (["my scars"], "last year i had surgery for something else entirely", []),
        (["wrinkles"], "c section", []),
        ([], "c section", []),
    ],
)
def test_the_cause_that_is_told_later(known: list[str], text: str, scars: list[str]) -> None:
    told = list(told_cause(default(), known, text))
    assert [m.name for m in told if not m.negated] == scars
    assert [m.name for m in told if m.negated] == (["acne_scars"] if scars else [])


def test_the_request_has_that_cause_alone(talk: Talk) -> None:
    talk.say("help with my scars please, i want a consultation", "want_consultation")
    talk.say("from a hernia operation", "state_concern")
    talk.say("Ines Roa, 925 555 0126", "give_details")
    (request,) = talk.requests()
    assert request["concerns"] == ["surgical_scars"]
