"""Who announces a visit is told that none is booked."""

import pytest

from tests.talk.conftest import Talk

NOT_BOOKED = "No day is booked in this chat."


@pytest.mark.parametrize(
    "text",
    [
        "alright i'll swing by thursday",
        "i will come in on friday at noon",
        "great, i'm coming tomorrow at 4",
        "we'll be there next week",
        "perfect see ya on monday",
        "cool cu thursday then",
    ],
)
@pytest.mark.parametrize("intent", ["want_consultation", "goodbye", "smalltalk"])
def test_no_visit_is_made_by_announcing_it(talk: Talk, text: str, intent: str) -> None:
    replies = talk.say(text, intent)
    assert replies[0].text.startswith(NOT_BOOKED)
    if intent == "want_consultation":
        assert replies[-1].kind == "ask", "the intake goes on"


def test_it_is_said_after_a_request_was_begun(talk: Talk) -> None:
    talk.say("consultation for acne scars on my cheeks please", "want_consultation")
    replies = talk.say("fine, i'll stop by on thursday", "smalltalk", 0.4)
    assert replies[0].text.startswith(NOT_BOOKED)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("see you", "goodbye"),
        ("thanks, see ya", "goodbye"),
        ("i can't come on friday", "give_details"),
        ("should i come on friday?", "ask_clinic"),
        ("i'll be home on friday", "give_details"),
        ("i am free on friday", "give_details"),
    ],
)
def test_who_announces_no_visit_does_not_read_it(talk: Talk, text: str, intent: str) -> None:
    assert not any((reply.text or "").startswith(NOT_BOOKED) for reply in talk.say(text, intent))


@pytest.mark.parametrize(
    "text",
    [
        "i'll schedule some other day",
        "maybe i will book after my vacation",
        "nah, i'll just phone the office",
        "i need to talk with my partner first",
    ],
)
@pytest.mark.parametrize("intent", ["want_consultation", "smalltalk"])
def test_who_puts_it_off_begins_nothing(talk: Talk, text: str, intent: str) -> None:
    (reply,) = talk.say(text, intent, 0.5)
    assert reply.response == "utter_smalltalk_ok"


@pytest.mark.parametrize("text", ["i'll book", "i will call in sick so book me for monday"])
def test_who_books_now_begins_a_request(talk: Talk, text: str) -> None:
    assert talk.say(text, "want_consultation")[-1].kind == "ask"


@pytest.mark.parametrize(
    "text", ["which ai model are you", "what kind of bot is this", "is it an actual clinic?"]
)
def test_who_we_are_is_told_and_nothing_of_devices(talk: Talk, text: str) -> None:
    (reply,) = talk.say(text, "ask_treatment")
    assert reply.response == "utter_identity"


@pytest.mark.parametrize(
    "text",
    [
        "my face makes me feel so down lately",
        "i feel hideous when i look in the mirror",
        "i hate my skin",
    ],
)
@pytest.mark.parametrize("intent", ["state_concern", "complaint", "nlu_fallback"])
def test_a_kind_word_to_who_is_sad_about_their_looks(talk: Talk, text: str, intent: str) -> None:
    replies = talk.say(text, intent, 0.3)
    assert replies[0].response == "utter_feelings"
    assert [choice.label for choice in replies[0].choices] == ["Request a consultation"]


def test_a_named_concern_comes_before_the_kind_word(talk: Talk) -> None:
    replies = talk.say("i hate my skin, the acne scars on my cheeks", "state_concern")
    assert replies[-1].response == "utter_concern_reflect"


def test_a_concern_without_a_name_is_not_called_something_else(talk: Talk) -> None:
    (reply,) = talk.say("my face looks like an old boot lol", "smalltalk", 0.4)
    assert reply.response == "utter_concern_unnamed"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i'm terrified of needles", "ask_treatment"),
        ("honestly i can't stand injections", "smalltalk"),
        ("kids at school made fun of my skin and i still think of it", "smalltalk"),
        ("i am on the pill and my skin makes me feel so gross", "state_concern"),
    ],
)
def test_who_tells_how_it_feels_reads_a_kind_word_first(talk: Talk, text: str, intent: str) -> None:
    assert talk.say(text, intent)[0].response == "utter_feelings"


@pytest.mark.parametrize("text", ["i hate needles, does it hurt?", "do you hate needles too"])
def test_a_question_beside_a_feeling_is_a_question(talk: Talk, text: str) -> None:
    assert talk.say(text, "ask_treatment")[0].response != "utter_feelings"
