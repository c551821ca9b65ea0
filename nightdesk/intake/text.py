"""Small helpers on text that keep every position where it was."""

import re
import unicodedata
from collections.abc import Iterable

Span = tuple[int, int]

CUT = "|"
"""Stands where something was cut out; every reader takes it for a boundary."""

FILLERS = r"u+h+m*|u+m+|e+r+m*|h+m+|ah+|oh|like|well|so"
"""Words of dictation and hesitation that say nothing."""
_PLAIN = {"’": "'", "‘": "'", "`": "'", "´": "'", "\xa0": " ", "\t": " ", "@": "@", "＠": "@"}


def plain(text: str) -> str:
    """Straight apostrophes, plain blanks and digits, no invisible characters; same length."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isdigit() and not char.isascii():
        return str(unicodedata.digit(char))
    if unicodedata.category(char) == "Cf":
        return " "
    return char


def cut(text: str, spans: Iterable[Span]) -> str:
    """The text with `spans` replaced by boundaries; same length."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = CUT * (end - start)
    return "".join(chars)


def squeeze(text: str) -> str:
    """Single blanks, and no blanks or loose punctuation at the ends."""
    return re.sub(r"\s+", " ", text).strip(" \t\n,;:.-–—|/")


def is_code(text: str) -> bool:
    """Whether a message is written for a machine: a command, markup, SQL."""
    return bool(_CODE.search(text))


def is_command(text: str) -> bool:
    """Whether a message is nothing but an intent as the engine writes it (/confirm{"slot":1})."""
    return bool(_COMMAND.match(text))


def is_language(text: str) -> bool:
    """Whether there are words in it, rather than code or a cat's walk over the keyboard."""
    if is_code(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    mashed = [word for word in words if len(word) > 3 and word.isascii() and _MASHED.search(word)]
    return bool(words) and 2 * len(mashed) < len(words)


_COMMAND = re.compile(r"\W*[/\uff0f]\w+\s*(\{.*\})?\s*$", re.DOTALL)
"""What cannot be seen may stand before it."""
_CODE = re.compile(r"(?i)[{}]|<\s*/?[a-z!]|^\s*/\w+|;\s*--|\bdrop table\b|\bselect \*")
_MASHED = re.compile(
    r"(?i)^[^aeiouy]+$|[^aeiouy]{5}|^(?:asd|sdf|dfg|fgh|hjk|jkl|qwe|zxc|xcv)|sdf|dfg|fgh|hjk|jkl|zxc|xcv|cvb"
    r"|(.)\1{3}|[jqx][^aeiou]{2}"
)


def is_question(text: str) -> bool:
    """Whether a message asks something rather than answers."""
    marked = re.search(r"\w\s*\?+(?:\s|$)", text)
    return bool(marked or _ASKS.match(text) or _ASKS_INSIDE.search(text))


_ASKS = re.compile(
    r"\s*(?:(?:hi|hey|hello|ok|okay|and|but|so|also|wait|first)\b[\s,]*)*"
    r"(?:(?:what|when|where|who|which)(?:'?s| is| are| do| does| did| can| will| would| should| was"
    r"| if| about| kind| else| happens| time| day)|how|hows|how's|why|does|do (?:you|u|i|they)|did"
    r"|is (?:it|there|this|that|the)|are (?:you|u|there|they|the)|can (?:you|u|i|it|someone)"
    r"|could (?:you|i)|will (?:it|i|you|there)|would (?:it|i|you)|should i|am i"
    r"|(?:y )?(?:duele|cu[aá]nto|cu[aá]ndo|d[oó]nde|c[oó]mo (?:es|se|funciona)|qu[eé] (?:es|hacen"
    r"|incluye|pasa|tan)|se puede|puedo|tienen|aceptan|cuesta|atienden|abren"
    r"|es (?:segur[oa]|car[oa])))\b",
    re.IGNORECASE,
)
_ASKS_INSIDE = re.compile(
    r"\b(?:how (?:much|many|long|often|far|soon|painful)|do (?:you|u|they) (?:have|do|offer|take"
    r"|treat|accept)"
    r"|does (?:it|this|that)|is (?:it|there) (?:any|a|safe|ok|normal|true)|can i (?:get|use|wear"
    r"|do|come|ask)"
    r"|are there)\b",
    re.IGNORECASE,
)
