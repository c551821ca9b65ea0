"""What is cut out of a message before it is read for danger, and what is not."""

import pytest

from nightdesk.safety.contacts import without_contacts


@pytest.mark.parametrize(
    "text",
    [
        "i took 40 tylenol, my number is 925-555-0142",
        "i took 40 tylenol, call me at (925) 555-0142",
        "i took 40 tylenol +1 925.555.0142",
        "i took 40 tylenol. 9255550142",
        "i took 40 tylenol, text me 555-0142",
        "i took 40 tylenol, my email is dana.quist@example.com",
        "i took 40 tylenol,dana@example.com",
        "i took 40 tylenol +44 20 7946 0958",
    ],
)
def test_numbers_and_addresses_go_with_what_introduces_them(text: str) -> None:
    assert without_contacts(text).strip(" ,.") == "i took 40 tylenol"


@pytest.mark.parametrize(
    "text",
    [
        "fever 104.5 103.9 since the peel",
        "bp is 200/110 190/105",
        "i took 10 20 30 40 pills",
        "since 11/25/2026",
        "3 sessions, 2 weeks, 48 hours",
        "hello",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_contacts(text) == text


def test_what_stood_around_a_number_is_two_sentences() -> None:
    assert without_contacts("Dana Quist 925-555-2014 kms") == "Dana Quist . kms"


@pytest.mark.parametrize(
    "text", ["a@" * 2500, "1" * 5000, "my number is " * 400, "1 " * 2500, "|" * 5000]
)
def test_hostile_texts_are_read_through(text: str) -> None:
    without_contacts(text)
