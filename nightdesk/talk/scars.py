"""Scars that were named without what they come from, and whose cause comes a message later."""

import re
from collections.abc import Iterator, Sequence

from nightdesk.lexicon import Mention
from nightdesk.lexicon.lexicon import Lexicon
from nightdesk.talk.unnamed import SCARS

UNTOLD = "acne_scars"
"""What scars are noted as until their cause is told."""

MOST_WORDS = 4
MOST_WORDS_AFTER_FROM = 10
_FROM = re.compile(
    r"^\W*(?:(?:yes|yeah|no|well|oh|sorry|they(?:['’]?re| are)|it['’]?s|it is|all|mostly|mainly"
    r"|just|actually|old)\W+){0,4}(?:from|after|because of|due to|by|de|del|por)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(r"\b(?:also|too|as well|plus|and|both|other|another)\b", re.IGNORECASE)


def told_cause(lexicon: Lexicon, known: Sequence[str], text: str) -> Iterator[Mention]:
    """What the scars of the `known` sentences are of, if a message tells that and no more.

    The lexicon reads both as one message: "scars", "c section". What they were taken for before
    is denied, so that it gives way.
    """
    most = MOST_WORDS_AFTER_FROM if _FROM.match(text) else MOST_WORDS
    if len(text.split()) > most or "?" in text or _ADDS.search(text):
        return
    before = ". ".join(known)
    if UNTOLD not in _scars(lexicon, before):
        return
    now = _scars(lexicon, f"{before}. {text}")
    if not now or UNTOLD in now:
        return
    yield Mention("concern", UNTOLD, text, 0, len(text), negated=True)
    for name in now:
        yield Mention("concern", name, text, 0, len(text))


def _scars(lexicon: Lexicon, text: str) -> list[str]:
    named = [m.name for m in lexicon.read(text) if m.kind == "concern" and not m.negated]
    return [name for name in dict.fromkeys(named) if name in SCARS]
