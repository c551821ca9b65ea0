"""Staff read what a call is to be about."""

import time

import pytest

from tests.talk.conftest import Talk


def words(talk: Talk) -> list[str]:
    (request,) = talk.requests()
    return request["words"].split("\n")


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("could somebody ring me about your packages", None),
        ("have someone text me regarding memberships please", None),
        ("can you email me the price menu", None),
        ("hello. can you send me your brochure?", "can you send me your brochure"),
    ],
)
def test_the_words_of_a_wish_to_be_reached_are_kept(
    talk: Talk, text: str, noted: str | None
) -> None:
    replies = talk.say(text, "want_consultation")
    assert replies[-1].response in ("utter_ask_phone", "utter_ask_email", "utter_ask_contact")
    talk.say("Lena Moss 925 555 0184", "give_details")
    assert words(talk) == [noted or text]


def test_about_that_is_about_what_was_asked_before(talk: Talk) -> None:
    talk.say("is there a shuttle from the train?", "ask_clinic")
    talk.say("please have somebody call me about that, 925 555 0184", "want_consultation")
    assert words(talk)[0] == "is there a shuttle from the train"
    assert words(talk)[1] == "please have somebody call me about that"


def test_it_is_kept_for_a_request_that_begins_later(talk: Talk) -> None:
    talk.say("email me the price menu", "ask_treatment")
    assert talk.requests() == []
    replies = talk.say("lena@moss.org", "give_details")
    assert "utter_ask_concern" not in [reply.response for reply in replies]
    assert words(talk) == ["email me the price menu"]


@pytest.mark.parametrize(
    "text",
    ["can you text me on monday", "please call me any time", "send me a text at 925 555 0184"],
)
def test_a_time_or_a_way_is_no_subject(talk: Talk, text: str) -> None:
    talk.say(text, "want_consultation")
    talk.say("Lena Moss 925 555 0184", "give_details")
    assert words(talk) == [""]


def test_a_concern_is_written_down_once_and_asked_for_as_usual(talk: Talk) -> None:
    replies = talk.say("call me about my acne scars", "want_consultation")
    assert replies[-1].response == "utter_ask_area"
    talk.say("cheeks. Lena Moss 925 555 0184", "give_details")
    assert words(talk)[0] == "call me about my acne scars"
    assert len(words(talk)) <= 2


def test_to_somebody_in_danger_it_begins_no_request(talk: Talk) -> None:
    talk.alarm("had a peel and my throat is closing up")
    talk.say("somebody ring me about this", "ask_human")
    assert {request["kind"] for request in talk.requests()} == {"urgent"}


@pytest.mark.parametrize("text", ["call me " * 600, "email me the " * 400, "1 (" * 1600])
def test_long_messages_are_read_at_once(text: str) -> None:
    from nightdesk.talk.subject import _CALLS, _SENDS, _sentences

    begun = time.perf_counter()
    for sentence in _sentences(text[:5000]):
        _CALLS.search(sentence)
        _SENDS.search(sentence)
    assert time.perf_counter() - begun < 0.5
