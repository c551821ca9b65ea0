"""What is told of a relative's skin is named, and a wish that follows is for that person."""

import pytest

from nightdesk.intake.others import read_behalf, relative_in
from tests.talk.conftest import Talk


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("my husband has dark spots from the sun", "my husband"),
        ("my daughter is 31 and her chin breaks out", "my daughter"),
        ("my nephew has acne", ""),
        ("i have dark spots", ""),
    ],
)
def test_whom_a_message_speaks_of(text: str, whom: str) -> None:
    assert relative_in(text) == whom


@pytest.mark.parametrize(
    "text",
    [
        "my aunt wants her neck lines smoothed",
        "my mother has age spots on her hands and would like a peel",
        "my dad has a scar on his chin and he wants it gone",
    ],
)
def test_a_relatives_own_wish_is_a_request_for_them(text: str) -> None:
    assert read_behalf(text).startswith("my ")


def test_a_relatives_concern_is_named_and_a_wish_after_it_is_for_them(talk: Talk) -> None:
    (told,) = talk.say("my mother has melasma on her cheeks", "state_concern")
    assert told.values == {"concerns": "melasma", "areas": " (cheeks)"}
    assert told.captured == {}
    talk.say("ok sign her up", "want_consultation")
    talk.say("Ines Roa, 925 555 0126", "give_details")
    (request,) = talk.requests()
    assert (request["name"], request["concerns"], request["areas"]) == (
        "Ines Roa",
        ["melasma"],
        ["cheeks"],
    )
    assert request["words"].startswith("Written for my mother")


def test_a_concern_of_ones_own_after_it_is_ones_own(talk: Talk) -> None:
    talk.say("my mother has melasma", "state_concern")
    talk.say("i want a consultation for my acne scars", "want_consultation")
    talk.say("Ines Roa, 925 555 0126", "give_details")
    (request,) = talk.requests()
    assert request["concerns"] == ["acne_scars"]
    assert "Written for" not in request["words"]


def test_who_may_be_a_child_gets_no_request_by_a_yes(talk: Talk) -> None:
    (told,) = talk.say("my nephew has bad acne", "state_concern")
    assert told.values["concerns"] == "acne"
    talk.say("yes please", "affirm")
    assert talk.requests() == []


def test_what_a_cancer_left_behind_is_a_concern_and_what_is_asked_after_it_is_answered(
    talk: Talk,
) -> None:
    text = "my nana had a melanoma on her cheek, they took it off and now there is a big dent"
    (told,) = talk.say(text, "out_of_scope", 0.6)
    assert told.values["concerns"] == "scars from surgery or an injury"
    assert talk.say("is it painful for her?", "ask_treatment")[0].kind == "answer"


def test_a_growth_itself_is_still_a_doctors(talk: Talk) -> None:
    (told,) = talk.say("grandpa has skin cancer on his ear, what is it", "out_of_scope")
    assert told.response == "utter_health_worry"
