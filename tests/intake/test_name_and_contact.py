"""The name and a way to reach the visitor are asked for in one question."""

import pytest

from nightdesk.intake.details import read_details
from tests.intake.talk import Talk

BOTH = "name should I put on the request, and what is the best phone number or e-mail"


def asked() -> Talk:
    """A talk at the question for the name."""
    talk = Talk()
    talk.start("consult for acne scars on my cheeks")
    assert talk.asked == "name"
    return talk


def test_name_and_number_are_asked_for_together_and_answered_together():
    talk = asked()
    assert BOTH in talk.text
    talk.say("Dana Whitfield, 925-555-0142")
    assert (talk.state.name, talk.state.phone) == ("Dana Whitfield", "+19255550142")
    assert talk.asked == "channel"


def test_who_gives_the_name_alone_is_asked_for_the_number_alone():
    talk = asked()
    talk.say("Dana")
    assert talk.asked == "contact"
    assert "name" not in talk.text


def test_who_gives_the_number_alone_is_asked_for_the_name_alone():
    talk = asked()
    talk.say("925-555-0142")
    assert talk.asked == "name_again"
    assert "phone" not in talk.text


def test_who_gave_a_number_before_is_asked_for_the_name_alone():
    talk = Talk()
    talk.start("consult for acne scars on my cheeks, 925-555-0142")
    assert talk.asked == "name"
    assert BOTH not in talk.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kim and my number is 925 555 0142", "kim"),
        ("Jen and 925 555 0142", "Jen"),
        ("my name is Aisha and you can reach me at 925 555 0142", "Aisha"),
        ("put down Siobhan O'Connor, best is 925-555-0142", "Siobhan O'Connor"),
        ("925-555-0142, ask for Mike", "Mike"),
        ("9255550142 Grace Young", "Grace Young"),
        ("Marie Claire - 925 555 0142", "Marie Claire"),
        ("JAMES CARTER\n9255550142", "JAMES CARTER"),
    ],
)
def test_words_between_a_name_and_a_number_belong_to_neither(text, name):
    details = read_details(text, asking="name", mentions=())
    assert (details.name, details.phone) == (name, "+19255550142")
