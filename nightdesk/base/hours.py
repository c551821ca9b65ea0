"""Opening hours as pure functions: is it open, when does it open, working time that passes.

Every datetime given must be aware; every datetime returned is in the clinic's time zone. A period
is open from its first moment up to, not including, its last. Arithmetic is done in UTC, so that
hours stay hours on the days on which the clocks change.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_parts import Phone
from nightdesk.base.clinic_times import MIDNIGHT, Holiday, Periods

SEARCH_DAYS = 400
"""How far ahead an opening is looked for: beyond any real closing, yet bounded."""


class NeverOpenError(ValueError):
    """The clinic does not open within SEARCH_DAYS."""


def holiday_on(clinic: Clinic, day: date) -> Holiday | None:
    """The holiday of that day; of several, the shortest (a holiday within a summer closing)."""
    found = [holiday for holiday in clinic.holidays if holiday.date <= day <= holiday.last_day]
    return min(found, key=lambda holiday: holiday.days, default=None)


def periods_on(clinic: Clinic, day: date) -> Periods:
    """The opening periods of that day, holidays included."""
    holiday = holiday_on(clinic, day)
    return clinic.hours.on(day.weekday()) if holiday is None else holiday.open


def is_open(clinic: Clinic, at: datetime) -> bool:
    """Whether the clinic is open at that moment."""
    return any(start <= at < end for start, end in _spans_of_day(clinic, _local_day(clinic, at)))


def ever_open(clinic: Clinic, weekday: int, start: time, end: time) -> bool:
    """Whether the clinic is open on an ordinary such day (Monday is 0) between the two hours.

    Midnight as the `end` is that of the day's end.
    """
    first, last = _minute(start), _minute(end) or MIDNIGHT
    return any(p.start < last and first < p.end for p in clinic.hours.on(weekday))


def urgent_line(clinic: Clinic, at: datetime) -> Phone:
    """The number for urgent worries at that moment: some clinics have one of their own by day."""
    by_day = clinic.urgent_phone_when_open
    return by_day if by_day and is_open(clinic, at) else clinic.urgent_phone


def next_open(clinic: Clinic, at: datetime) -> datetime:
    """When it opens next, after `at`; while it is open that is the opening after this one."""
    start = next(start for start, _ in _spans(clinic, at) if start > at)
    return start.astimezone(clinic.zone)


def next_close(clinic: Clinic, at: datetime) -> datetime:
    """The end of the period that is open at `at`, or else of the next one."""
    _, end = next(_spans(clinic, at))
    return end.astimezone(clinic.zone)


def add_open_time(clinic: Clinic, start: datetime, duration: timedelta) -> datetime:
    """`start` plus working time, which passes only while the clinic is open.

    Time that ends exactly at closing ends there, not at the next opening. Without any duration it
    is the first open moment from `start` on.
    """
    if duration < timedelta(0):
        raise ValueError("working time cannot be negative")
    left = duration
    for opens, closes in _spans(clinic, start):
        begin = max(opens, start.astimezone(UTC))
        if left <= closes - begin:
            return (begin + left).astimezone(clinic.zone)
        left -= closes - begin
    raise AssertionError("_spans ends only by raising")


def closing_of(clinic: Clinic, at: datetime) -> datetime:
    """The end of the period that holds `at`, its last moment included, or else of the next one."""
    return next_close(clinic, at.astimezone(UTC) - timedelta(microseconds=1))


def _local_day(clinic: Clinic, at: datetime) -> date:
    if at.utcoffset() is None:
        raise ValueError("a time without a time zone cannot be compared with opening hours")
    return at.astimezone(clinic.zone).date()


def _spans(clinic: Clinic, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Open spans in UTC, in order, from the one that ends after `at` on; raises when none come."""
    day = _local_day(clinic, at)
    last = day
    while (day - last).days <= SEARCH_DAYS:
        for start, end in _spans_of_day(clinic, day):
            if end > at:
                last = day
                yield start, end
        day += timedelta(days=1)
    raise NeverOpenError(
        f"clinic.yml has no opening hours in the {SEARCH_DAYS} days after {last}: "
        "check `hours` and `holidays`"
    )


def _spans_of_day(clinic: Clinic, day: date) -> Iterator[tuple[datetime, datetime]]:
    earliest = _moment(clinic, day, 0)
    for period in periods_on(clinic, day):
        start = max(_moment(clinic, day, period.start), earliest)
        end = _moment(clinic, day, period.end)
        # A time that the clocks jump over in spring can make a period empty or overlap the next.
        if start < end:
            yield start, end
            earliest = end


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _moment(clinic: Clinic, day: date, minutes: int) -> datetime:
    days, minutes = divmod(minutes, 24 * 60)
    clock = time(minutes // 60, minutes % 60, tzinfo=clinic.zone)
    return datetime.combine(day + timedelta(days=days), clock).astimezone(UTC)
