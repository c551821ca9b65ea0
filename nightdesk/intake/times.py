"""Read when a visitor can be reached: their own words, and a normalised form."""

import re
from dataclasses import dataclass

from nightdesk.intake.hours import DAY, DAY_PARTS, GROUP, HOUR, days_in, slots_of
from nightdesk.intake.text import FILLERS, is_question, squeeze

_NUMBER_WORDS = {
    word: str(hour)
    for hour, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
}
_ANY = (
    r"any\s?times?|when\s?ever|any hour|all day|no preference|open schedule|flexible"
    r"|cuando sea|cualquier hora|(?:doesn'?t|does not) matter when"
)
_DATES = (
    r"asap|as soon as (?:possible|you can)|right away|right now|now if possible|now|today|tomorrow"
    r"|(?:this|next|the following) (?:week|month)|in the next (?:few )?(?:days|weeks?)"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:st|nd|rd|th)?\b"
    r"|(?:on )?the \d{1,2}(?:st|nd|rd|th)\b|hoy|(?<!la )(?<!las )ma[ñn]ana(?! por la ma)"
)
_WHO = rf"(?:(?:{DAY})\b|(?:{GROUP})\b)"
_BUSY = re.compile(
    rf"\b(?:can'?t|cannot|not|no|never|busy|except(?:ing)?(?: for)?|but not|other than|apart from"
    rf"|besides|won'?t|instead of|rather than|excepto|menos|don'?t|(?<=any day )but"
    rf"|(?<=every day )but|(?<=any time )but|(?<=anytime )but)\s+"
    rf"(?:(?:do|make(?: it)?|be|on|any|work|call|text|available|free|good|me|for|the|usually)\s+)*"
    rf"(?P<a>{_WHO}(?:\s*/\s*{_WHO})*(?:(?:\s*,\s*{_WHO})*\s*,?\s+(?:and|or|&)\s+{_WHO})?)"
    rf"|(?P<b>{_WHO}(?:\s+(?:and|or|&)\s+{_WHO})*)\s+(?:(?:i'?m|i am) (?:busy|out|working|away)"
    rf"|i (?:have|work|can'?t|got)"
    rf"|i'?ve got|(?:don'?t|doesn'?t|won'?t|isn'?t|aren'?t|are|is) ?(?:not )?(?:work\b(?! best"
    rf"| well)|bad|out|no good|busy|good))(?P<tail>[^.,;]*)",
    re.IGNORECASE,
)  # fmt: skip
_GOOD_AFTER_ALL = re.compile(r"\b(?:is|are|be) good\b", re.IGNORECASE)
_ATOM = re.compile(
    rf"\b(?:(?P<span>(?:{DAY})\s*(?:-|–|to|thru|through|until|till)\s*(?:{DAY}))\b"
    rf"|(?P<between>(?:between|from)\s+{HOUR}\s*(?:-|–|and|to|until|till)\s*{HOUR}"
    rf"|{HOUR}\s*(?:-|–|to|until|till)\s*{HOUR})(?!\w)"
    rf"|(?P<after>(?:any ?time )?(?:after|past|from|later than)\s+{HOUR}(?!\w))"
    rf"|(?P<before>(?:any ?time )?(?:before|by|until|till|up to|earlier than)\s+{HOUR}(?!\w))"
    rf"|(?P<at>(?:around|about|at|@|like)\s+{HOUR}(?!\w)|\d{{1,2}}(?::\d{{2}})?\s*(?:[ap]\.?m\b\.?"
    rf"|ish\b|o'?clock\b))"
    rf"|(?P<part>{'|'.join(DAY_PARTS)})\b|(?P<group>{GROUP})\b|(?P<any>{_ANY})\b"
    rf"|(?P<date>{_DATES})|(?P<day>(?:next |this )?(?:{DAY}))\b)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:no,? sorry|sorry|actually|i mean(?:t)?|no,? wait|wait|make (?:that|it)|scratch that"
    r"|on second thought|no,)",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(
    r"\b(?:call|text|txt|ring|reach|contact|e-?mail|message|availab\w*|free|works?|best|better"
    r"|prefer\w*"
    r"|come (?:in|by)|can (?:come|do|make|talk)|could (?:come|do|make)|only|anytime|whenever"
    r"|except|is when"
    r"|are when|schedule|off work|open|good for me|(?:is|are) (?:good|fine|ok|okay|great"
    r"|perfect))\b",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(?:since|last|ago|was|were|had|did|happened|started|wedding|birthday|event|party|trip"
    r"|vacation"
    r"|appointment|appt|session|treatment|surgery|procedure|due|for \d+|are you|do you|is it open"
    r"|called|left|sent|came|bought|waited|told|cancel"
    r"|use|using|apply|wash|put|take|taking|itchy|itches|hurts?|red|worse)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"\b(?:{FILLERS}|and|or|but|then|please|pls|thanks|thank you|ok|okay|yes|yeah|no|sorry|are|is"
    rf"|the|on"
    r"|in|at|me|i|i'?m|actually|mean|meant|rather|instead|can|do|usually|mostly|maybe|probably|just|also|either|both|any|to|of|us"
    r"|only|if"
    r"|possible|pretty much|really|for|would|be|it|that'?s|ideally|y|por|la|el|los)\b",
    re.IGNORECASE,
)

_ELSE_ASKED = (None, "concern", "area", "health", "confirm")
"""Questions in whose answers "now" or "tomorrow" is no wish to be called then."""
_OTHER_WORDS = 5
"""With more words besides, an answer to the question is read as closely as any message."""


@dataclass(frozen=True)
class Times:
    """The visitor's words, and what was understood of them."""

    words: str
    normalised: tuple[dict[str, object], ...] = ()
    adds: bool = False
    """The words add to what was said before ("also saturdays", "but not thursdays")."""


def read_times(text: str, *, asking: str | None) -> Times | None:
    """Read an availability, or None. Other dates ("the reunion is june 3") are none.

    An hour without am or pm is taken for daytime: 1 to 7 in the afternoon, 8 to 12 as they are.
    """
    if asking != "times" and is_question(text) and not re.search(r"\b(?:call|text) me\b", text):
        return None
    clauses = [clause for clause in re.split(r"[.!;\n|]+", _figures(text)) if clause.strip()]
    parts = [part for clause in clauses for part in _available_in(clause, asking)]
    if not parts:
        return None
    chosen = _corrected(" . ".join(parts) if len(parts) > 1 else parts[0])
    return _read(chosen)


_AT_WORK = re.compile(
    r"\b(?:(?:at|in) (?:work|class|school|meetings)|working|busy|driving) all day\b", re.IGNORECASE
)


def _figures(text: str) -> str:
    """Hours in words as figures where they stand beside "after" and the like."""
    text = _AT_WORK.sub("", text)
    hours = "|".join(_NUMBER_WORDS)
    return re.sub(
        rf"\b(after|before|past|by|until|around|between|from|and|to)\s+({hours})\b(?!\s*(?:days?"
        rf"|weeks?|times?|of))",
        lambda m: f"{m.group(1)} {_NUMBER_WORDS[m.group(2).lower()]}",
        text,
        flags=re.IGNORECASE,
    )


def _available_in(clause: str, asking: str | None) -> list[str]:
    """The clause, or those of its parts, that speak of availability."""
    if _available(clause, asking):
        return [clause]
    parts = re.split(r",|\band (?=i\b|i'|it\b|my\b)", clause, flags=re.IGNORECASE)
    return [part for part in parts if _available(part, None)]


def _available(clause: str, asking: str | None) -> bool:
    """Whether the clause speaks of availability."""
    atoms = list(_ATOM.finditer(clause))
    if not atoms:
        return False
    rest = _ATOM.sub(" ", _BUSY.sub(" ", clause))
    others = len(re.findall(r"\w+", _SMALL.sub(" ", rest)))
    if asking == "times" and others <= _OTHER_WORDS and not is_question(clause):
        return True
    if _AVAILABLE.search(clause) and not _ELSEWHEN.search(_BUSY.sub(" ", clause)):
        return True
    only_date = all(atom.lastgroup == "date" for atom in atoms)
    return not others and not (only_date and asking in _ELSE_ASKED)


def _corrected(text: str) -> str:
    """What follows the last correction, when it names a time itself."""
    for marker in reversed(list(_CORRECTS.finditer(text))):
        after = text[marker.end() :]
        if _ATOM.search(_BUSY.sub(" ", after)):
            return after
    return text


def _read(text: str) -> Times | None:
    excluded = [day for busy in _busy(text) for day in days_in(busy.group("a") or busy.group("b"))]
    excepts = [m.group() for m in _busy(text) if m.group("a")]
    free = text
    for busy in _busy(text):
        free = free.replace(busy.group(), "|" * len(busy.group()))
    atoms = list(_ATOM.finditer(free))
    if not atoms and not excepts:
        return None
    words = squeeze(_words(text, atoms, [m for m in _busy(text) if m.group("a")]))
    slots = slots_of(atoms, excluded)
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
