"""Whether words after an offer, or after a concern was told, may be the visitor's name."""

import re
from collections.abc import Sequence

from nightdesk.knowledge.clinic_words import MONTH
from nightdesk.knowledge.search import ASKING
from nightdesk.reading.spanish import in_english
from nightdesk.talk.labels import AWAY, SURE_OF_INTENT

_INTRODUCES = re.compile(
    r"\b(?:name|i'?m|i am|this is|it'?s|me llamo|soy)\b|@|\d{4}", re.IGNORECASE
)
"""A name is said beside this, whatever else is asked."""
_REMARK = re.compile(
    r"\W*(?:ok(?:ay)?|k+|so|wow|lol|oh|thats|that's|its|it's|i'?m|i am|soy|está|esta|muy)"
    r"(?:\W+[a-zñáéíóú'’]+){1,2}\W*$"
)
_DATED = re.compile(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b", re.IGNORECASE)
_STATES = """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah
    vermont wisconsin wyoming ca nv az tx
"""
STATES = frozenset(_STATES.split())
"""Who ends with one of these names a place ("Reno Nevada"); those that are also names are left."""
_INTRODUCED = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]+ [A-Z][\w'’-]+")
MOST_NAMES = 2
"""More words in small letters are a name only where they are taken for details."""
MOST_NAME_PARTS, SURE_BESIDE_A_NAME = 4, 0.5
"""A name in capitals has so many parts at most, as "Rutger van den Berg", and may be taken for a
question with less than this confidence: the classifier knows few names."""
MOST_NAME_WORDS = 25
"""After an offer to take a request, a message of no more words may be just the visitor's name."""


def introduces(text: str) -> bool:
    """Whether a first and a last name stand in a text, both in capitals."""
    return bool(_INTRODUCED.search(text))


def is_remark(text: str) -> bool:
    """Whether a few words in small letters may be a remark, or a name: "thats vague", "its ana"."""
    return bool(_REMARK.match(text))


def may_name_themselves(intent: str, confidence: float, text: str) -> bool:
    """Whether words after an offer may be a name, rather than an exclamation ("yikesss").

    Nor the name of an insurer or a place, a date, or a question in Spanish.
    """
    words = text.split()
    several = len(words) > 1 or text.strip()[:1].isupper()
    chats = intent in AWAY and confidence >= SURE_OF_INTENT
    reacts = is_remark(text) and intent in AWAY | ASKING and confidence >= SURE_OF_INTENT
    if len(words) > MOST_NAME_WORDS or reacts or (not several and chats):
        return False
    if _INTRODUCES.search(text) and not _DATED.search(text):
        return True
    clauses = [part.split() or [""] for part in re.split(r"[.!?,;]\s+", text.strip(" .!,"))]
    first = clauses[0] if len(clauses[0]) > 1 else clauses[-1]
    last = first if _is_titled(first) else clauses[-1]
    titled = _is_titled(last)
    if len(words) > MOST_NAMES and not titled and intent != "give_details":
        return False
    said = " ".join(last) if titled else text
    sure = SURE_BESIDE_A_NAME if titled else SURE_OF_INTENT
    asks = intent in ASKING and confidence >= sure
    other = _DATED.search(said) or last[-1].lower() in STATES or in_english(said) != said
    return not (asks or other)


def _is_titled(words: Sequence[str]) -> bool:
    """Whether words are written like a name."""
    return len(words) <= MOST_NAME_PARTS and all(w[:1].isupper() for w in (words[0], words[-1]))
