"""One spelling for the few words that visitors and telephones write in many ways, and one language.

Applied to examples and messages alike, before anything else reads them.
"""

import re

from nightdesk.reading.spanish import in_english

_ONE_WAY = (
    (re.compile(r"\bdown[ -]times?\b", re.IGNORECASE), "downtime"),
    (
        re.compile(
            r"\bmi[ck]r?[oe][ -]?(?:k?n+[ei]{1,3}d+[el]{1,3}[a-z]{0,4}|kne?a?ding|needing)\b",
            re.IGNORECASE,
        ),
        "microneedling",
    ),
    (re.compile(r"\bskin[ -]pens?\b", re.IGNORECASE), "skinpen"),
    (re.compile(r"\bafter[ -]care\b", re.IGNORECASE), "aftercare"),
    (re.compile(r"\bstretch[ -]?marks\b", re.IGNORECASE), "stretch marks"),
    (re.compile(r"\bhydra[ -]facial", re.IGNORECASE), "hydrafacial"),
)


def respell(text: str) -> str:
    """The text with those words written in one way, and Spanish words in English."""
    for written, word in _ONE_WAY:
        text = written.sub(word, text)
    return in_english(text)
