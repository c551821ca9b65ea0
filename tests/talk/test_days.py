"""A day or an hour that is asked for: what is told of it, and what is kept for the request."""

import pytest

from nightdesk.base.reply import Reply
from tests.talk.conftest import Talk

REACH = "Dana Quist, 925-555-0142, text me"


def responses(replies: list[Reply]) -> list[str]:
    return [reply.response for reply in replies]


def entries(replies: list[Reply]) -> list[str]:
    return [str(source["entry"]) for reply in replies for source in reply.answer]


@pytest.mark.parametrize(
    ("first", "intent", "then", "words"),
    [
        ("could i book for friday", "ask_clinic", "4pm", "friday, 4pm"),
        ("could i book for friday", "ask_clinic", "how about 4pm", "friday, 4pm"),
        ("do you have anything on friday", "ask_clinic", "after 1", "friday, after 1"),
        ("could i come on friday", "want_consultation", "10am?", "come on friday, 10am"),
    ],
)
def test_a_day_that_is_asked_for_is_kept_for_the_request(
    talk: Talk, first: str, intent: str, then: str, words: str
) -> None:
    talk.say(first, intent, 0.6)
    talk.say(then, "give_details", 0.4)
    talk.say("acne scars on my cheeks", "state_concern")
    talk.say(REACH, "give_details")
    (request,) = talk.requests()
    assert request["times"]["words"] == words
    assert {day for slot in request["times"]["normalised"] for day in slot["days"]} == {"fri"}


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("do you have anything on sunday", "ask_clinic", 0.6),
        ("anything free sunday", "goodbye", 0.3),
        ("could you squeeze me in on sunday", "want_consultation", 0.9),
        ("you have appts sunday?", "existing_client", 0.4),
    ],
)
def test_who_asks_to_come_on_a_day_is_told_if_it_is_closed(
    talk: Talk, text: str, intent: str, confidence: float
) -> None:
    replies = talk.say(text, intent, confidence)
    assert entries(replies) == ["clinic-booking"]
    assert "closed on Sundays" in replies[0].text
    assert "utter_times_closed" not in responses(replies)
    assert talk.requests() == []


def test_a_client_who_asks_for_another_day_is_still_one(talk: Talk) -> None:
    text = "my appointment is friday, do you have anything on thursday"
    assert entries(talk.say(text, "existing_client", 0.9)) == []
    assert talk.requests()[0]["kind"] == "existing_client"


def test_that_it_is_closed_is_not_said_again_where_only_hours_are_added(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks. " + REACH, "want_consultation")
    assert responses(talk.say("sundays", "give_details"))[0] == "utter_times_closed"
    assert "utter_times_closed" not in responses(talk.say("after 2", "give_details"))
    assert "utter_times_closed" in responses(talk.say("mondays", "give_details"))


def test_hours_that_leave_nothing_of_the_open_ones_are_told(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks. " + REACH, "want_consultation")
    assert responses(talk.say("fridays", "give_details"))[0] != "utter_times_closed"
    assert responses(talk.say("after 8pm", "give_details"))[0] == "utter_times_closed"


def test_a_day_that_is_taken_back_is_not_called_closed(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks. " + REACH, "want_consultation")
    talk.say("fridays", "give_details")
    assert "utter_times_closed" not in responses(talk.say("not fridays", "give_details"))


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ("open on christmas?", "how about the day before?", "December 24"),
        ("are you open friday", "ok and the day after", "Saturday"),
        ("are you open friday", "and the week after that?", "On Friday"),
        ("are you open christmas", "what about the day after christmas", "December 26"),
    ],
)
def test_a_day_beside_the_one_asked_for(talk: Talk, first: str, then: str, says: str) -> None:
    talk.say(first, "ask_clinic")
    replies = talk.say(then, "ask_treatment")
    assert entries(replies) == ["clinic-hours"]
    assert says in replies[0].text


@pytest.mark.parametrize(
    "text", ["whn do u opn 2morow", "wht tyme u clse 2morrow", "hey when u opn tmrw"]
)
def test_hours_asked_in_short(talk: Talk, text: str) -> None:
    (reply,) = talk.say(text, "abuse", 0.2)
    assert reply.text.startswith("Tomorrow, ")


def test_a_day_beside_a_holiday_is_asked_for_by_itself(talk: Talk) -> None:
    replies = talk.say("how about the day after christmas", "ask_treatment", 0.6)
    assert entries(replies) == ["clinic-hours"]
