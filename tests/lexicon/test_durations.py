"""Durations in visitors' own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.lexicon import default, read_durations


def read(text: str) -> list[tuple[str, str]]:
    return [(mention.name, mention.words) for mention in read_durations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I had a peel 3 weeks ago", [("ago", "3 weeks ago")]),
        ("botox a couple of months back", [("ago", "a couple of months back")]),
        ("did it Last Summer", [("ago", "Last Summer")]),
        ("spots since high school", [("since", "since high school")]),
        ("ever since my second pregnancy", [("since", "ever since my second pregnancy")]),
        ("red two days after", [("after", "two days after")]),
        ("day 4 and still pink", [("after", "day 4")]),
        ("i've had them for about 10 yrs", [("for", "for about 10 yrs")]),
        ("my whole life", [("for", "my whole life")]),
        ("i get married next month", [("ahead", "next month")]),
        ("the party is in 2-3 weeks", [("ahead", "in 2-3 weeks")]),
        ("hace dos años", [("ago", "hace dos años")]),
        ("desde la secundaria", [("since", "desde la secundaria")]),
        ("6 months ago, and again next week", [("ago", "6 months ago"), ("ahead", "next week")]),
        ("i may like it. one of a kind", []),
        ("call me after 5", []),
    ],
)
def test_durations(text, expected):
    assert read(text) == expected


def test_they_are_mentions_of_their_own_kind_and_no_part_of_the_lexicons_reading():
    """The same words may be the times a visitor wants to be called at: the caller decides."""
    assert {mention.kind for mention in read_durations("2 weeks ago")} == {"duration"}
    assert default().read("2 weeks ago") == []


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_positions_are_right(text):
    for mention in read_durations(text):
        assert text[mention.start : mention.end] == mention.words


@pytest.mark.parametrize(
    "text", ["", "\ud800", "since " * 20_000, "1" * 100_000, "a few " * 20_000]
)
def test_hostile_text_is_survived(text):
    read_durations(text)
