"""Which days a visitor names when asking for opening hours."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_times import WEEKDAYS, Holiday
from nightdesk.knowledge.clinic_words import HOLIDAY, MONTH, MONTHS, plain_phrase, plain_words

NEAR = timedelta(days=14)
"""So far ahead the ordinary week is believed even where clinic.yml lists no holidays."""

_DATE = re.compile(
    rf"\b(?:({MONTH}) (\d{{1,2}})|(\d{{1,2}}) (?:(?:st|nd|rd|th) )?(?:of )?({MONTH}))\b"
)
_DAY_OF_MONTH = re.compile(r"\bthe (\d{1,2}) (?:st|nd|rd|th)\b(?! of)")
_NUMBERS = re.compile(r"\b(\d{1,2}) / (\d{1,2})\b")
_BESIDE = re.compile(r"\b(?:the )?(day|week|month|weekend|days|weeks)s? (after|before)(?: the)? $")
_SUNDAY = re.compile(r"\b(?:open|closed|hours|work|on|about|or|and) sun\b|^sun\b")


@dataclass
class AskedDays:
    """The days that a question names; all empty when it names none."""

    dates: list[date] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    holidays_at_all: bool = False
    unknown: bool = False
    """It names a day that clinic.yml does not tell about, so there is no answer."""


def asked_days(clinic: Clinic, text: str, today: date) -> AskedDays:
    """The days that `text` names, as seen from `today`."""
    asked = AskedDays()
    words = _take_holidays(clinic, plain_words(text), today, asked)
    words = _take_dates(words, today, asked)
    asked.unknown |= bool(re.search(rf"\b{HOLIDAY}\b", words))
    _take_near_days(words, today, asked)
    asked.weekdays = [day for day, name in enumerate(WEEKDAYS) if _names(words, name)]
    asked.holidays_at_all = bool(re.search(r"\bholidays?\b", words))
    horizon = max([today + NEAR, *(holiday.last_day for holiday in clinic.holidays)])
    asked.unknown |= any(day > horizon for day in asked.dates)
    asked.dates = sorted(set(asked.dates))
    return asked


def _names(words: str, weekday: str) -> bool:
    if re.search(rf"\b{weekday}s?\b", words):
        return True
    if weekday in ("saturday", "sunday") and re.search(r"\bweekends?\b", words):
        return True
    return weekday == "sunday" and bool(_SUNDAY.search(words))


def _take_holidays(clinic: Clinic, words: str, today: date, asked: AskedDays) -> str:
    """Move the holidays of clinic.yml from `words` to `asked`; the rest of the words."""
    for phrase, days in sorted(_phrases(clinic).items(), key=lambda item: -len(item[0])):
        match = re.search(rf"\b{re.escape(phrase)}\b", words)
        if match is None:
            continue
        before = words[: match.start()]
        beside = _BESIDE.search(before)
        words = f"{before[: beside.start()] if beside else before}|{words[match.end() :]}"
        coming = min((day for day in days if day >= today), default=None)
        if coming is None or (beside and beside[1] != "day"):
            asked.unknown = True
        elif beside:
            asked.dates.append(coming + timedelta(days=1 if beside[2] == "after" else -1))
        else:
            asked.dates.append(coming)
    return words


def _phrases(clinic: Clinic) -> dict[str, set[date]]:
    """Every way to call a holiday, with its days; another name given once holds for each year."""
    names: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[date]] = defaultdict(set)
    for holiday in clinic.holidays:
        names[holiday.name] |= set(_names_of(holiday))
        days[holiday.name] |= {holiday.date}
    phrases: dict[str, set[date]] = defaultdict(set)
    for name, called in names.items():
        for phrase in called:
            phrases[phrase] |= days[name]
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
