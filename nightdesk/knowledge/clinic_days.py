"""Which days a visitor names when asking for opening hours."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_times import WEEKDAYS, Holiday
from nightdesk.knowledge.clinic_words import (
    HOLIDAY,
    MONTH,
    MONTHS,
    WEEKDAY,
    plain_phrase,
    plain_words,
)

NEAR = timedelta(days=14)
"""So far ahead the ordinary week is believed even where clinic.yml lists no holidays."""

_DATE = re.compile(
    rf"\b(?:({MONTH}) (\d{{1,2}})|(\d{{1,2}}) (?:(?:st|nd|rd|th) )?(?:of )?({MONTH}))\b"
)
_DAY_OF_MONTH = re.compile(r"\bthe (\d{1,2}) (?:st|nd|rd|th)\b(?! of)")
_NUMBERS = re.compile(r"\b(\d{1,2}) / (\d{1,2})\b")
_BESIDE = re.compile(r"\b(?:the )?(day|week|month|weekend|days|weeks)s? (after|before)(?: the)? $")
_ONLY_BESIDE = re.compile(
    r"^(?:(?:and|what|whats|how|about|is|are|you|open|ok|so|then|or|on|for|,) ){0,6}"
    r"(?:the )?(?:next )?(day|week) (after|before)(?: (?:that|then|it|this))?"
    r"(?: (?:open|too|then))?[ ?.!]*$"
)
_SUNDAY = re.compile(r"\b(?:open|closed|hours|work|on|about|or|and) sun\b|^sun\b")


_CONNECTS = re.compile(
    rf"\b(?:{WEEKDAY}s?|weekends?|weekdays?|today|tonight|(?:day after )?tomorrow|holidays?"
    r"|and|what|whats|about|how|on|or|for|the|then|also|ok|so|is|are|you|open|hours|this|next|but"
    r"|too|that|st|nd|rd|th)\b"
)
"""Days, and words that say nothing beside them in "and what about sunday"."""


@dataclass
class AskedDays:
    """The days that a question names; all empty when it names none."""

    dates: list[date] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    holidays_at_all: bool = False
    unknown: bool = False
    """It names a day that clinic.yml does not tell about."""

    @property
    def named(self) -> bool:
        """Whether it names a day that clinic.yml tells about."""
        return bool(self.dates or self.weekdays)


def asked_days(clinic: Clinic, text: str, today: date) -> AskedDays:
    """The days that `text` names, as seen from `today`."""
    asked = AskedDays()
    words = _take_holidays(clinic, plain_words(text), today, asked)
    words = _take_dates(words, today, asked)
    words, others = re.subn(rf"\b{HOLIDAY}\b", "|", words)
    asked.unknown |= others > 0
    _take_near_days(words, today, asked)
    asked.weekdays = [day for day, name in enumerate(WEEKDAYS) if _names(words, name)]
    asked.holidays_at_all = bool(re.search(r"\bholidays?\b", words))
    horizon = max([today + NEAR, *(holiday.last_day for holiday in clinic.holidays)])
    asked.unknown |= any(day > horizon for day in asked.dates)
    asked.dates = sorted({day for day in asked.dates if day <= horizon})
    return asked


def names_only_days(clinic: Clinic, text: str, today: date) -> bool:
    """Whether a text names days and says nothing else ("and sunday?", "what about dec 24")."""
    asked = AskedDays()
    words = _take_holidays(clinic, plain_words(text), today, asked)
    words = _take_dates(words, today, asked)
    left = _CONNECTS.sub(" ", re.sub(rf"\b{HOLIDAY}\b", " ", words))
    named = asked_days(clinic, text, today)
    return (named.named or named.unknown) and not re.search(r"\w", left)


def names_only_holidays(clinic: Clinic, text: str, today: date) -> bool:
    """Whether a text says nothing but a holiday, or a day beside one, that clinic.yml names."""
    asked = AskedDays()
    _take_holidays(clinic, plain_words(text), today, asked)
    return bool(asked.dates) and names_only_days(clinic, text, today)


def beside_day(clinic: Clinic, text: str, before: str, today: date) -> str | None:
    """The day that "and the day after?" means of the one named `before`, in words; else None."""
    found = _ONLY_BESIDE.match(plain_words(text))
    if found is None:
        return None
    asked = asked_days(clinic, before, today)
    dates = [*asked.dates, *(_next(weekday, today) for weekday in asked.weekdays)]
    if not dates:
        return None
    step = timedelta(days=7 if found[1] == "week" else 1)
    day = min(dates) - step if found[2] == "before" else max(dates) + step
    return f"{MONTHS[day.month - 1]} {day.day}" if day >= today else None


def _next(weekday: int, today: date) -> date:
    """The next such day, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _names(words: str, weekday: str) -> bool:
    if re.search(rf"\b{weekday}s?\b", words):
        return True
    if weekday in ("saturday", "sunday") and re.search(r"\bweekends?\b", words):
        return True
    return weekday == "sunday" and bool(_SUNDAY.search(words))


def _take_holidays(clinic: Clinic, words: str, today: date, asked: AskedDays) -> str:
    """Move the holidays of clinic.yml from `words` to `asked`; the rest of the words."""
    for phrase, holidays in sorted(
        _phrases(clinic.holidays).items(), key=lambda item: -len(item[0])
    ):
        match = re.search(rf"\b{re.escape(phrase)}\b( weekend\b)?", words)
        if match is None:
            continue
        before = words[: match.start()]
        beside = _BESIDE.search(before)
        words = f"{before[: beside.start()] if beside else before}|{words[match.end() :]}"
        if beside:
            days = _beside(holidays, beside[1], beside[2])
        elif match[1]:
            days = [_weekend(holiday) for holiday in holidays]
        else:
            days = [(holiday.date, holiday.last_day) for holiday in holidays]
        coming = min((span for span in days if span[1] >= today), default=None)
        asked.unknown |= coming is None
        asked.dates += _days(coming, today, all_of_it=bool(match[1])) if coming else []
    return words


def _beside(holidays: Iterable[Holiday], unit: str, way: str) -> list[tuple[date, date]]:
    """The day after or before each holiday; which days a week or so beside it is, nobody knows."""
    if unit != "day":
        return []
    one = timedelta(days=1)
    days = [h.last_day + one if way == "after" else h.date - one for h in holidays]
    return [(day, day) for day in days]


def _weekend(holiday: Holiday) -> tuple[date, date]:
    """The days from a holiday to the Sunday after it; of a Monday, from the Saturday before it."""
    if holiday.date.weekday() == 0:
        return holiday.date - timedelta(days=2), holiday.last_day
    sunday = holiday.last_day + timedelta(days=6 - holiday.last_day.weekday())
    return holiday.date, sunday


def _days(span: tuple[date, date], today: date, *, all_of_it: bool) -> list[date]:
    """The first day of a span that is not past, or all of these."""
    first = max(span[0], today)
    number = (span[1] - first).days + 1 if all_of_it else 1
    return [first + timedelta(days=further) for further in range(number)]


@lru_cache(maxsize=8)
def _phrases(all_of_them: tuple[Holiday, ...]) -> dict[str, list[Holiday]]:
    """Every way to call a holiday, with its days; another name given once holds for each year."""
    names: dict[str, set[str]] = defaultdict(set)
    for holiday in all_of_them:
        names[holiday.name] |= set(_names_of(holiday))
    phrases: dict[str, list[Holiday]] = defaultdict(list)
    for holiday in all_of_them:
        for phrase in names[holiday.name]:
            phrases[phrase].append(holiday)
    return phrases


def _names_of(holiday: Holiday) -> Iterator[str]:
    for name in (holiday.name, *holiday.also_called):
        phrase = plain_phrase(name).removeprefix("the ")
        yield phrase
        if phrase.endswith(" day"):
            yield phrase.removesuffix(" day")


def _take_dates(words: str, today: date, asked: AskedDays) -> str:
    for match in _DATE.finditer(words):
        month = (match[1] or match[4])[:3]
        number = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month))
        asked.dates += _coming(number, int(match[2] or match[3]), today)
    for match in _NUMBERS.finditer(words):
        asked.dates += _coming(int(match[1]), int(match[2]), today)
    for match in _DAY_OF_MONTH.finditer(words):
        number = int(match[1])
        month = today.month if number >= today.day else today.month % 12 + 1
        asked.dates += _coming(month, number, today)
    return _DAY_OF_MONTH.sub("|", _NUMBERS.sub("|", _DATE.sub("|", words)))


def _coming(month: int, day: int, today: date) -> list[date]:
    """The next such day from `today` on; none if there is no such day ("24/7")."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return [found]
    return []


def _take_near_days(words: str, today: date, asked: AskedDays) -> None:
    if re.search(r"\bday after tomorrow\b", words):
        asked.dates.append(today + timedelta(days=2))
    elif re.search(r"\btomorrow\b", words):
        asked.dates.append(today + timedelta(days=1))
    if re.search(r"\b(?:today|tonight|now|rn|currently)\b", words):
        asked.dates.append(today)
