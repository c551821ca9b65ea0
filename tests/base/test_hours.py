"""Opening hours: open or not, the next opening, working time, on ordinary and on odd days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.base.clinic import Clinic
from nightdesk.base.hours import (
    SEARCH_DAYS,
    NeverOpenError,
    add_open_time,
    closing_of,
    ever_open,
    holiday_on,
    is_open,
    next_close,
    next_open,
    urgent_line,
)
from tests.base.clinics import WEEK, clinic, week

HOURS = timedelta(hours=1)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def local(clinic: Clinic, year: int, month: int, day: int, *clock: int) -> datetime:
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=clinic.zone)


def closed(first: str, until: str | None = None, **more: Any) -> dict[str, Any]:
    return {"date": first, "until": until, "name": "closing", **more}


ALWAYS_OPEN = clinic(hours={day: ["0:00-24:00"] for day in WEEK})
WITH_A_BREAK = clinic(hours={**WEEK, "friday": ["9:00-12:00", "13:00-24:00"]})
WITH_CLOSINGS = clinic(holidays=[closed("2026-07-01", "2026-07-14"), closed("2026-11-26")])


def test_open_from_the_first_moment_up_to_the_last() -> None:
    place = clinic()
    assert not is_open(place, local(place, 2026, 11, 24, 8, 59, 59))
    assert is_open(place, local(place, 2026, 11, 24, 9))
    assert is_open(place, local(place, 2026, 11, 24, 17, 29, 59))
    assert not is_open(place, local(place, 2026, 11, 24, 17, 30))


def test_the_same_moment_in_another_time_zone_is_the_same() -> None:
    place = clinic()
    assert is_open(place, datetime(2026, 11, 25, 1, 0, tzinfo=UTC))  # Tuesday 5 PM in California
    assert not is_open(place, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


def test_the_next_opening_and_closing_on_sunday_night_are_on_tuesday() -> None:
    place = clinic()
    at = local(place, 2026, 11, 22, 23, 30)
    assert next_open(place, at) == local(place, 2026, 11, 24, 9)
    assert next_close(place, at) == local(place, 2026, 11, 24, 17, 30)


def test_while_open_the_next_opening_is_the_one_after() -> None:
    place = clinic()
    at = local(place, 2026, 11, 28, 9)
    assert next_open(place, at) == local(place, 2026, 12, 1, 9)
    assert next_close(place, at) == local(place, 2026, 11, 28, 15)


def test_results_are_in_the_clinics_time_zone() -> None:
    place = clinic()
    opens = next_open(place, datetime(2026, 11, 22, tzinfo=UTC))
    assert opens.tzinfo == place.zone
    assert (opens.hour, opens.minute) == (9, 0)


def test_a_midday_break_is_closed() -> None:
    place = clinic(hours={**WEEK, "tuesday": ["9:00-12:30", "13:30-17:30"]})
    noon = local(place, 2026, 11, 24, 13)
    assert not is_open(place, noon)
    assert next_open(place, noon) == local(place, 2026, 11, 24, 13, 30)
    morning = local(place, 2026, 11, 24, 12)
    assert add_open_time(place, morning, HOURS) == local(place, 2026, 11, 24, 14)


def test_a_holiday_is_closed_and_a_shortened_day_is_short() -> None:
    place = clinic(
        holidays=[closed("2026-11-26"), closed("2026-12-24", open=["9:00-13:00"])],
    )
    assert not is_open(place, local(place, 2026, 11, 26, 12))
    assert is_open(place, local(place, 2026, 12, 24, 12))
    assert not is_open(place, local(place, 2026, 12, 24, 13))


def test_a_holiday_may_open_a_day_that_is_usually_closed() -> None:
    place = clinic(holidays=[closed("2026-12-21", open=["10:00-14:00"])])
    assert is_open(place, local(place, 2026, 12, 21, 11))


def test_of_two_holidays_on_a_day_the_shorter_counts() -> None:
    place = clinic(
        holidays=[
            closed("2026-12-21", "2027-01-03"),
            closed("2026-12-23", open=["9:00-11:00"]),
        ]
    )
    found = holiday_on(place, date(2026, 12, 23))
    assert found is not None
    assert found.days == 1
    assert is_open(place, local(place, 2026, 12, 23, 10))
    assert next_open(place, local(place, 2026, 12, 23, 12)) == local(place, 2027, 1, 5, 9)


def test_working_time_passes_only_while_it_is_open() -> None:
    place = clinic()
    friday = local(place, 2026, 11, 20, 16, 30)
    assert add_open_time(place, friday, 4 * HOURS) == local(place, 2026, 11, 21, 12)


def test_working_time_that_ends_at_closing_ends_there() -> None:
    place = clinic()
    assert add_open_time(place, local(place, 2026, 11, 24, 16), 1.5 * HOURS) == local(
        place, 2026, 11, 24, 17, 30
    )


def test_no_working_time_is_the_first_open_moment() -> None:
    place = clinic()
    open_at = local(place, 2026, 11, 24, 10, 7)
    assert add_open_time(place, open_at, timedelta(0)) == open_at
    night = local(place, 2026, 11, 24, 22)
    assert add_open_time(place, night, timedelta(0)) == local(place, 2026, 11, 25, 9)


def test_negative_working_time_is_refused() -> None:
    place = clinic()
    with pytest.raises(ValueError, match="negative"):
        add_open_time(place, local(place, 2026, 11, 24, 10), -HOURS)


def test_the_closing_of_a_closing_moment_is_itself() -> None:
    place = clinic()
    closing = local(place, 2026, 11, 24, 17, 30)
    assert closing_of(place, closing) == closing


@pytest.mark.parametrize(
    ("day", "hours"),
    [((2026, 3, 8), 23), ((2026, 11, 1), 25), ((2026, 6, 7), 24)],
)
def test_a_day_open_around_the_clock_has_its_real_length(
    day: tuple[int, int, int], hours: int
) -> None:
    place = clinic(hours=week(sunday=["0:00-24:00"]))
    start = local(place, *day)
    end = add_open_time(place, start, hours * HOURS)
    assert end == next_close(place, start)
    assert end.astimezone(UTC) - start.astimezone(UTC) == hours * HOURS


def test_a_time_that_the_clocks_jump_over_breaks_nothing() -> None:
    place = clinic(hours=week(sunday=["1:00-2:30", "2:45-3:00", "3:10-4:00"]))
    start = local(place, 2026, 3, 8)
    end = add_open_time(place, start, 2 * HOURS)
    assert end.astimezone(UTC) == datetime(2026, 3, 8, 11, 0, tzinfo=UTC)


def test_midnight_belongs_to_the_new_day() -> None:
    place = clinic(hours=week(tuesday=["20:00-24:00"]))
    assert is_open(place, local(place, 2026, 11, 24, 23, 59, 59))
    assert not is_open(place, local(place, 2026, 11, 25, 0))
    assert next_close(place, local(place, 2026, 11, 24, 21)) == local(place, 2026, 11, 25, 0)


def test_a_long_closing_is_passed_over() -> None:
    place = clinic(holidays=[closed("2026-12-01", "2027-11-30")])
    assert next_open(place, local(place, 2026, 12, 1, 12)) == local(place, 2027, 12, 1, 9)


def test_a_clinic_that_never_opens_again_is_an_error_and_not_an_endless_search() -> None:
    place = clinic(holidays=[closed("2026-12-01", "2036-12-01")])
    at = local(place, 2026, 12, 1, 12)
    assert not is_open(place, at)
    for look in (next_open, next_close):
        with pytest.raises(NeverOpenError, match=str(SEARCH_DAYS)):
            look(place, at)
    with pytest.raises(NeverOpenError):
        add_open_time(place, at, HOURS)


def test_a_time_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        is_open(clinic(), datetime(2026, 11, 24, 12))


@settings(deadline=None)  # other tests may use the same cores
@given(MOMENTS)
def test_openings_and_closings_agree_with_being_open(at: datetime) -> None:
    place = WITH_CLOSINGS
    opens, closes = next_open(place, at), next_close(place, at)
    assert opens > at
    assert closes > at
    assert is_open(place, opens)
    assert not is_open(place, opens - timedelta(microseconds=1))
    assert not is_open(place, closes)
    assert is_open(place, at) == (closes < opens)


@settings(deadline=None)  # other tests may use the same cores
@given(MOMENTS, st.integers(0, 200), st.integers(0, 200))
def test_working_time_adds_up(at: datetime, first: int, second: int) -> None:
    place = WITH_A_BREAK
    one, two = timedelta(minutes=7 * first), timedelta(minutes=7 * second)
    halfway = add_open_time(place, at, one)
    assert add_open_time(place, halfway, two) == add_open_time(place, at, one + two)


@settings(deadline=None)  # other tests may use the same cores
@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(hours=40)))
def test_around_the_clock_working_time_is_the_time_itself(
    at: datetime, duration: timedelta
) -> None:
    assert add_open_time(ALWAYS_OPEN, at, duration) == at + duration


@pytest.mark.parametrize(
    ("by_day", "at", "line"),
    [
        ("925-555-0103", "2026-11-24T10:00-08:00", "925-555-0103"),
        ("925-555-0103", "2026-11-24T21:00-08:00", "925-555-0101"),
        (None, "2026-11-24T10:00-08:00", "925-555-0101"),
    ],
)
def test_the_urgent_line_may_be_another_one_while_open(
    by_day: str | None, at: str, line: str
) -> None:
    found = urgent_line(clinic(urgent_phone_when_open=by_day), datetime.fromisoformat(at))
    assert found.display == line


@pytest.mark.parametrize(
    ("weekday", "start", "end", "expected"),
    [
        (0, time(0), time(0), False),
        (4, time(12), time(13), False),
        (4, time(8), time(9), False),
        (4, time(8), time(9, 1), True),
        (4, time(17), time(0), True),
    ],
)
def test_hours_that_suit_are_compared_with_an_ordinary_day(
    weekday: int, start: time, end: time, expected: bool
) -> None:
    assert ever_open(WITH_A_BREAK, weekday, start, end) is expected
