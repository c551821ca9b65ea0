"""What visitors ask and wish of their own data, read without the rest of the talk."""

import time

import pytest

from nightdesk.privacy import asked, wishes


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("how many days is it kept", "utter_privacy_long"),
        ("do you ever sell it on", "utter_privacy_shared"),
        ("will anybody else read that", "utter_privacy_who"),
        ("are you gdpr ready", ""),
        ("does it sting", None),
    ],
)
def test_each_question_has_its_wording(text: str, wording: str | None) -> None:
    assert asked.wording_for(text) == wording


@pytest.mark.parametrize(
    ("text", "wishes_for"),
    [
        ("what do you have on me", "wants_to_see"),
        ("please export my chat", "wants_copy"),
        ("wipe my messages", "wants_erased"),
        ("remove everything", "wants_all_erased"),
        ("i need a copy of my chart", "for_staff"),
    ],
)
def test_each_wish_is_told_from_a_treatment(text: str, wishes_for: str) -> None:
    wish = getattr(wishes, wishes_for)
    assert wish(text)
    assert not wish("can you remove my acne scars")


@pytest.mark.parametrize("words", ["my data ", "delete ", "what info ", "copy of ", "who can "])
def test_long_messages_are_read_in_no_time(words: str) -> None:
    text = words * (5000 // len(words))
    began = time.process_time()
    asked.wording_for(text)
    asked.asks_why(text)
    for wish in (wishes.wants_to_see, wishes.wants_copy, wishes.wants_erased, wishes.for_staff):
        wish(text)
    assert time.process_time() - began < 1
