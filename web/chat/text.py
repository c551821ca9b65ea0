"""What visitors type, made storable and harmless without changing what it says."""

import re
import unicodedata

LONGEST_MESSAGE = 5_000
"""Characters of one message that are stored and screened."""

ENGINE_CHARACTERS = 1_000
"""What the engine sees at most: its time grows faster than the text (docs/architecture.md)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_COMMAND = re.compile(r"^[\s/]+")


def storable(text: str) -> str:
    """`text` without control characters and lone surrogates, which no database can hold.

    Newlines stay, tabs become spaces, a lone surrogate becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", _SURROGATE.sub("\ufffd", text)).strip()


def for_engine(text: str) -> str:
    """The text as the engine may see it: short, on one line, and never a command.

    The engine takes a leading slash as an intent with slots. So look-alikes are folded to plain
    characters, invisible ones removed, and leading slashes taken away. The core reads the original.
    """
    folded = unicodedata.normalize("NFKC", text)
    visible = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cn"))
    line = " ".join((visible or folded).split())
    return _COMMAND.sub("", line)[:ENGINE_CHARACTERS] or "?"
