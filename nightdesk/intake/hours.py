"""What the words for days and hours mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

Hours = tuple[str | None, str | None]
"""From and to, HH:MM; None is open-ended."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = {
    "mon": r"mon(?:days?|s)?|lunes",
    "tue": r"tue(?:s(?:days?)?)?|martes",
    "wed": r"wed(?:s|nesdays?)?|weds|wensdays?|wendsdays?|mi[eé]rcoles",
    "thu": r"thu(?:r(?:s(?:days?)?)?)?|thursdy|jueves",
    "fri": r"fri(?:days?|s)?|viernes",
    "sat": r"sat(?:urdays?|s)?|s[aá]bados?",
    "sun": r"sun(?:days?)?(?!\s*(?:spots?|damage|exposure|burn|screen|protect|light|tan|kiss"
    "|block))|domingos?",
}  # fmt: skip
DAY_GROUPS = {
    r"week\s?days?|during the week|work\s?days?|entre semana": DAYS[:5],
    r"week\s?ends?|fines? de semana": DAYS[5:],
    r"any\s?days?|every\s?day|all days|most days|cualquier d[ií]a": DAYS,
}
CLOCK = (
    r"(?:2[0-3]|1\d|0?\d)(?!\d)(?::\d{2}|\.[03]0"
    r"|\s(?:00|15|30|45)(?!\d|th\b|\s?(?:min|sec)))?"
)
"""An hour in figures, perhaps with its minutes: "7", "7:30", "7 30"."""
HOUR = (
    rf"(?:{CLOCK}"
    r"\s*(?:a\.?m\b\.?|p\.?m\b\.?|ish|o'?clock)?|noon(?:ish)?|midday|midnight)"
)
_EVENING = r"(?:early |late )?(?:evenings?|eves|nights?(?![ -]?(?:shifts?|owl|nurse|cream)\b))"
"""A "night shift nurse" says of no night that it suits."""
DAY_PARTS: dict[str, Hours] = {
    r"(?:early |late )?mornings?|(?:por|en) las? ma[ñn]anas?": (None, "12:00"),
    r"before work": (None, "09:00"),
    r"(?:early |late |mid[- ]?)?afternoons?|(?:por|en) las? tardes?": ("12:00", "17:00"),
    _EVENING + r"|tonight|after work|(?:por|en) las? noches?": ("17:00", None),
    r"(?:at |during |over )?(?:lunch(?:\s?time|\s?break|\s?hour)?|mid\s?day)": ("12:00", "13:00"),
}

_EVENING_HOURS: Hours = ("17:00", None)
_AFTERNOON_HOURS: Hours = ("12:00", "17:00")
_LATE_AFTERNOON = "15:00"

DAY = "|".join(DAY_NAMES.values())
GROUP = "|".join(DAY_GROUPS)

_A_DATE = re.compile(
    r"\b(?:today|tonight|tom+or+ow|2mor+ow|2moro|tmrw?|tmw|hoy|(?<!la )(?<!las )ma[ñn]ana"
    r"|\d{1,2}(?:st|nd|rd|th)|[a-z]{3,9}\.? \d{1,2})\b",
    re.IGNORECASE,
)
_NARROWS = re.compile(
    r"[\s,(]*(?:(?:in|at|the|but|on|ideally|only|around|like|works?|are"
    r"|is|best|good|fine|ok)\b[\s,]*)*"
)
"""What stands between a part of the day and the hour in it: "evenings, but after 6"."""
_OF_IT = re.compile(r"\s*(?:in the|at)?\s*", re.IGNORECASE)
"""What stands between an hour and the part of the day that it belongs to."""
_ON_DAYS = re.compile(r"\s*(?:on|every|each)?\s*", re.IGNORECASE)
_UNTIL = re.compile(r"-|–|\b(?:to|thru|through|until|till|a|al|hasta)\b", re.IGNORECASE)
_AND = re.compile(r"[\s,]*(?:and|but)?[\s,]*")
_ONLY_BUT = re.compile(r"[\s,]*(?:(?:but|and|just)[\s,]*)?")
_DENIES = re.compile(r"(?:not|never|except)", re.IGNORECASE)
_AM_PM = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
_TURNED = {
    "after": re.compile(r"\b(?:before|until|till?|earlier|sooner|prior|antes)\b", re.IGNORECASE),
    "before": re.compile(r"\b(?:after|past|later|despu[eé]s)\b", re.IGNORECASE),
}
"""What in a bound tells that it is the other one denied: "not before 10" is after 10."""


def slots_of(
    atoms: Iterable[re.Match[str]], excluded: list[str], *, late: bool = False
) -> list[dict[str, object]]:
    """Stretches {days, from, to, except} from the expressions of times.py, in their order.

    Hours of a date ("tomorrow after 4") are in none: they hold for no day of the week. `late`
    says that an hour without am or pm is one of the evening ("8ish, when the kids are in bed").
    """
    slots: list[_Slot] = []
    dated = False
    for atom in atoms:
        dated = dated or (atom.lastgroup in ("date", "part") and bool(_A_DATE.search(atom.group())))
        days, hours = _meaning(atom, late=late)
        if atom.lastgroup == "any" and slots and slots[-1].days and not slots[-1].hours:
            continue  # "thursdays any time"
        if days is not None or hours is not None:
            _take(slots, atom, days, hours)
        elif gap := _gap(slots, atom):
            slots[-1:] = [_Slot(slots[-1].days, hours, atom) for hours in gap]
    if not slots and excluded and not dated:
        slots = [_Slot([])]
    _share_hours(slots)
    _drop_said_twice(slots)
    return [slot.to_dict(excluded) for slot in slots if slot.days or not dated]


def _gap(slots: list["_Slot"], atom: re.Match[str]) -> list[Hours]:
    """What is left of the last stretch around the hours that this expression leaves out.

    As in "weekdays but not between 11 and 2"; empty where nothing is left out.
    """
    if atom.lastgroup != "busy" or not slots or days_in(atom.group()):
        return []
    last, known = slots[-1], slots[-1].hours or (None, None)
    before = max(m.end() for m in (last.last, *last.said) if m) if last.last or last.said else 0
    said = re.findall(HOUR, atom.group(), re.IGNORECASE)
    denied = not last.hours or _DENIES.match(atom.group())
    if len(said) != 2 or not denied or not _ONLY_BUT.fullmatch(atom.string[before : atom.start()]):
        return []
    start, end = _ordered(atom.group(), [_clock(hour) for hour in said])
    left = (common(known, (None, start)), common(known, (end, None)))
    return [hours for hours in left if hours]


def _take(
    slots: list["_Slot"], atom: re.Match[str], days: list[str] | None, hours: Hours | None
) -> None:
    """Put what one expression means into the last stretch, or into a new one."""
    if hours and slots and slots[-1].hours == hours:
        return  # "my lunch break, which is 12 to 1"
    if hours and slots and (met := _meet(slots[-1], atom, hours)):
        slots[-1].hours, slots[-1].last = met, atom
        return
    if not slots or slots[-1].hours or _is_apart(slots, atom):
        slots.append(_Slot(slots[-1].days if slots and not days else []))
    if days:
        slots[-1].said.append(atom)
    slots[-1].days = [*slots[-1].days, *(days or [])]
    if hours:
        slots[-1].hours, slots[-1].last = hours, atom


def _is_apart(slots: list["_Slot"], atom: re.Match[str]) -> bool:
    """Whether "or" parts a day from a group with hours: "after 5 on weekdays or saturday"."""
    said = slots[-1].said
    if atom.lastgroup != "day" or len(slots) < 2 or not said or said[-1].lastgroup != "group":
        return False
    return _or_between(said[-1], atom)


def _or_between(one: re.Match[str], other: re.Match[str]) -> bool:
    return bool(re.search(r"\bor\b", one.string[one.end() : other.start()], re.IGNORECASE))


def _meet(slot: "_Slot", atom: re.Match[str], hours: Hours) -> Hours | None:
    """The hours that two expressions beside each other leave: "evenings after 6"."""
    if not slot.hours or not slot.last:
        return None
    between = atom.string[slot.last.end() : atom.start()]
    kinds = {str(slot.last.lastgroup), str(atom.lastgroup)}
    if "busy" in kinds:
        return common(slot.hours, hours)
    if kinds == {"after", "before"}:
        return common(slot.hours, hours) if _AND.fullmatch(between) else None
    if kinds == {"part"}:  # "mornings before work"
        return None if between.strip() else common(slot.hours, hours)
    if "part" not in kinds or not _NARROWS.fullmatch(between):
        return None
    if slot.last.lastgroup == "part":
        return _within(slot.hours, _at_that_time(slot.hours, hours, atom))
    bound = _at_that_time(hours, slot.hours, slot.last)
    turned = _TURNED.get(str(slot.last.lastgroup))
    if turned and turned.search(slot.last.group()) and _OF_IT.fullmatch(between):
        return bound  # "not before 10 in the morning" leaves the afternoon as well
    return _within(hours, bound)


def _within(part: Hours, bound: Hours) -> Hours | None:
    """The hours of a part of the day within a bound: "afternoons after 3:30" may end late."""
    if bound[0] and bound[0] >= _LATE_AFTERNOON and not bound[1] and part == _AFTERNOON_HOURS:
        return bound
    return common(part, bound)


def _at_that_time(part: Hours, hours: Hours, atom: re.Match[str]) -> Hours:
    """The hours beside a part of the day, which tells whether they are of the morning."""
    if _AM_PM.search(atom.group()):
        return hours
    if part == _EVENING_HOURS:
        return _in_the_evening(hours[0]), _in_the_evening(hours[1])
    first = hours[0] or hours[1]
    if part[0] is None and first and "17:00" <= first < "20:00":
        return _in_the_morning(hours[0]), _in_the_morning(hours[1])
    return hours


def common(one: Hours, other: Hours) -> Hours | None:
    """The hours that are in both stretches; None if there are none."""
    start = max((hour for hour in (one[0], other[0]) if hour), default=None)
    end = min((hour for hour in (one[1], other[1]) if hour), default=None)
    return None if start and end and start >= end else (start, end)


def _in_the_evening(hour: str | None) -> str | None:
    """ "8ish at night" is no hour of the morning."""
    return f"{int(hour[:2]) + 12:02}{hour[2:]}" if hour and "05:00" <= hour < "12:00" else hour


def _in_the_morning(hour: str | None) -> str | None:
    """ "7 in the morning" is no hour of the evening."""
    return f"{int(hour[:2]) - 12:02}{hour[2:]}" if hour and hour >= "13:00" else hour


@dataclass
class _Slot:
    days: list[str]
    hours: Hours | None = None
    last: re.Match[str] | None = None
    """The expression that the hours come from."""
    said: list[re.Match[str]] = field(default_factory=list)
    """The expressions that the days come from."""

    def to_dict(self, excluded: list[str]) -> dict[str, object]:
        days = [day for day in DAYS if (not self.days or day in self.days) and day not in excluded]
        start, end = self.hours or (None, None)
        out = [day for day in DAYS if day in excluded]
        return {"days": days, "from": start, "to": end, "except": out}


def _share_hours(slots: list[_Slot]) -> None:
    """ "evenings on weekdays": hours that came before any day belong to the days after them."""
    if len(slots) < 2 or not slots[0].hours or slots[0].days:
        return
    last, said = slots[0].last, slots[1].said
    if slots[1].hours:
        _share_days(slots[0], slots[1])
    elif not (last and said and _or_between(last, said[0])):
        slots[1].hours = slots[0].hours
        del slots[0]


def _share_days(first: _Slot, second: _Slot) -> None:
    """ "4 to 6 on tuesdays and saturday mornings": between two hours, the last day is of the
    second ones."""
    said = second.said
    if len(said) < 2 or not first.last or not second.last:
        return
    before = second.last.string[first.last.end() : said[0].start()]
    behind = second.last.string[said[-1].end() : second.last.start()]
    if _ON_DAYS.fullmatch(before) and _OF_IT.fullmatch(behind):
        first.said, second.said = said[:-1], said[-1:]
        for slot in (first, second):
            slot.days = [day for atom in slot.said for day in days_in(atom.group())]


def _drop_said_twice(slots: list[_Slot]) -> None:
    """ "12 to 1 on weekdays, my lunch": hours without days, said again with the days."""
    if len(slots) < 2 or slots[0].days or not slots[0].hours or slots[0].hours != slots[1].hours:
        return
    last, said = slots[0].last, slots[1].said
    if not (last and said and _or_between(last, said[0])):
        del slots[0]


def _meaning(atom: re.Match[str], *, late: bool) -> tuple[list[str] | None, Hours | None]:
    """The days and the hours that one expression names."""
    kind, said = str(atom.lastgroup), atom.group()
    if kind in ("day", "span", "group"):
        return days_in(said), None
    if kind == "any":
        return list(DAYS), None
    if kind == "part":
        return None, next(hours for p, hours in DAY_PARTS.items() if re.fullmatch(p, said, re.I))
    if kind == "busy":
        return None, _left_by(said)
    if kind == "date":
        return None, None
    hours = [_clock(hour) for hour in re.findall(HOUR, said, re.IGNORECASE)]
    if late and not re.search(r"a\.?m\b", said, re.IGNORECASE):
        hours = [_in_the_evening(hour) or hour for hour in hours]
    if kind == "between":
        return None, _ordered(said, hours)
    if kind == "within":
        return None, (min(hours), max(hours))
    return None, {"after": (hours[0], None), "before": (None, hours[0])}.get(kind, (hours[0], None))


def _left_by(said: str) -> Hours | None:
    """What a part of the day that does not suit leaves: "not mornings" is from noon on."""
    for pattern, (start, end) in DAY_PARTS.items():
        if re.search(rf"\b(?:{pattern})\b", said, re.IGNORECASE) and not (start and end):
            return end, start
    return None


def _ordered(said: str, hours: list[str]) -> tuple[str, str]:
    """ "10 to 2" ends in the afternoon, "2-4am" begins as it ends."""
    start, end = hours[0], hours[1]
    if start > end and int(end[:2]) < 12:
        end = f"{int(end[:2]) + 12:02}{end[2:]}"
    if start > end and re.match(r"\D*\d{1,2}(?::\d\d)?\s*(?:-|–|to|and)", said):
        start = f"{int(start[:2]) - 12:02}{start[2:]}" if int(start[:2]) >= 12 else start
    return start, end


def _clock(hour: str) -> str:
    """HH:MM of an hour as it is spoken."""
    said = hour.lower()
    if "noon" in said or "midday" in said:
        return "12:00"
    if "midnight" in said:
        return "00:00"
    figures = re.match(r"(\d{1,2})(?:[:.\s](\d{2}))?", said)
    number, minutes = int(figures[1]) if figures else 0, (figures and figures[2]) or "00"
    if (re.search(r"p\.?m", said) and number < 12) or (
        number < 8 and not re.search(r"a\.?m", said)
    ):
        number += 12
    if re.search(r"a\.?m", said) and number == 12:
        number = 0
    return f"{min(number, 23):02}:{minutes}"


def days_in(said: str) -> list[str]:
    """The days that some words name; a range ("mon-thu") includes both ends."""
    for pattern, days in DAY_GROUPS.items():
        if re.search(rf"\b(?:{pattern})\b", said, re.IGNORECASE):
            return list(days)
    found = [
        (match.start(), day)
        for day, pattern in DAY_NAMES.items()
        for match in re.finditer(rf"\b(?:{pattern})\b", said, re.IGNORECASE)
    ]
    days_named = [day for _, day in sorted(found)]
    if len(days_named) == 2 and _UNTIL.search(said):
        first, last = (DAYS.index(day) for day in days_named)
        return [DAYS[i % 7] for i in range(first, last + 1 + (7 if last < first else 0))]
    return days_named
