"""Read the answer to what the provider should know: nothing, or something to note."""

import re
from pathlib import Path

import yaml

_WORDS = yaml.safe_load((Path(__file__).parent / "health_words.yml").read_text(encoding="utf-8"))
_NONE, _THINGS, _BESIDE = (frozenset(_WORDS[key].split()) for key in ("none", "things", "beside"))
_REACH = 3
"""How many words a no reaches over: "no special medical conditions"."""


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
