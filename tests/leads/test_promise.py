"""The promise clock: every promise is a time at which somebody can keep it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nightdesk.base.clinic import Clinic
from nightdesk.base.hours import is_open
from nightdesk.leads.promise import due_at, promise_words
from tests.base.clinics import WEEK, clinic

KINDS = ("consultation", "existing_client", "complaint", "privacy", "other")
BUSY = clinic(
    hours={
        "monday": [],
        "tuesday": ["9:00-12:20", "13:05-17:40"],
        "wednesday": ["0:00-24:00"],
        "thursday": ["22:00-24:00"],
        "friday": ["0:00-2:30", "9:00-9:10"],
        "saturday": ["9:00-15:00"],
        "sunday": ["1:15-3:15"],
    },
    holidays=[
        {"date": "2026-11-26", "name": "Thanksgiving Day"},
        {"date": "2026-12-24", "name": "Christmas Eve", "open": ["9:00-13:00"]},
        {"date": "2026-12-25", "until": "2027-01-17", "name": "winter break"},
    ],
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))
SPRING = datetime(2026, 3, 8, 9, 59, 59, tzinfo=UTC)
AUTUMN = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def local(place: Clinic, year: int, month: int, day: int, *clock: int) -> datetime:
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=place.zone)


def test_four_opening_hours_from_sunday_night_are_tuesday_at_one() -> None:
    place = clinic()
    at = local(place, 2026, 11, 22, 22, 41, 7)
    assert due_at(place, "consultation", at) == local(place, 2026, 11, 24, 13)


def test_a_promise_is_rounded_up_to_a_quarter_hour() -> None:
    place = clinic()
    at = local(place, 2026, 11, 24, 9, 1)
    assert due_at(place, "consultation", at) == local(place, 2026, 11, 24, 13, 15)


def test_a_promise_is_not_rounded_past_closing() -> None:
    place = clinic(hours={**WEEK, "tuesday": ["9:00-17:20"]})
    at = local(place, 2026, 11, 24, 13, 18)
    assert due_at(place, "consultation", at) == local(place, 2026, 11, 24, 17, 20)


def test_a_promise_that_ends_at_closing_is_for_closing() -> None:
    place = clinic()
    at = local(place, 2026, 11, 24, 13, 30)
    assert due_at(place, "consultation", at) == local(place, 2026, 11, 24, 17, 30)


def test_a_holiday_is_not_working_time() -> None:
    place = clinic(holidays=[{"date": "2026-11-26", "name": "Thanksgiving Day"}])
    at = local(place, 2026, 11, 25, 17)
    assert due_at(place, "consultation", at) == local(place, 2026, 11, 27, 12, 30)


def test_urgent_goes_by_the_clock_also_at_night() -> None:
    place = clinic()
    at = local(place, 2026, 11, 22, 3, 2)
    assert due_at(place, "urgent", at) == local(place, 2026, 11, 22, 3, 17)


def test_an_unknown_kind_has_no_promise() -> None:
    with pytest.raises(KeyError):
        due_at(clinic(), "something", local(clinic(), 2026, 11, 24, 9))


@settings(deadline=None)  # other tests may use the same cores
@given(MOMENTS, st.sampled_from(KINDS))
@example(SPRING, "consultation")
@example(AUTUMN, "consultation")
@example(datetime(2026, 12, 24, 20, 55, tzinfo=UTC), "other")
def test_every_promise_is_ahead_and_inside_opening_hours(at: datetime, kind: str) -> None:
    due = due_at(BUSY, kind, at)
    assert due > at
    assert due.tzinfo == BUSY.zone
    assert is_open(BUSY, due - timedelta(microseconds=1))
    assert due.minute % 15 == 0 or not is_open(BUSY, due)


@settings(deadline=None)  # other tests may use the same cores
@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3)), st.sampled_from(KINDS))
@example(SPRING, timedelta(seconds=2), "consultation")
@example(AUTUMN, timedelta(hours=1), "consultation")
def test_who_asks_later_is_not_promised_earlier(at: datetime, wait: timedelta, kind: str) -> None:
    first, second = due_at(BUSY, kind, at), due_at(BUSY, kind, at + wait)
    assert first.astimezone(UTC) <= second.astimezone(UTC)


@settings(deadline=None)  # other tests may use the same cores
@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(hours=3)))
@example(SPRING, timedelta(seconds=2))
@example(AUTUMN, timedelta(minutes=30))
def test_urgent_is_fifteen_minutes_whatever_the_clocks_do(at: datetime, wait: timedelta) -> None:
    due = due_at(BUSY, "urgent", at.astimezone(BUSY.zone))
    late = due.astimezone(UTC) - at - timedelta(minutes=15)
    assert timedelta(0) <= late < timedelta(minutes=1)
    assert due.astimezone(UTC) <= due_at(BUSY, "urgent", at + wait).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ((2026, 11, 24, 16, 30), "today by 4:30 PM"),
        ((2026, 11, 24, 12, 0), "today by 12:00 PM"),
        ((2026, 11, 25, 0, 15), "by Wednesday 12:15 AM"),
        ((2026, 11, 25, 10, 0), "by Wednesday 10:00 AM"),
        ((2026, 11, 30, 10, 0), "by Monday 10:00 AM"),
        ((2026, 12, 1, 10, 0), "by Tuesday, December 1, 10:00 AM"),
        ((2027, 1, 5, 9, 0), "by Tuesday, January 5, 9:00 AM"),
    ],
)
def test_the_promise_in_words(due: tuple[int, int, int, int, int], words: str) -> None:
    place = clinic()
    at = local(place, 2026, 11, 24, 8, 15)
    assert promise_words(place, local(place, *due), at) == words


def test_the_words_follow_the_clinics_calendar_and_not_utc() -> None:
    place = clinic()
    at = datetime(2026, 11, 25, 6, 41, tzinfo=UTC)  # still Tuesday night in California
    due = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
    assert promise_words(place, due, at) == "by Wednesday 10:00 AM"
