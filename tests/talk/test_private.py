"""Questions about a visitor's own data, about who writes, and about when the clinic calls."""

import pytest
from sqlalchemy import select

from nightdesk.store.tables import Question, Request
from tests.talk.conftest import Talk

FULL = "consultation for acne scars on my cheeks. Dana Quist, 925-555-0142, text me, mornings"


def responses(talk: Talk, text: str, intent: str, confidence: float = 0.9) -> list[str]:
    return [reply.response for reply in talk.say(text, intent, confidence)]


def questions(talk: Talk) -> int:
    with talk.core.db.reading() as session:
        return len(session.scalars(select(Question)).all())


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("what do you do with my data", "utter_privacy_how"),
        ("who can read this", "utter_privacy_who"),
        ("how long do you keep my messages", "utter_privacy_long"),
        ("can i have it deleted later", "utter_privacy_delete"),
        ("do you share my info with others", "utter_privacy_shared"),
    ],
)
def test_each_question_on_privacy_has_its_own_words(talk: Talk, text: str, response: str) -> None:
    (reply,) = talk.say(text, "ask_privacy")
    assert (reply.kind, reply.response) == ("privacy", response)


@pytest.mark.parametrize(
    "text", ["is this hipaa compliant", "are my messages encrypted", "who sees my photos"]
)
def test_what_nobody_told_us_of_privacy_is_kept_for_staff(talk: Talk, text: str) -> None:
    first = ["utter_privacy_how", "utter_defer_rest"]
    assert responses(talk, text, "ask_privacy") == first
    assert responses(talk, text, "ask_privacy") == ["utter_defer_unknown"]
    assert questions(talk) == 2


def test_how_long_a_talk_is_kept_comes_from_the_clinics_file(talk: Talk) -> None:
    talk.say("is this chat saved", "ask_privacy")
    (reply,) = talk.say("and for how long", "ask_treatment")
    days = talk.core.clinic.retention_days
    assert reply.values["chat_days"] == str(days.conversations)
    assert reply.values["request_days"] == str(days.requests)


def test_different_questions_on_privacy_are_no_going_in_circles(talk: Talk) -> None:
    asked = ("is my data safe", "how is my info used", "what do you store", "is my chat private")
    said = [response for text in asked for response in responses(talk, text, "ask_privacy")]
    assert "utter_said_all" not in said
    assert questions(talk) == 3


@pytest.mark.parametrize("text", ["from tiktok", "snapchat"])
def test_words_that_name_no_data_get_no_text_on_privacy(talk: Talk, text: str) -> None:
    assert "utter_privacy_how" not in responses(talk, text, "ask_privacy", 0.43)


def test_who_wants_off_the_list_is_passed_on(talk: Talk) -> None:
    assert responses(talk, "take me off your list", "ask_privacy")[0] == "utter_handoff_privacy"


def test_why_a_number_is_wanted_is_told_outside_a_request_too(talk: Talk) -> None:
    assert responses(talk, "why do you need my email", "ask_why") == ["utter_privacy_why"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("are you a doctor", "ask_treatment"),
        ("are you a real nurse?", "abuse"),
        ("who am i chatting with", "ask_human"),
        ("what's your name", "ask_privacy"),
        ("are you a robot", "smalltalk"),
    ],
)
def test_who_writes_here_is_told(talk: Talk, text: str, intent: str) -> None:
    assert responses(talk, text, intent, 0.5) == ["utter_identity"]


def test_a_question_beside_who_writes_is_answered(talk: Talk) -> None:
    replies = talk.say("does it hurt? and are you a robot", "ask_treatment")
    assert [r.response or r.answer[0]["topic"] for r in replies] == ["utter_identity", "pain"]


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("what happens now", "utter_reply_due"),
        ("when will you call me", "utter_reply_due"),
        ("how soon do i hear back", "utter_reply_due"),
        ("who will call", "utter_reply_who"),
        ("what number will you call from", "utter_reply_who"),
    ],
)
def test_after_sending_the_promise_is_told_again(talk: Talk, text: str, response: str) -> None:
    talk.say(FULL, "want_consultation")
    talk.say("yes, send it", "affirm")
    assert responses(talk, text, "ask_treatment", 0.6) == [response]


def test_a_promise_that_is_past_is_not_made_again(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    talk.say("yes, send it", "affirm")
    with talk.core.db.writing() as session:
        (request,) = session.scalars(select(Request))
        request.due_at = talk.core.clock()
        session.commit()
    assert responses(talk, "when will you call", "ask_clinic") == ["utter_reply_late"]


def test_before_sending_nothing_is_said_to_be_on_its_way(talk: Talk) -> None:
    (reply,) = talk.say("how soon will somebody reply", "ask_treatment")
    assert reply.response == "utter_reply_unsent"
    assert reply.values["promise"].startswith(("by ", "today by "))


def test_what_happens_now_after_an_answer_may_ask_of_the_skin(talk: Talk) -> None:
    talk.say("what are the healing phases after microneedling?", "ask_treatment")
    assert responses(talk, "what happens next", "ask_treatment") != ["utter_reply_unsent"]


def test_why_the_intake_asks_is_told_without_an_entry(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks. Dana Quist, 925-555-0142", "give_details")
    replies = talk.say("why do you ask about medicines", "ask_treatment")
    assert [reply for reply in replies if reply.answer] == []


def test_a_spanish_request_is_explained_in_its_first_turn(talk: Talk) -> None:
    said = responses(
        talk,
        "hola quiero una cita para mis cicatrices, me llamo Rosa Ejemplo, 925 555 0166",
        "want_consultation",
    )
    assert said[0] == "utter_spanish"


def test_a_spanish_name_alone_is_no_spanish(talk: Talk) -> None:
    said = responses(talk, "Maria de la Cruz 925 555 0166", "give_details")
    assert "utter_spanish" not in said


@pytest.mark.parametrize("text", ["Tariq bin Yusuf al-Amin", "Carmen de la Torre"])
def test_a_name_for_the_concern_is_no_spanish(talk: Talk, text: str) -> None:
    assert "utter_spanish" not in responses(talk, text, "give_details")


def test_who_tells_how_it_weighs_on_them_is_heard(talk: Talk) -> None:
    said = responses(talk, "i never leave the house without a hood anymore", "state_concern", 0.95)
    assert said == ["utter_concern_unnamed"]


def test_a_dentist_of_the_past_is_no_office_that_is_looked_for(talk: Talk) -> None:
    said = responses(talk, "i got dizzy at the dentist once", "state_concern", 0.4)
    assert "utter_elsewhere" not in said
    said = responses(talk, "lidocaine at the dentist made my throat tight", "state_concern", 0.4)
    assert "utter_elsewhere" not in said


@pytest.mark.parametrize(
    ("text", "intent", "response"),
    [
        ("why should i give you my email", "ask_why", "utter_privacy_why"),
        ("can my sister see what i write", "ask_privacy", "utter_privacy_who"),
        ("please export it", "ask_privacy", "utter_privacy_copy"),
        ("and then delete it all", "ask_privacy", "utter_privacy_sure"),
    ],
)
def test_other_words_for_questions_on_privacy(
    talk: Talk, text: str, intent: str, response: str
) -> None:
    assert responses(talk, text, intent) == [response]


def test_what_is_done_with_it_asks_of_data_after_data(talk: Talk) -> None:
    talk.say("why should i give you my email", "ask_why")
    said = responses(talk, "what do you do with it", "ask_treatment", 0.6)
    assert said == ["utter_privacy_how"]


def test_who_wants_nothing_kept_is_not_told_that_it_is_noted(talk: Talk) -> None:
    (reply,) = talk.say("dont save anything i say", "ask_privacy")
    assert (reply.response, [c.label for c in reply.choices]) == (
        "utter_privacy_chat",
        ["Delete everything"],
    )
    said = responses(talk, "im on eliquis, is that a problem for needling", "ask_treatment")
    assert said[-1] == "utter_defer_personal_unkept"


def test_a_copy_of_the_clinics_records_is_for_staff(talk: Talk) -> None:
    text = "i want a copy of everything you have on me from my visits last year"
    assert responses(talk, text, "ask_clinic")[0] == "utter_handoff_privacy"
    assert talk.requests()[0]["words"] == text
