"""A request for somebody who may be under 18 begins with their age, and keeps nothing before."""

import pytest

from nightdesk.store.tables import Conversation, Question
from tests.talk.conftest import Talk

ASKED = "appointment for my daughter please, she has acne scars on her cheeks"


def responses(talk: Talk, text: str, intent: str) -> list[str]:
    return [reply.response for reply in talk.say(text, intent)]


def intake(talk: Talk) -> dict:
    with talk.core.db.reading() as session:
        return dict(session.get_one(Conversation, talk.id).intake)


def test_nothing_is_taken_before_the_age_is_known(talk: Talk) -> None:
    assert responses(talk, ASKED, "want_consultation") == ["utter_ask_age"]
    assert talk.requests() == []
    assert not intake(talk).get("concerns")


@pytest.mark.parametrize("answer", ["> 18 or older", "she's 24", "yes", "22", "she is in college"])
def test_for_a_grown_up_child_the_request_goes_on_with_what_was_said(
    talk: Talk, answer: str
) -> None:
    talk.say(ASKED, "want_consultation")
    if answer.startswith("> "):
        talk.press(answer[2:])
    else:
        talk.say(answer, "affirm")
    talk.say("Jane Doe 925 555 0142", "give_details")
    (request,) = talk.requests()
    assert (request["concerns"], request["areas"]) == (["acne_scars"], ["cheeks"])
    assert request["words"].startswith("Written for my daughter")
    assert request["name"] == "Jane Doe"


@pytest.mark.parametrize("answer", ["> Under 18", "shes 15", "no", "still in high school", "17"])
def test_for_somebody_under_18_only_the_parents_own_contact_is_taken(
    talk: Talk, answer: str
) -> None:
    talk.say(f"{ASKED}. Rita Moss 925 555 0142", "want_consultation")
    if answer.startswith("> "):
        talk.press(answer[2:])
    else:
        talk.say(answer, "deny")
    (request,) = talk.requests()
    assert (request["kind"], request["name"]) == ("other", "Rita Moss")
    assert request["concerns"] == []
    assert "acne" not in request["words"]
    assert not intake(talk).get("concerns")


def test_the_question_is_repeated_once_with_its_reason(talk: Talk) -> None:
    talk.say(ASKED, "want_consultation")
    said = responses(talk, "does it hurt?", "ask_treatment")
    assert said[-1] == "utter_ask_age_again"
    assert len(said) == 2, "the question is answered"
    assert responses(talk, "she is shy", "state_concern") == ["utter_parent"]


def test_who_stops_is_asked_no_more(talk: Talk) -> None:
    talk.say(ASKED, "want_consultation")
    talk.say("never mind, cancel", "cancel")
    assert "utter_parent" not in responses(talk, "does it hurt?", "ask_treatment")


@pytest.mark.parametrize(
    "text",
    [
        "is microneedling okay for my son's acne?",
        "appointment for me and my daughter",
        "appointment for my daughter, she is 25",
        "consult please, acne scars on my cheeks. my son gave me your card",
    ],
)
def test_who_needs_no_question_is_not_asked(talk: Talk, text: str) -> None:
    intent = "ask_treatment" if "?" in text else "want_consultation"
    assert "utter_ask_age" not in responses(talk, text, intent)


def test_of_a_minors_question_nothing_is_passed_on(talk: Talk) -> None:
    said = talk.say("I'm 15 and do you have wifi for my homework?", "ask_clinic")
    assert [reply.kind for reply in said] == ["decline"]
    with talk.core.db.reading() as session:
        assert session.query(Question).all() == []


def test_a_teenager_who_is_told_to_be_18_closes_no_talk(talk: Talk) -> None:
    talk.say("is needling good for my teen", "ask_treatment")
    assert [r.response for r in talk.say("no, she is 19", "ask_treatment")] != []
    talk.say("consultation for myself, acne scars. Dana Quist, 925-555-0142", "give_details")
    assert [request["kind"] for request in talk.requests()] == ["consultation"]


@pytest.mark.parametrize("young", ["my 15 year old daughter", "my teen, she is 15"])
def test_after_an_age_below_18_another_one_opens_nothing(talk: Talk, young: str) -> None:
    talk.say(f"is needling good for {young}", "ask_treatment")
    talk.say("she is 19", "ask_treatment")
    talk.say("consultation for her acne scars. Dana Quist, 925-555-0142", "give_details")
    assert [request["kind"] for request in talk.requests()] == ["other"]


def test_after_under_18_is_pressed_another_age_opens_nothing(talk: Talk) -> None:
    talk.say("i want a consultation for my daughter", "want_consultation")
    talk.press("Under 18")
    talk.say("she is 19", "ask_treatment")
    talk.say("Dana Quist, 925-555-0142", "give_details")
    assert [request["kind"] for request in talk.requests()] == ["other"]
