"""What is taken for a yes to the summary, for its end, and for a question of how it stands."""

import pytest

from nightdesk.base.reply import Reply
from tests.talk.conftest import Talk

FULL = "consultation for acne scars on my cheeks. Dana Quist, 925-555-0142, text me, mornings"
PERSON = "let me talk to a human being"
ASIDE = "does it hurt?"


def responses(replies: list[Reply]) -> list[str]:
    return [reply.response for reply in replies]


def status(talk: Talk) -> list[str]:
    return [request["status"] for request in talk.requests()]


@pytest.mark.parametrize("text", ["erase it", "trash the whole thing, delete this", "scrap that"])
def test_a_request_that_is_to_be_deleted_is_stopped(talk: Talk, text: str) -> None:
    talk.say(FULL, "want_consultation")
    assert responses(talk.say(text, "ask_privacy")) == ["utter_intake_cancelled"]
    talk.say("yes", "affirm")
    assert status(talk) == []


def test_a_yes_after_something_else_shows_the_summary_first(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    assert responses(talk.say(PERSON, "ask_human")) == ["utter_handoff_person"]
    assert [reply.kind for reply in talk.say("yes", "affirm")] == ["confirm"]
    assert status(talk) == ["draft"]
    assert responses(talk.say("yes", "affirm")) == ["utter_saved"]


def test_the_summary_is_shown_again_however_often_it_was_read(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    for _ in range(8):
        talk.say(PERSON, "ask_human")
        assert [reply.kind for reply in talk.say("yes", "affirm")] == ["confirm"]
    assert status(talk) == ["draft"]


def test_a_yes_to_the_summary_after_an_answer_sends(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    assert [reply.kind for reply in talk.say(ASIDE, "ask_treatment")] == ["answer", "confirm"]
    assert responses(talk.say("yes", "affirm")) == ["utter_saved"]


def test_not_to_be_sent_yet_is_for_later(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    assert responses(talk.say("do not submit this yet", "ask_privacy", 0.3)) == [
        "utter_intake_later"
    ]
    assert status(talk) == ["draft"]


@pytest.mark.parametrize("text", ["was it submitted?", "so am i booked", "did you receive that"])
def test_whether_it_was_sent_is_no_question_for_the_knowledge(talk: Talk, text: str) -> None:
    talk.say(FULL, "want_consultation")
    talk.say("yes", "affirm")
    assert responses(talk.say(text, "ask_clinic")) == ["utter_intake_already_sent"]


def test_whether_it_was_sent_is_answered_in_a_running_request(talk: Talk) -> None:
    talk.say("a consultation for acne scars on my cheeks", "want_consultation")
    first, then = responses(talk.say("is this booked now?", "ask_clinic"))
    assert (first, then.startswith("utter_ask_name")) == ("utter_intake_missing", True)


def test_whether_it_was_received_is_asked_of_what_was_passed_on(talk: Talk) -> None:
    talk.say("please move my appointment of monday, 925-555-0142", "existing_client")
    assert responses(talk.say("have you received this?", "smalltalk", 0.4)) == ["utter_reply_due"]


def test_whether_something_is_booked_is_a_question_without_a_request(talk: Talk) -> None:
    said = responses(talk.say("is it booked?", "ask_clinic"))
    assert not {"utter_intake_already_sent", "utter_reply_due", "utter_reply_unsent"} & {*said}


def test_who_asks_on_after_an_unasked_request_is_not_questioned_each_time(talk: Talk) -> None:
    begun = talk.say("how do appointments for acne scars go?", "ask_treatment")
    assert begun[-1].kind == "ask"
    kinds = [
        [reply.kind for reply in talk.say(text, "ask_treatment")]
        for text in ("how much is it?", "how long is the downtime?", "how many sessions?")
    ]
    assert [asked.count("ask") for asked in kinds] == [1, 0, 0]


def test_a_request_begins_by_no_appointment_that_is_only_spoken_of(talk: Talk) -> None:
    replies = talk.say("what do i avoid after my peel appt for acne scars?", "ask_treatment")
    assert "ask" not in [reply.kind for reply in replies]


@pytest.mark.parametrize("text", ["nope, that's all", "naw this is everything thanks"])
def test_nothing_to_add_is_no_leave_and_no_note(talk: Talk, text: str) -> None:
    talk.say(FULL, "want_consultation")
    assert [reply.kind for reply in talk.say(text, "goodbye")] == ["confirm"]
    (request,) = talk.requests()
    assert request["flags"] == []


def test_something_wrong_at_the_summary_is_to_be_changed_and_no_question(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    assert responses(talk.say("something is wrong", "ask_treatment", 0.9)) == ["utter_ask_change"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("who can read this", "ask_privacy"),
        ("do you share any of it?", "ask_privacy"),
        ("am i talking to a robot", "ask_human"),
    ],
)
def test_after_a_question_on_privacy_a_yes_sends(talk: Talk, text: str, intent: str) -> None:
    talk.say(FULL, "want_consultation")
    assert [reply.kind for reply in talk.say(text, intent)][-1] == "confirm"
    assert responses(talk.say("yes", "affirm")) == ["utter_saved"]


def test_a_yes_sends_nothing_when_the_summary_was_not_shown_with_the_answer(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    for _ in range(12):
        if "confirm" not in [reply.kind for reply in talk.say("who can read it?", "ask_privacy")]:
            break
    assert [reply.kind for reply in talk.say("yes", "affirm")] == ["confirm"]
    assert status(talk) == ["draft"]


def test_a_part_of_the_body_is_no_appointment(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    replies = talk.say("could you add my shoulders too", "existing_client", 0.6)
    assert [reply.kind for reply in replies] == ["confirm"]
    (request,) = talk.requests()
    assert (request["kind"], request["areas"]) == ("consultation", ["cheeks", "shoulders"])


def test_who_adds_their_health_after_sending_is_not_told_to_do_it_themselves(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    talk.say("yes", "affirm")
    said = responses(talk.say("i should have mentioned im nursing", "ask_treatment"))
    assert "utter_defer_personal_unkept" not in said
    assert said[-1] == "utter_saved_changed"
    (request,) = talk.requests()
    assert [flag["words"] for flag in request["flags"]] == ["nursing"]


def test_a_private_name_is_no_question_on_privacy(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks", "want_consultation")
    assert responses(talk.say("thats private", "ask_privacy"))[0] == "utter_why_name"


@pytest.mark.parametrize("times", ["sundays", "sunday or monday at 10am", "weekdays after 9pm"])
def test_who_can_be_reached_only_while_it_is_closed_reads_the_hours(talk: Talk, times: str) -> None:
    talk.say(FULL.removesuffix(", mornings"), "want_consultation")
    said = talk.say(times, "give_details")
    assert responses(said)[0] == "utter_times_closed"
    assert "Tuesday to Friday 9:00 AM to 5:30 PM" in said[0].values["hours"]
    (request,) = talk.requests()
    assert request["times"]["words"] == times


@pytest.mark.parametrize("times", ["any time", "sunday or friday", "tuesday after 5", "next week"])
def test_who_can_be_reached_at_some_open_hour_does_not(talk: Talk, times: str) -> None:
    talk.say(FULL.removesuffix(", mornings"), "want_consultation")
    assert responses(talk.say(times, "give_details")) == ["utter_ask_consent"]


def test_a_change_after_sending_reaches_staff_without_another_yes(talk: Talk) -> None:
    talk.say(FULL, "want_consultation")
    talk.say("yes", "affirm")
    talk.say("my cell changed, it is 925 555 0171", "correct_details")
    talk.say("thank you", "thanks")
    (request,) = talk.requests()
    assert (request["status"], request["phone"]) == ("submitted", "+19255550171")


def test_who_wants_a_text_instead_is_not_sent_to_the_phone(talk: Talk) -> None:
    talk.say(FULL.replace("text me", "call me"), "want_consultation")
    talk.say("yes", "affirm")
    said = responses(talk.say("would someone text me rather", "ask_human", 0.4))
    assert said == ["utter_saved_changed"]
    (request,) = talk.requests()
    granted = {c["purpose"]: c["granted"] for c in request["consents"]}
    assert (request["channel"], granted["text"]) == ("text", True)


def test_no_thanks_to_what_the_summary_asks_notes_nothing_and_a_second_one_lets_go(
    talk: Talk,
) -> None:
    talk.say(FULL, "want_consultation")
    assert [reply.kind for reply in talk.say("nah thanks", "deny")] == ["confirm"]
    assert responses(talk.say("no thank you", "deny")) == ["utter_intake_later"]
    assert status(talk) == ["draft"]


def test_who_will_finish_later_makes_no_task_for_staff(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks", "want_consultation")
    said = talk.say("dinner is ready, i will finish this tomorrow", "existing_client", 0.6)
    assert responses(said) == ["utter_intake_later"]
    assert talk.requests() == []
