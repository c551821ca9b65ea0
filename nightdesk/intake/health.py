"""Read the answer to what the provider should know: nothing, or something to note."""

import re
from pathlib import Path

import yaml

from nightdesk.intake.text import is_question, squeeze

_WORDS = yaml.safe_load((Path(__file__).parent / "health_words.yml").read_text(encoding="utf-8"))
_NONE, _THINGS, _BESIDE = (frozenset(_WORDS[key].split()) for key in ("none", "things", "beside"))
_PASSES = re.compile(
    r"\W*(?:(?:u+m+|u+h+|hm+|well|oh|no|idk)\b\W{1,9}){0,3}(?:(?:maybe|perhaps|possibly)"
    r"(?: (?:so|not|later|yes|no))?|(?:i )?guess(?: (?:so|not))?|(?:i(?:'?d)? )?(?:prefer|rather)"
    r"(?: to)? (?:not(?: to)?|skip|pass)(?: (?:it|this|that|this one|that one|on that))?|"
    r"(?:not )?that i know(?: of)?|(?:i )?(?:don'?t|do not) (?:think so|remember)|hm+"
    r"|whatever|moving on)\b(?:\W+(?:tho|though|thanks|thank you|please|sorry))?\W*",
    re.IGNORECASE,
)
_ASKS_OF_IT = re.compile(
    r"[,.;!\n]\s{0,3}(?:(?:so|and|but|or|idk) )?(?:is|does|do|would|will|should|could|can|might)"
    r" (?:that|it|this|i|they|those|these)\b[^.?!\n]{0,60}[?\s]*$",
    re.IGNORECASE,
)
"""Asks of what was told just before: "does that matter"."""
_FEWEST = 3
"""Fewer words than these tell nothing of anybody."""
_REACH = 3
"""How many words a no reaches over: "no special medical conditions"."""


def passes(text: str) -> bool:
    """Whether an answer neither tells nor denies anything: "maybe", "rather not"."""
    return bool(_PASSES.fullmatch(text.replace("’", "'")))


def told_before_asking(text: str) -> str:
    """What somebody tells of themselves who then asks whether it matters; empty for others."""
    asks = _ASKS_OF_IT.search(text)
    words = squeeze(text[: asks.start()]) if asks else ""
    return words if len(words.split()) >= _FEWEST and not is_question(words) else ""


def says_nothing(text: str) -> bool:
    """Whether an answer leaves nothing to note: "nope, no meds", "not pregnant, nothing else".

    "just allergies, nothing else" leaves something, and so does any word that is not in the lists.
    """
    words = re.findall(r"[\w']+", text.lower().replace("’", "'").replace("n/a", "na"))
    if not any(word in _NONE for word in words) or "not healthy" in " ".join(words):
        return False
    since = _REACH + 1
    for word in words:
        since = 0 if word in _NONE or (word in ("or", "nor") and since <= _REACH) else since + 1
        if word in _THINGS and since > _REACH:
            return False
        if word not in _NONE | _THINGS | _BESIDE:
            return False
    return True
