"""Opening hours in words: the clinic's status now, a certain day, a weekday, the whole week."""

from datetime import date, datetime, timedelta
from itertools import groupby

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_times import MIDNIGHT, WEEKDAYS, Periods
from nightdesk.base.hours import holiday_on, is_open, next_open, periods_on
from nightdesk.knowledge.clinic_days import NEAR, asked_days

HOLIDAYS_AHEAD = timedelta(days=60)
"""How far a question for "holiday hours" looks ahead."""

OTHER_DAY = "I have no hours for the other day you named; the clinic's team can say."


def hours_words(clinic: Clinic, at: datetime, text: str = "") -> str | None:
    """The answer to a question for opening hours; None if it asks only for a day we do not know.

    Without a day in `text`: whether it is open now, the ordinary week, and what will differ soon.
    """
    today = at.astimezone(clinic.zone).date()
    asked = asked_days(clinic, text, today)
    if asked.unknown and not asked.named:
        return None
    if asked.holidays_at_all and not asked.dates:
        changes = _changes(clinic, today, HOLIDAYS_AHEAD)
        return " ".join(changes) if changes else None
    sentences = [said for day in asked.dates for said in _on_date(clinic, day, at)]
    sentences += [_on_weekday(clinic, weekday, today) for weekday in asked.weekdays]
    sentences += [OTHER_DAY] if asked.unknown else []
    if not sentences:
        sentences = [_now(clinic, at), usual_hours(clinic), *_changes(clinic, today, NEAR)]
    return " ".join(
        said for number, said in enumerate(sentences, 1) if said not in sentences[number:]
    )


def open_words(clinic: Clinic, at: datetime) -> str:
    """One sentence: whether the clinic is open, or when it will be."""
    return "The clinic is open now." if is_open(clinic, at) else _again(next_open(clinic, at), at)


def _now(clinic: Clinic, at: datetime) -> str:
    today = at.astimezone(clinic.zone).date()
    hours = f"Today's hours{_reason(clinic, today)} are {_spans(periods_on(clinic, today))}."
    if is_open(clinic, at):
        return f"The clinic is open right now. {hours}"
    opens = next_open(clinic, at)
    if opens.date() == today:
        return f"The clinic is closed right now and opens today at {_clock(opens)}. {hours}"
    return f"The clinic is closed right now{_reason(clinic, today)}. {_again(opens, at)}"


def _on_date(clinic: Clinic, day: date, at: datetime) -> list[str]:
    """Whether it is open that day and, if it is not, when it will be again."""
    today = at.astimezone(clinic.zone).date()
    if day == today:
        return [_now(clinic, at)]
    name = _name(day, today)
    when = f"Tomorrow, {name}" if day == today + timedelta(days=1) else f"On {name}"
    when += _reason(clinic, day)
    if periods := periods_on(clinic, day):
        return [f"{when}, the clinic is open {_spans(periods)}."]
    midnight = datetime.combine(day, datetime.min.time(), clinic.zone)
    return [f"{when}, the clinic is closed.", _again(next_open(clinic, midnight), at)]


def _on_weekday(clinic: Clinic, weekday: int, today: date) -> str:
    """The ordinary hours of a weekday, and the next two of them if they differ."""
    name = WEEKDAYS[weekday].capitalize()
    periods = clinic.hours.on(weekday)
    ordinary = (
        f"On {name}s the clinic is open {_spans(periods)}."
        if periods
        else f"The clinic is closed on {name}s."
    )
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    soon = [_change(clinic, day, today) for day in (first, first + timedelta(days=7))]
    return " ".join([ordinary, *filter(None, soon)])


def usual_hours(clinic: Clinic) -> str:
    """ "The usual hours are Tuesday to Friday 9:00 AM to 5:30 PM; closed Sunday." """
    parts, closed = [], []
    for periods, days in groupby(range(7), key=clinic.hours.on):
        names = [WEEKDAYS[day].capitalize() for day in days]
        if periods:
            parts.append(f"{_from_to(names)} {_spans(periods)}")
        else:
            closed.append(_from_to(names))
    if closed:
        parts.append("closed " + " and ".join(closed))
    return f"The usual hours are {'; '.join(parts)}."


def _from_to(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _changes(clinic: Clinic, today: date, ahead: timedelta) -> list[str]:
    days = (today + timedelta(days=number) for number in range(1, ahead.days + 1))
    return [change for day in days if (change := _change(clinic, day, today))]


def _change(clinic: Clinic, day: date, today: date) -> str:
    """What differs on that day from the ordinary week, or ""."""
    periods = periods_on(clinic, day)
    if holiday_on(clinic, day) is None or periods == clinic.hours.on(day.weekday()):
        return ""
    hours = f"open {_spans(periods)}" if periods else "closed"
    return f"On {_name(day, today)}{_reason(clinic, day)}, it is {hours}."


def _reason(clinic: Clinic, day: date) -> str:
    holiday = holiday_on(clinic, day)
    return f" ({holiday.name})" if holiday else ""


def _again(opens: datetime, at: datetime) -> str:
    today = at.astimezone(opens.tzinfo).date()
    return f"It opens again on {_name(opens.date(), today)}, at {_clock(opens)}."


def _name(day: date, today: date) -> str:
    """The day in words, with its year where that is another one."""
    return f"{day:%A, %B} {day.day}" + (f", {day.year}" if day.year != today.year else "")


def _clock(moment: datetime) -> str:
    return _minutes(moment.hour * 60 + moment.minute)


def _spans(periods: Periods) -> str:
    return " and ".join(f"{_minutes(span.start)} to {_minutes(span.end)}" for span in periods)


def _minutes(minutes: int) -> str:
    if minutes in (0, MIDNIGHT):
        return "midnight"
    half = "AM" if minutes < MIDNIGHT // 2 else "PM"
    return f"{(minutes // 60 - 1) % 12 + 1}:{minutes % 60:02d} {half}"
