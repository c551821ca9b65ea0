"""Read when a visitor can be reached: their own words, and a normalised form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from nightdesk.intake.text import FILLERS, is_question, squeeze

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = {
    "mon": r"mon(?:days?|s)?|lunes",
    "tue": r"tue(?:s(?:days?)?)?|martes",
    "wed": r"wed(?:s|nesdays?)?|weds|wensdays?|wendsdays?|mi[eé]rcoles",
    "thu": r"thu(?:r(?:s(?:days?)?)?)?|thursdy|jueves",
    "fri": r"fri(?:days?|s)?|viernes",
    "sat": r"sat(?:urdays?|s)?|s[aá]bados?",
    "sun": r"sun(?:days?)?(?!\s*(?:spots?|damage|exposure|burn|screen|protect|light|tan|kiss|block))|domingos?",
}  # fmt: skip
_GROUPS = {
    r"week\s?days?|during the week|work\s?days?|entre semana": DAYS[:5],
    r"week\s?ends?|fines? de semana": DAYS[5:],
    r"any\s?days?|every\s?day|all days|most days|cualquier d[ií]a": DAYS,
}
_HOUR = r"(?:\d{1,2}(?::\d{2}|\.[03]0)?\s*(?:a\.?m\b\.?|p\.?m\b\.?|ish|o'?clock)?|noon|midday|midnight)"
_NUMBER_WORDS = {
    word: str(hour)
    for hour, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_PARTS: dict[str, tuple[str | None, str | None]] = {
    r"(?:early |late )?mornings?|por las? mañanas?": (None, "12:00"),
    r"(?:early |late |mid[- ]?)?afternoons?|por las? tardes?": ("12:00", "17:00"),
    r"(?:early |late )?(?:evenings?|nights?)|tonight|after work|por las? noches?": ("17:00", None),
    r"(?:at |during |over )?(?:lunch(?:\s?time|\s?break|\s?hour)?|mid\s?day)": ("12:00", "13:00"),
}
_ANY = (
    r"any\s?times?|when\s?ever|any hour|all day|no preference|open schedule|flexible"
    r"|cuando sea|cualquier hora|(?:doesn'?t|does not) matter when"
)
_DATES = (
    r"asap|as soon as (?:possible|you can)|right away|right now|now if possible|now|today|tomorrow"
    r"|(?:this|next|the following) (?:week|month)|in the next (?:few )?(?:days|weeks?)"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:st|nd|rd|th)?\b"
    r"|(?:on )?the \d{1,2}(?:st|nd|rd|th)\b|hoy"
)
_DAY = "|".join(_NAMES.values())
_GROUP = "|".join(_GROUPS)
_WHO = rf"(?:(?:{_DAY})\b|(?:{_GROUP})\b)"
_BUSY = re.compile(
    rf"\b(?:can'?t|cannot|not|no|never|busy|except(?:ing)?(?: for)?|but not|other than|apart from"
    rf"|besides|won'?t|instead of|rather than|excepto|menos|don'?t)\s+"
    rf"(?:(?:do|make(?: it)?|be|on|any|work|call|text|available|free|good|me|for|the|usually)\s+)*"
    rf"(?P<a>{_WHO}(?:(?:\s*,\s*|\s+(?:and|or|&)\s+|\s*/\s*){_WHO})*)"
    rf"|(?P<b>{_WHO}(?:\s+(?:and|or|&)\s+{_WHO})*)\s+(?:(?:i'?m|i am) (?:busy|out|working|away)|i (?:have|work|can'?t|got)"
    rf"|i'?ve got|(?:don'?t|doesn'?t|won'?t|isn'?t|aren'?t|are|is) ?(?:not )?(?:work\b(?! best| well)|bad|out|no good|busy|good))(?P<tail>[^.,;]*)",
    re.IGNORECASE,
)  # fmt: skip
_GOOD_AFTER_ALL = re.compile(r"\b(?:is|are|be) good\b", re.IGNORECASE)
_ATOM = re.compile(
    rf"\b(?:(?P<span>(?:{_DAY})\s*(?:-|–|to|thru|through|until|till)\s*(?:{_DAY}))\b"
    rf"|(?P<between>(?:between|from)\s+{_HOUR}\s*(?:-|–|and|to|until|till)\s*{_HOUR}"
    rf"|{_HOUR}\s*(?:-|–|to|until|till)\s*{_HOUR})(?!\w)"
    rf"|(?P<after>(?:any ?time )?(?:after|past|from|later than)\s+{_HOUR}(?!\w))"
    rf"|(?P<before>(?:any ?time )?(?:before|by|until|till|up to|earlier than)\s+{_HOUR}(?!\w))"
    rf"|(?P<at>(?:around|about|at|@|like)\s+{_HOUR}(?!\w)|\d{{1,2}}(?::\d{{2}})?\s*(?:[ap]\.?m\b\.?|ish\b|o'?clock\b))"
    rf"|(?P<part>{'|'.join(_PARTS)})\b|(?P<group>{_GROUP})\b|(?P<any>{_ANY})\b"
    rf"|(?P<date>{_DATES})|(?P<day>(?:next |this )?(?:{_DAY}))\b)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:no,? sorry|sorry|actually|i mean(?:t)?|no,? wait|wait|make (?:that|it)|scratch that"
    r"|on second thought|no,)",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(
    r"\b(?:call|text|txt|ring|reach|contact|e-?mail|message|availab\w*|free|works?|best|better|prefer\w*"
    r"|come (?:in|by)|can (?:come|do|make|talk)|could (?:come|do|make)|only|anytime|whenever|except|is when"
    r"|are when|schedule|off work|open|good for me|(?:is|are) (?:good|fine|ok|okay|great|perfect))\b",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(?:since|last|ago|was|were|had|did|happened|started|wedding|birthday|event|party|trip|vacation"
    r"|appointment|appt|session|treatment|surgery|procedure|due|for \d+|are you|do you|is it open"
    r"|use|using|apply|wash|put|take|taking|itchy|itches|hurts?|red|worse)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"\b(?:{FILLERS}|and|or|but|then|please|pls|thanks|thank you|ok|okay|yes|yeah|no|sorry|are|is|the|on"
    r"|in|at|me|i|i'?m|can|do|usually|mostly|maybe|probably|just|also|either|both|any|to|of|us|only|if"
    r"|possible|pretty much|really|for|would|be|it|that'?s|ideally|y|por|la|el|los)\b",
    re.IGNORECASE,
)


class Slot(TypedDict):
    """One stretch of availability; hours are the clinic's local time, None is open-ended."""

    days: list[str]
    from_: str | None
    to: str | None


@dataclass(frozen=True)
class Times:
    """The visitor's words, and what was understood of them."""

    words: str
    normalised: tuple[dict[str, object], ...] = ()
    adds: bool = False
    """The words add to what was said before ("also saturdays", "but not thursdays")."""


def read_times(text: str, *, asking: str | None) -> Times | None:
    """Read an availability, or None. Other dates ("my wedding is oct 18") are none.

    An hour without am or pm is taken for daytime: 1 to 7 in the afternoon, 8 to 12 as they are.
    """
    if asking != "times" and is_question(text) and not re.search(r"\b(?:call|text) me\b", text):
        return None
    clauses = [clause for clause in re.split(r"[.!;\n|]+", _figures(text)) if clause.strip()]
    parts = [part for clause in clauses if (part := _available(clause, asking))]
    if not parts:
        return None
    chosen = _corrected(" . ".join(parts) if len(parts) > 1 else parts[0])
    return _read(chosen)


def _figures(text: str) -> str:
    """Hours in words as figures where they stand beside "after" and the like."""
    hours = "|".join(_NUMBER_WORDS)
    return re.sub(
        rf"\b(after|before|past|by|until|around|between|from|and|to)\s+({hours})\b(?!\s*(?:days?|weeks?|times?|of))",
        lambda m: f"{m.group(1)} {_NUMBER_WORDS[m.group(2).lower()]}",
        text,
        flags=re.IGNORECASE,
    )


def _available(clause: str, asking: str | None) -> str | None:
    """The clause if it speaks of availability."""
    atoms = list(_ATOM.finditer(clause))
    if not atoms:
        return None
    if asking == "times":
        return clause
    rest = _ATOM.sub(" ", _BUSY.sub(" ", clause))
    if _AVAILABLE.search(clause) and not _ELSEWHEN.search(_BUSY.sub(" ", clause)):
        return clause
    bare = not re.search(r"\w", _SMALL.sub(" ", rest))
    only_date = all(atom.lastgroup == "date" for atom in atoms)
    return clause if bare and not (only_date and asking is None) else None


def _corrected(text: str) -> str:
    """What follows the last correction, when it names a time itself."""
    for marker in reversed(list(_CORRECTS.finditer(text))):
        after = text[marker.end() :]
        if _ATOM.search(_BUSY.sub(" ", after)):
            return after
    return text


def _read(text: str) -> Times | None:
    excluded = [day for busy in _busy(text) for day in _days_in(busy.group("a") or busy.group("b"))]
    excepts = [m.group() for m in _busy(text) if m.group("a")]
    free = text
    for busy in _busy(text):
        free = free.replace(busy.group(), "|" * len(busy.group()))
    atoms = list(_ATOM.finditer(free))
    if not atoms and not excepts:
        return None
    words = squeeze(_words(text, atoms, [m for m in _busy(text) if m.group("a")]))
    slots = _slots(atoms, excluded)
    adds = not atoms or bool(re.match(r"\W*(?:and |or )?(?:also|plus)\b", text, re.IGNORECASE))
    return Times(words, tuple(slots), adds)


def _busy(text: str) -> list[re.Match[str]]:
    return [
        match
        for match in _BUSY.finditer(text)
        if match.group("a") or not _GOOD_AFTER_ALL.search(match.group())
    ]


def _words(text: str, atoms: list[re.Match[str]], excepts: list[re.Match[str]]) -> str:
    """From the first to the last time named. An exclusion before all times is left out of them."""
    marks = atoms or excepts
    start, end = min(m.start() for m in marks), max(m.end() for m in marks)
    end = max([end, *(m.end() for m in excepts)])
    return re.sub(r"\s+\.\s+", ", ", text[start:end])


def _slots(atoms: Iterable[re.Match[str]], excluded: list[str]) -> list[dict[str, object]]:
    slots: list[_Slot] = []
    for atom in atoms:
        days, hours = _meaning(atom)
        if days is None and hours is None:
            continue
        if not slots or (days and slots[-1].hours) or (hours and slots[-1].hours):
            slots.append(_Slot(slots[-1].days if slots and not days else []))
        if days:
            slots[-1].days = [*slots[-1].days, *days]
        if hours:
            slots[-1].hours = hours
    if not slots and excluded:
        slots = [_Slot([])]
    _share_hours(slots)
    return [slot.to_dict(excluded) for slot in slots]


@dataclass
class _Slot:
    days: list[str]
    hours: tuple[str | None, str | None] | None = None

    def to_dict(self, excluded: list[str]) -> dict[str, object]:
        days = [day for day in DAYS if (not self.days or day in self.days) and day not in excluded]
        start, end = self.hours or (None, None)
        out = [day for day in DAYS if day in excluded]
        return {"days": days, "from": start, "to": end, "except": out}


def _share_hours(slots: list[_Slot]) -> None:
    """ "evenings on weekdays": hours that came before any day belong to the days after them."""
    if len(slots) > 1 and slots[0].hours and not slots[0].days and not slots[1].hours:
        slots[1].hours = slots[0].hours
        del slots[0]


def _meaning(
    atom: re.Match[str],
) -> tuple[list[str] | None, tuple[str | None, str | None] | None]:
    """The days and the hours that one expression names."""
    kind, said = str(atom.lastgroup), atom.group()
    if kind in ("day", "span", "group"):
        return _days_in(said), None
    if kind == "any":
        return list(DAYS), None
    if kind == "part":
        return None, next(hours for p, hours in _PARTS.items() if re.fullmatch(p, said, re.I))
    if kind == "date":
        return None, None
    hours = [_clock(hour) for hour in re.findall(_HOUR, said, re.IGNORECASE)]
    if kind == "between":
        return None, _ordered(said, hours)
    return None, {"after": (hours[0], None), "before": (None, hours[0])}.get(kind, (hours[0], None))


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
    figures = re.match(r"(\d{1,2})(?:[:.](\d{2}))?", said)
    number, minutes = int(figures[1]) if figures else 0, (figures and figures[2]) or "00"
    if re.search(r"p\.?m", said) and number < 12 or number < 8 and not re.search(r"a\.?m", said):
        number += 12
    if re.search(r"a\.?m", said) and number == 12:
        number = 0
    return f"{min(number, 23):02}:{minutes}"


def _days_in(said: str) -> list[str]:
    """The days that some words name; a range ("mon-thu") includes both ends."""
    for pattern, days in _GROUPS.items():
        if re.search(rf"\b(?:{pattern})\b", said, re.IGNORECASE):
            return list(days)
    found = [
        (match.start(), day)
        for day, pattern in _NAMES.items()
        for match in re.finditer(rf"\b(?:{pattern})\b", said, re.IGNORECASE)
    ]
    days_named = [day for _, day in sorted(found)]
    if len(days_named) == 2 and re.search(r"-|–|\b(?:to|thru|through|until|till)\b", said):
        first, last = (DAYS.index(day) for day in days_named)
        return [DAYS[i % 7] for i in range(first, last + 1 + (7 if last < first else 0))]
    return days_named
