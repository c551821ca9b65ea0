"""Tell the skin that a visitor wants treated from what they tell beside it."""

import re
from collections.abc import Sequence

from nightdesk.lexicon import Mention

_END = re.compile(
    r"[.!?\n;,|]|\b(?:but|although|though)\b|\band (?=(?:i|i'?[dm]|now|want|need|would|looking)\b)",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:want\w*|wanna|need|like (?:to|my|the)|love (?:to|my)|looking to|hoping to|interested in"
    r"|book\w*|schedul\w*|consult\w*|appointments?|appts?|come in|treat(?:ed)?|get rid of"
    r"|(?:looked|checked) (?:at|out))\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:consult\w*|appointment|appt|visit|request)(?: (?:is|would be|should be))?"
    r"(?: (?:just|only))? for\b",
    re.IGNORECASE,
)
"""Says for what alone the visit is."""
_HISTORY = re.compile(
    r"\bhad\b|\bremov(?:ed|al)\b|\b(?:years?|months?) ago\b|\bused to\b|\bsores?\b|\bsurgery\b"
    r"|\bbiops\w+",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\bfor (?:\w+ ){0,2}(?:years?|months?|weeks?|ages|while|long)\b|\bsince\b", re.IGNORECASE
)
"""What somebody has had for years they still have."""
_ALSO = re.compile(r"\b(?:too|also|as well|both|them|those|these|it|this|that)\b", re.IGNORECASE)
"""A wish with such a word may be about all that was told."""
_LONG_AGO = re.compile(
    r"\b(?:in|during|through) (?:high|middle|junior) ?school\b|\bin college\b"
    r"|\bin my (?:teens|teenage|20s|twenties)\b|\bduring puberty\b|\bgrowing up\b"
    r"|\bas an? (?:kid|child|teen\w*|adolescent|boy|girl|young\w*)\b|\bwhen i was\b|\byears ago\b"
    r"|\bused to (?:have|get|suffer)\b",
    re.IGNORECASE,
)
_SCARS = frozenset({"acne_scars"})
_NEVER_A_CONCERN = frozenset({"keloid"})


def of_the_wish(text: str, told: Sequence[Mention]) -> list[Mention]:
    """What was told without the areas of a condition, a history or another mark.

    Only where the wish names an area of its own: "psoriasis on my knees, I want my chin done".
    """
    told = _without_past_acne(text, told)
    if len({m.name for m in told if m.kind == "area"}) < 2:
        return told
    clauses = _clauses(text, told)
    wishes = [
        _WISH.search(words) is not None and any(m.kind == "area" for m in here)
        for words, here in clauses
    ]
    wished = " ".join(words for (words, _), wish in zip(clauses, wishes, strict=True) if wish)
    if not wished or _ALSO.search(wished):
        return told
    only = _FOR.search(wished) is not None
    kept: list[Mention] = []
    for (words, here), wish in zip(clauses, wishes, strict=True):
        if wish:
            kept += here
        elif only:
            kept += [m for m in here if m.kind not in ("area", "concern")]
        elif _is_health(words, here):
            kept += [m for m in here if m.kind != "area"]
        else:
            kept += here
    return kept


def _without_past_acne(text: str, told: Sequence[Mention]) -> list[Mention]:
    """What was told without the acne of long ago that scars are left of."""
    if _SCARS.isdisjoint(m.name for m in told) or not _LONG_AGO.search(text):
        return list(told)
    return [m for m in told if not (m.name == "active_acne" and m.past)]


def _clauses(text: str, told: Sequence[Mention]) -> list[tuple[str, list[Mention]]]:
    """Each clause with what is named in it; a boundary inside of a mention is none."""
    inside = {at for m in told for at in range(m.start, m.end)}
    ends = [m.end() for m in _END.finditer(text) if m.start() not in inside]
    starts = [0, *ends]
    return [
        (text[start:end], [m for m in told if start <= m.start < end])
        for start, end in zip(starts, [*ends, len(text) + 1], strict=True)
    ]


def _is_health(words: str, here: Sequence[Mention]) -> bool:
    """Whether a clause tells of a condition, or of what is over."""
    concerns = {(m.start, m.end) for m in here if m.kind == "concern"}
    condition = any(
        m.kind == "condition" and (m.name in _NEVER_A_CONCERN or (m.start, m.end) not in concerns)
        for m in here
    )
    return condition or bool(_HISTORY.search(words) and not _LASTS.search(words))
