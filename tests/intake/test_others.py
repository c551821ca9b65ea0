"""Requests that somebody writes for another person."""

import pytest

from nightdesk.intake.others import read_behalf
from tests.intake.talk import Talk


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("hi im writing for my mom, she has no computer", "my mom"),
        ("writing on behalf of my husband", "my husband"),
        ("my wife asked me to set it up", "my wife"),
        ("my husband asked me to book a consult for him", "my husband"),
        ("my husband told me to book a consult for my scars", ""),
        ("my wife wants me to make an appointment", ""),
        ("asking for my daughter, she is 24", "my daughter"),
        ("asking for my daughter", ""),
        ("booking for my 15 year old son", ""),
        ("booking for my sister and me", ""),
        ("can you set up a consultation for my wife, she knows about it", "my wife"),
        ("buying this for my husband as a surprise", "my husband"),
        ("my dad finally wants someone to see his scars. could you get him in?", "my dad"),
        ("i want an appointment for my scars", ""),
        ("i want a consult for my daughter", ""),
        ("does it work for my mom?", ""),
        ("my sister wants an appointment too", ""),
    ],
)
def test_for_whom_a_request_is(text: str, whom: str) -> None:
    assert read_behalf(text) == whom


def test_the_other_adults_details_are_the_requests() -> None:
    talk = Talk().start("im writing for my mom. wrinkles on her neck, she wants a consult")
    assert talk.say("her name is Elena Ruiz and her cell 415 555 0123").asked == "channel"
    assert (talk.state.name, talk.state.phone) == ("Elena Ruiz", "+14155550123")
    assert talk.say("she likes texts").asked == "health"
    talk.say("nothing")
    assert "Written for: my mom" in talk.say("any time").text


def test_beside_ones_own_request_anothers_details_stay_out() -> None:
    talk = Talk().start("consult for acne scars on my chin. im Rosa Diaz, 415 555 0123, call me")
    talk.say("her name is Elena Ruiz and her number is 510 555 0199")
    assert (talk.state.name, talk.state.phone) == ("Rosa Diaz", "+14155550123")
