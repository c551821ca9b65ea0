"""The promise clock: by when a person answers, and the words that say so to the visitor."""

from datetime import UTC, datetime, timedelta

from nightdesk.base.clinic import Clinic
from nightdesk.base.hours import add_open_time, closing_of

QUARTER = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def due_at(clinic: Clinic, kind: str, at: datetime) -> datetime:
    """When a request of that kind, made at `at`, must be answered; in the clinic's time zone.

    Opening hours pass only while the clinic is open, and the result is rounded up to a quarter
    hour but never past closing. Urgent goes by the clock, to the minute: its promise is too short
    to be rounded to a quarter.
    """
    reply_time = clinic.reply_times.of(kind)
    if not reply_time.opening:
        return _round_up(at.astimezone(UTC) + reply_time.duration, MINUTE).astimezone(clinic.zone)
    due = add_open_time(clinic, at, reply_time.duration)
    return min(_round_up(due, QUARTER), closing_of(clinic, due)).astimezone(clinic.zone)


def promise_words(clinic: Clinic, due: datetime, at: datetime) -> str:
    """The promise as a visitor reads it at `at`: "today by 4:30 PM", "by Tuesday 10:00 AM"."""
    due, at = due.astimezone(clinic.zone), at.astimezone(clinic.zone)
    clock = f"{due:%I:%M %p}".lstrip("0")
    days = (due.date() - at.date()).days
    if days == 0:
        return f"today by {clock}"
    if days <= 6:
        return f"by {due:%A} {clock}"
    return f"by {due:%A, %B} {due.day}, {clock}"


def _round_up(moment: datetime, step: timedelta) -> datetime:
    # In UTC: every time zone in use differs from it by whole quarter hours.
    return _EPOCH - ((_EPOCH - moment) // step) * step
