"""Read a visitor's name, as they write it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from nightdesk.intake.text import CUT, is_question

_WORDS = yaml.safe_load((Path(__file__).parent / "name_words.yml").read_text(encoding="utf-8"))
PARTICLES, STOPS, NOT_NAMES = (
    frozenset(_WORDS[key].split()) for key in ("particles", "stops", "not_names")
)

_STRONG = re.compile(
    r"\b(?:(?:my|me)\s+(?:full |first |last |real |whole )?name(?:\s+is|'?s|\s*[:=])?(?!\s*(?:isn"
    r"|wasn))"
    r"|name'?s|name\s*[:=]|name is|(?:it'?s |that'?s )?(?:spelled|spelt)(?: like)?"
    r"|call me(?=\s+(?-i:[A-Z]))(?!\s+(?:mon|tue|wed|thu|fri|sat|sun|any|after|before|at|on|back))"
    r"|(?:you can )?(?:put (?:me )?(?:down )?(?:as|under)|under the name(?: of)?)|i go by|go by"
    r"|me llamo|mi nombre es|mi nombre)(?!\w):?",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:i'?m|i am|it'?s|it is|this is|that'?s|that is|here is|soy|its)(?!\w)", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:her|his|their|your|the|'s|s|doctor|dr|product|cream|treatment|sister|brother|mom|mother"
    r"|dad|father|husband|wife|friend|daughter|son|partner|user)\s*$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:(?:hi+|hey+|hello|hola|good (?:morning|evening|afternoon)|yes|yeah|yep|sure|ok|okay"
    r"|of course"
    r"|no problem|thanks|thank you|please|sorry|well|oh|there|u+m+|u+h+|e+r+m*|and"
    r"|so)\b[\s,.!:–—-]*)+",
    re.IGNORECASE,
)
_FILLERS = frozenset(["uh", "uhh", "uhm", "um", "umm", "er", "erm", "hmm", "hm", "ah", "oh"])
_SPELLED = re.compile(r"\b[^\W\d_](?:(?:\s*[-.]\s*|\s+)[^\W\d_]){2,}\b\.?(?![\w'’])")
_WITH_LETTER = re.compile(
    r"\b(?:(?:with|w/)(?:out)?\s+(?:an?|two|one)\s+(?:double\s+)?\w\b.*|(?:that'?s|that is|spelled"
    r"|spelt)\s*$)",
    re.IGNORECASE,
)
_BOUNDARY = rf"[{re.escape(CUT)},;:!?()\n\"/]|(?<!\b[^\W\d_])\.(?:\s|$)|(?:\s|^)[-–—]+\s"
"""Between a name and something else; not the dot of an initial."""
_LONGEST = 6
_OTHER_WORDS = 6
"""In a longer message only a capitalised beginning is taken for a name."""
_WINDOW = 120
"""How far from an introduction a name or its owner is looked for."""


@dataclass(frozen=True)
class Name:
    """A name; `sure` when it was introduced or asked for, so that it may replace another."""

    text: str
    sure: bool


def read_name(
    text: str, *, asking: str | None, has_contact: bool, has_request: bool
) -> Name | None:
    """Read the visitor's own name.

    In `text` contact details and words for skin, treatments and the like are replaced by
    `text.CUT`. Without an introduction ("my name is", "I'm") a name is taken when it was asked
    for, or beside contact details or the wish for a consultation.
    """
    expected = asking in ("name", "change", "confirm")
    for match in _STRONG.finditer(text):
        if _OTHERS.search(text[max(0, match.start() - _WINDOW) : match.start()]):
            continue
        if name := _after(text[match.end() : match.end() + _WINDOW], strong=True, expected=True):
            return Name(name, True)
    for match in _WEAK.finditer(text):
        rest = text[match.end() : match.end() + _WINDOW]
        if name := _after(rest, strong=False, expected=expected or has_contact or has_request):
            return Name(name, expected or "name" in text.lower())
    if asking == "name" and not is_question(text):
        if name := _bare(text):
            return Name(name, True)
    elif (has_contact or has_request) and (name := _beside(text, has_contact)):
        return Name(name, False)
    return None


def _after(rest: str, *, strong: bool, expected: bool) -> str | None:
    """The name that follows an introduction."""
    head = re.split(_BOUNDARY, rest.lstrip(' :"'), maxsplit=1)[0]
    spelled = _SPELLED.search(head)
    words = _take(_unspelled(head).split(), strict=not strong)
    if not words:
        return (
            spelled.group().replace("-", "").replace(".", "").replace(" ", "").capitalize()
            if (strong and spelled)
            else None
        )
    if strong or _capital(words):
        return " ".join(words)
    if expected and _ends_after(head, words):
        return " ".join(words)
    return None


def _ends_after(head: str, words: list[str]) -> bool:
    """Whether little but the name was said: "its dana quist", not "its dana who told me"."""
    left = [w for w in _unspelled(head).split() if _key(w) not in _FILLERS]
    return len(left) == len(words) or _key(left[len(words)]) in STOPS


def _take(tokens: list[str], *, strict: bool) -> list[str]:
    """The leading tokens that can be a name; none when the first of them cannot."""
    words: list[str] = []
    for token in tokens:
        bare = token.strip(".,'\"") if len(token) > 2 else token.strip(",'\"")
        key = _key(bare)
        if key in _FILLERS:
            continue
        if not _letters(bare) or (
            key in STOPS and not (words == [] and _titled(bare) and not strict)
        ):
            break
        if _unlikely(bare, strict=strict and not words):
            if not words:
                return []
            break
        words.append(bare)
        if len(words) == _LONGEST:
            break
    while words and _key(words[-1]) in PARTICLES and words[-1].islower():
        words.pop()
    return words


def _unlikely(word: str, *, strict: bool) -> bool:
    """Whether a word is none that people are called by, as far as its form tells."""
    key = _key(word)
    if key in PARTICLES:
        return False
    if key in NOT_NAMES:
        return strict or not _titled(word)
    return (
        strict
        and not _titled(word)
        and bool(re.search(r"(?:ing|ous|ful|less|able|ible|tion)$", key))
    )


def _bare(text: str) -> str | None:
    """A whole message that is a name, perhaps with a greeting, a filler or contact details."""
    count = len(re.findall(r"\w+", text))
    for index, part in enumerate(_parts(_GREETING.sub("", text))):
        name = _whole(part, least=1, most=_LONGEST)
        short = name and count - len(name.split()) <= _OTHER_WORDS
        if name and (short or (index == 0 and _capital(name.split()))):
            return name
    return None


def _beside(text: str, has_contact: bool) -> str | None:
    """Two to four words that stand by themselves beside contact details or a request."""
    for index, part in enumerate(_parts(_GREETING.sub("", text))):
        name = _whole(part, least=2, most=4)
        if name and (_capital(name.split()) or (has_contact and index == 0)):
            return name
    return None


def _parts(text: str) -> Iterable[str]:
    pieces = re.split(_BOUNDARY, text)
    return (piece for piece in pieces if piece.strip())


def _whole(part: str, *, least: int, most: int) -> str | None:
    """The part if all of it is a name."""
    part = _unspelled(part)
    tokens = [token for token in part.split() if _key(token) not in _FILLERS]
    titled = len(tokens) > 1 and _capital(tokens)
    words = _take(tokens, strict=not titled)
    repeats = len(words) > 1 and len({_key(word) for word in words}) == 1
    whole = len(words) == len(tokens) and least <= len(words) <= most and not repeats
    return " ".join(words) if whole else None


def _unspelled(text: str) -> str:
    """The text without a name spelled out letter by letter or explained ("with a k")."""
    return _WITH_LETTER.sub("", _SPELLED.sub("", _WITH_LETTER.sub("", text)).rstrip(" ,-"))


def _letters(word: str) -> bool:
    """Whether a word is written like a name: letters of any script, marks, hyphen, apostrophe."""
    return (
        bool(word)
        and word[0].isalpha()
        and all(
            char.isalpha() or unicodedata.category(char)[0] == "M" or char in "'’-.·"
            for char in word
        )
    )


def _key(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,'\"")


def _titled(word: str) -> bool:
    return word[:1].isupper() and not (len(word) > 2 and word.isupper())


def _capital(words: list[str]) -> bool:
    """Whether the words are written like a name: with capitals, or in a script without them."""
    counted = [word for word in words if _key(word) not in PARTICLES] or words
    return all(_titled(word) or not (word.isupper() or word[:1].islower()) for word in counted)
