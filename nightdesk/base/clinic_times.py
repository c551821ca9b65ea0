"""The parts of clinic.yml that speak of time: opening hours, holidays, reply times."""

import datetime
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from nightdesk.base.clinic_parts import Line, Part

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT = 24 * 60
"""Minutes of a day; a period may end there ("24:00")."""


class Period(Part):
    """A stretch of one day in which the clinic is open, in minutes after midnight."""

    start: int = Field(ge=0, lt=MIDNIGHT)
    end: int = Field(gt=0, le=MIDNIGHT)


def _minutes(words: str) -> int:
    if words.strip() == "24:00":
        return MIDNIGHT
    clock = datetime.time.fromisoformat(words.strip().zfill(5))
    return clock.hour * 60 + clock.minute


def _read_period(value: object) -> object:
    if isinstance(value, Period):
        return value
    try:
        start, end = (_minutes(part) for part in str(value).split("-"))
    except ValueError:
        raise ValueError(f"'{value}' is not a time span: write it like \"9:00-17:30\"") from None
    if start >= end:
        raise ValueError(f"'{value}' closes before it opens (use 24-hour times, 17:30 for 5:30 PM)")
    return Period(start=start, end=end)


def _in_order(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    for earlier, later in pairwise(periods):
        if later.start < earlier.end:
            raise ValueError("the time spans of a day must follow one another without overlapping")
    return periods


Periods = tuple[Annotated[Period, BeforeValidator(_read_period)], ...]


class Hours(Part):
    """Opening hours of an ordinary week; a day without periods is closed."""

    monday: Periods
    tuesday: Periods
    wednesday: Periods
    thursday: Periods
    friday: Periods
    saturday: Periods
    sunday: Periods

    _order = field_validator(*WEEKDAYS)(_in_order)

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        if not any(self.on(day) for day in range(7)):
            raise ValueError("the clinic is never open: give at least one day its opening hours")
        return self

    def on(self, weekday: int) -> Periods:
        """The periods of a weekday (Monday is 0)."""
        periods: Periods = getattr(self, WEEKDAYS[weekday])
        return periods


class Holiday(Part):
    """A day (or, with `until`, several days) with other hours than usual; closed without `open`."""

    date: datetime.date
    until: datetime.date | None = None
    name: Line
    also_called: tuple[Line, ...] = ()
    open: Periods = ()

    _order = field_validator("open")(_in_order)

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.until and self.until < self.date:
            raise ValueError(f"until ({self.until}) is before date ({self.date})")
        return self

    @property
    def last_day(self) -> datetime.date:
        """The last day it covers."""
        return self.until or self.date

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last_day - self.date).days + 1


class ReplyTime(Part):
    """How soon a person answers; `opening` means that the time passes only while it is open."""

    duration: datetime.timedelta
    opening: bool


def _read_reply_time(value: object) -> object:
    if isinstance(value, ReplyTime):
        return value
    words = value.split() if isinstance(value, str) else []
    opening = words[1:2] == ["opening"]
    unit = words[-1].rstrip("s") if len(words) == 2 + opening else ""
    if unit not in ("minute", "hour") or not words[0].isdecimal() or int(words[0]) == 0:
        raise ValueError(f"'{value}' is not a time: write '4 opening hours' or '15 minutes'")
    return ReplyTime(duration=datetime.timedelta(**{f"{unit}s": int(words[0])}), opening=opening)


def _by_opening_hours(value: ReplyTime) -> ReplyTime:
    if not value.opening:
        raise ValueError("only urgent goes by the clock: write it like '4 opening hours'")
    return value


def _by_the_clock(value: ReplyTime) -> ReplyTime:
    if value.opening:
        raise ValueError("urgent goes by the clock, day and night: write it like '15 minutes'")
    return value


ReadReplyTime = Annotated[ReplyTime, BeforeValidator(_read_reply_time)]


class ReplyTimes(Part):
    """How soon a person answers each kind of request."""

    consultation: ReadReplyTime
    existing_client: ReadReplyTime
    complaint: ReadReplyTime
    privacy: ReadReplyTime
    other: ReadReplyTime
    urgent: ReadReplyTime

    _opening = field_validator("consultation", "existing_client", "complaint", "privacy", "other")(
        _by_opening_hours
    )
    _clock = field_validator("urgent")(_by_the_clock)

    def of(self, kind: str) -> ReplyTime:
        """The reply time of a kind of request. Raises KeyError for an unknown kind."""
        reply_times: dict[str, ReplyTime] = dict(self)
        return reply_times[kind]
