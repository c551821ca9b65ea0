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


OF_A_SISTER = [
    "id like a visit for my sister, she has melasma on her forehead",
    "its for my cousin, melasma on the forehead, could she have an appointment",
    "my brother needs an appointment for melasma on his forehead",
]


@pytest.mark.parametrize("asked", OF_A_SISTER)
@pytest.mark.parametrize("answer", ["shes 33", "44", "she is an adult", "> 18 or older"])
def test_a_number_in_place_of_the_age_is_kept_and_the_age_asked_again(
    talk: Talk, asked: str, answer: str
) -> None:
    talk.say(asked, "want_consultation")
    assert responses(talk, "Lena Moss 925 555 0184", "give_details") == ["utter_ask_age_again"]
    assert talk.requests() == []
    replies = talk.press(answer[2:]) if answer[0] == ">" else talk.say(answer, "ask_treatment")
    assert [reply.kind for reply in replies] == ["reflect", "ask"]
    (request,) = talk.requests()
    assert (request["name"], request["phone"]) == ("Lena Moss", "+19255550184")
    assert (request["concerns"], request["areas"]) == (["melasma"], ["forehead"])


def test_of_somebody_whose_age_is_never_told_nothing_is_said_to_be_a_child(talk: Talk) -> None:
    talk.say(OF_A_SISTER[0], "want_consultation")
    talk.say("Lena Moss 925 555 0184", "give_details")
    assert responses(talk, "please just ring me", "smalltalk") == ["utter_reply_due"]
    (request,) = talk.requests()
    assert (request["kind"], request["phone"]) == ("other", "+19255550184")
    assert "age was not told" in request["words"]
    assert "melasma" not in request["words"]


@pytest.mark.parametrize("asked", [OF_A_SISTER[0], ASKED])
@pytest.mark.parametrize("later", ["btw she is 33", "33", "oh shes an adult", "18 or older"])
def test_an_age_that_is_told_late_is_good_for_the_request(
    talk: Talk, asked: str, later: str
) -> None:
    talk.say(asked, "want_consultation")
    talk.say("Lena Moss 925 555 0184", "give_details")
    talk.say("thanks, bye now", "goodbye")
    talk.say("does needling hurt?", "ask_treatment")
    assert "utter_smalltalk" not in responses(talk, later, "smalltalk")
    requests = {request["kind"]: request for request in talk.requests()}
    assert requests["other"]["words"].endswith("who is said to be 18 or older.")
    assert requests["consultation"]["phone"] == "+19255550184"
    assert requests["consultation"]["concerns"]


@pytest.mark.parametrize("later", ["ok thanks", "yes", "call me after 5", "is 21 old enough?"])
def test_what_names_no_age_opens_nothing_later(talk: Talk, later: str) -> None:
    talk.say(ASKED, "want_consultation")
    talk.say("Lena Moss 925 555 0184", "give_details")
    talk.say(later, "affirm")
    assert [request["kind"] for request in talk.requests()] == ["other"]


def test_an_age_below_18_that_is_told_late_closes_it(talk: Talk) -> None:
    talk.say(OF_A_SISTER[0], "want_consultation")
    talk.say("Lena Moss 925 555 0184", "give_details")
    talk.say("just ring me", "smalltalk")
    talk.say("she is 14", "ask_treatment")
    talk.say("she is 31", "ask_treatment")
    (request,) = talk.requests()
    assert request["words"].startswith("A parent or guardian")


@pytest.mark.parametrize(
    "text", ["i'm 15, does needling hurt?", "im 17 and what does ipl cost?", "i am 16"]
)
def test_no_minor_is_offered_a_consultation(talk: Talk, text: str) -> None:
    assert all(not reply.choices for reply in talk.say(text, "ask_treatment"))


@pytest.mark.parametrize(
    "text", ["may i make an appointment for when i am older?", "can i come in on friday?"]
)
def test_no_minor_is_told_how_to_book(talk: Talk, text: str) -> None:
    talk.say("i am 16", "ask_treatment")
    talk.say("i'll be 18 in three weeks", "ask_treatment")
    said = talk.say(text, "ask_clinic")
    assert [reply.response for reply in said] == ["utter_minor"]
