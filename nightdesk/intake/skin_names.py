"""Tell a name from the words for skin and treatments that it is written like: "Chin Lee"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.intake.names import (
    BODY_NAMES,
    RARE_NAMES,
    TAKEN,
    WORD_NAMES,
    may_be_first_name,
)
from nightdesk.intake.text import Span
from nightdesk.lexicon import Mention

_CAPITAL = r"[A-Z][a-z'’-]+"
_WORDS = re.compile(rf"(?<![\w'’-])(?:{_CAPITAL} ){{1,2}}{_CAPITAL}(?![\w'’-])")
_ONLY_NAME = re.compile(
    r"^\W*(?:(?:yes|hi|hello|sure|ok|okay|it'?s|i'?m|i am|this is|my name is|dr|mrs?|ms)\b"
    r"[\s,.]+){0,3}"
    r"(?P<name>(?P<first>[^\W\d_][\w'’-]*) (?P<last>[^\W\d_]+))\W*$",
    re.IGNORECASE,
)
"""A first name and a surname and no more, however they are written."""
_INTRODUCED = re.compile(
    r"\b(?:name(?:'?s| is)?:?|i'?m|i am|im|this is|it'?s|me llamo|soy)\s+(?:(?:dr|mrs?"
    r"|ms)\b\.?\s+)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[\s,:;|–—-]*(?:at |on |my )?[\s,:;|–—-]*", re.IGNORECASE)
_REACH = 20
"""So many characters before a name and after it are looked at."""


@dataclass(frozen=True)
class SkinName:
    """A name, where it stands, and whether it was introduced ("I'm Chin Lee")."""

    text: str
    span: Span
    introduced: bool


def read_skin_name(
    text: str, mentions: Sequence[Mention], *, contacts: Sequence[Span], asking: str | None
) -> SkinName | None:
    """A name in capitals with a word of the lexicon in it: introduced, asked for, by a number.

    One of its words has to be in use for nothing else: "Dry Skin" is none.
    """
    for match in _WORDS.finditer(text):
        span = match.span()
        inside = [m for m in mentions if span[0] <= m.start and m.end <= span[1]]
        words = match.group().split()
        if len(inside) != 1 or " " in inside[0].words or not _has_a_name(words, inside[0]):
            continue
        introduced = bool(_INTRODUCED.search(text[max(0, span[0] - _REACH) : span[0]]))
        asked = asking == "name" and not text.replace(match.group(), "").strip(" .!,")
        if introduced or asked or _is_beside(text, span, contacts):
            return SkinName(match.group(), span, introduced or asked)
    return _in_answer(text, mentions) if asking == "name" else None


def _in_answer(text: str, mentions: Sequence[Mention]) -> SkinName | None:
    """A name such as "kevin chin" where the name was asked and nothing else was said."""
    said = _ONLY_NAME.match(text)
    if not said or said["last"].lower() not in BODY_NAMES or not may_be_first_name(said["first"]):
        return None
    if any(m.start < said.start("last") for m in mentions):
        return None
    return SkinName(said["name"], said.span("name"), introduced=True)


def _has_a_name(words: Sequence[str], mention: Mention) -> bool:
    """Whether another word than the mention is a name, or a word that people are called by."""
    others = [word.lower() for word in words if word != mention.words]
    names = RARE_NAMES | WORD_NAMES
    return any(w in names or not (w in TAKEN or w.endswith("ing")) for w in others)


def _is_beside(text: str, span: Span, contacts: Sequence[Span]) -> bool:
    """Whether contact details follow at once, or stand directly before."""
    gaps = [text[span[1] : start] for start, _ in contacts if 0 <= start - span[1] < _REACH]
    gaps += [text[end : span[0]] for _, end in contacts if 0 <= span[0] - end < _REACH]
    return any(_BESIDE.fullmatch(gap) for gap in gaps)
