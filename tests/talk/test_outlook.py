"""What is said to who asks how a request goes on."""

import pytest

from nightdesk.base.reply import Reply
from nightdesk.talk.outlook import asks_of_a_yes
from tests.talk.conftest import Talk

ACNE = "consultation for acne scars on my cheeks. Lena Moss, 925 555 0184, call me, any time"


def first(replies: list[Reply]) -> str:
    return replies[0].response or replies[0].answer[0]["entry"]


@pytest.mark.parametrize(
    "text",
    [
        "how long until i hear back from you",
        "how long does it usually take to get a reply",
        "how fast do you guys reply",
        "how long till somebody phones me",
        "okay so what should i do next",
        "what are the next steps?",
    ],
)
def test_by_when_staff_reply_is_told_before_a_request(talk: Talk, text: str) -> None:
    assert first(talk.say(text, "ask_treatment")) == "utter_reply_unsent"


@pytest.mark.parametrize(
    "text",
    [
        "how can i begin",
        "where do we sign up",
        "so how do we get started with this",
        "what must i do to sign up",
        "how does it all work, should i just stop by",
    ],
)
@pytest.mark.parametrize("told", [False, True])
def test_how_to_begin_is_how_to_ask_for_a_consultation(talk: Talk, text: str, told: bool) -> None:
    if told:
        talk.say("does needling hurt?", "ask_treatment")
    assert first(talk.say(text, "ask_treatment")) == "clinic-booking"


@pytest.mark.parametrize("text", ["so what happens next?", "what comes after this", "now what"])
def test_at_the_summary_it_is_asked_of_the_request(talk: Talk, text: str) -> None:
    talk.say("does needling hurt?", "ask_treatment")
    assert talk.say(ACNE, "want_consultation")[-1].kind == "confirm"
    replies = talk.say(text, "ask_treatment")
    assert (first(replies), replies[-1].kind) == ("utter_reply_unsent", "confirm")


def test_after_a_request_was_sent_its_time_is_told(talk: Talk) -> None:
    talk.say(ACNE, "want_consultation")
    talk.press("Yes, send it")
    for text in ("how do i begin", "so what are the next steps"):
        assert first(talk.say(text, "ask_treatment")).startswith("utter_reply_due")


@pytest.mark.parametrize("text", ["what happens next", "what should i do now"])
def test_after_an_answer_it_may_be_asked_of_the_skin(talk: Talk, text: str) -> None:
    talk.say("what happens in a needling session?", "ask_treatment")
    assert first(talk.say(text, "ask_treatment")) != "utter_reply_unsent"


@pytest.mark.parametrize(
    "text", ["how does needling work", "how do i start retinol", "how long until it heals"]
)
def test_what_is_asked_of_a_treatment_is_answered_as_such(talk: Talk, text: str) -> None:
    assert first(talk.say(text, "ask_treatment")) not in ("utter_reply_unsent", "clinic-booking")


@pytest.mark.parametrize(
    "text",
    ["when are you guys phoning", "when is somebody texting me", "great, by when", "ok when?"],
)
def test_after_sending_when_is_asked_of_the_call(talk: Talk, text: str) -> None:
    talk.say(ACNE, "want_consultation")
    talk.press("Yes, send it")
    assert first(talk.say(text, "ask_clinic")).startswith("utter_reply_due")


@pytest.mark.parametrize(
    "text",
    [
        "what happens once i agree",
        "who will see my details",
        "do i have to pay for anything here",
        "is this binding",
        "am i billed if i press send",
    ],
)
def test_at_the_summary_it_is_told_what_a_yes_does(talk: Talk, text: str) -> None:
    talk.say(ACNE, "want_consultation")
    replies = talk.say(text, "ask_treatment")
    assert (first(replies), replies[-1].kind) == ("utter_intake_yes", "confirm")


@pytest.mark.parametrize(
    "text", ["who gets microneedling", "do i pay for the consultation", "what happens if i peel"]
)
def test_other_questions_at_the_summary_are_not_of_the_yes(text: str) -> None:
    assert not asks_of_a_yes(text)


@pytest.mark.parametrize("text", ["who's gonna call", "what number would you call me from"])
def test_at_the_summary_who_calls_is_told_and_a_yes_sends(talk: Talk, text: str) -> None:
    talk.say(ACNE, "want_consultation")
    replies = talk.say(text, "ask_human", 0.6)
    assert (first(replies), replies[-1].kind) == ("utter_reply_who", "confirm")
    assert first(talk.say("yes", "affirm")) == "utter_saved"


@pytest.mark.parametrize("text", ["pues no", "actually nope", "i'll pass, sorry"])
def test_a_plain_no_at_the_summary_is_no_change_of_it(talk: Talk, text: str) -> None:
    talk.say(ACNE, "want_consultation")
    assert [reply.response for reply in talk.say(text, "deny")] == ["utter_intake_later"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [("ok nevermind", "smalltalk"), ("pero mejor no", "deny"), ("oh forget about it", "deny")],
)
def test_who_may_take_it_back_is_told_that_it_was_sent(talk: Talk, text: str, intent: str) -> None:
    talk.say(ACNE, "want_consultation")
    talk.press("Yes, send it")
    assert talk.say(text, intent)[-1].response == "utter_intake_already_sent"


def test_another_day_is_taken_after_sending_in_the_words_of_a_question(talk: Talk) -> None:
    talk.say(ACNE, "want_consultation")
    talk.press("Yes, send it")
    assert first(talk.say("would friday be ok", "ask_clinic", 0.6)) == "utter_saved_changed"
