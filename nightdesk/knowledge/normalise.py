"""Brings a visitor's text and an entry's text to the same plain words before they are compared."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

MAX_CHARACTERS = 2000
"""What search reads of a message; a question is near its start, and longer costs time only."""

_SYNONYMS = Path(__file__).with_name("synonyms.yml")
_APOSTROPHE = re.compile(r"['’‘`´]")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The text's words: case, accents, punctuation and endings gone, synonyms made one."""
    return _fold([stem(word) for word in plain_words(text)])


def plain_words(text: str) -> list[str]:
    """The text's words in lower case without accents and punctuation, otherwise as written."""
    folded = unicodedata.normalize("NFKD", text[:MAX_CHARACTERS].casefold())
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return _WORD.findall(_APOSTROPHE.sub("", bare))


def stem(word: str) -> str:
    """The word without plural, -ing, -ed and a last e; rough on purpose, the same on both sides."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = _single_end(word.removesuffix(ending))
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _single_end(word: str) -> str:
    """Undo a doubled last letter: "tann" of "tanning" is "tan"; "ll" and "ss" stay."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


@cache
def _synonyms() -> dict[tuple[str, ...], str]:
    table = yaml.safe_load(_SYNONYMS.read_text(encoding="utf-8"))
    folds: dict[tuple[str, ...], str] = {}
    for name, forms in table.items():
        target = "".join(stem(word) for word in plain_words(name))
        for form in (name, *forms):
            folds[tuple(stem(word) for word in plain_words(form))] = target
    return folds


def _fold(stems: list[str]) -> list[str]:
    """Replace each synonym, the longest first, by its one word."""
    table = _synonyms()
    longest = max(map(len, table))
    out: list[str] = []
    at = 0
    while at < len(stems):
        for size in range(min(longest, len(stems) - at), 0, -1):
            target = table.get(tuple(stems[at : at + size]))
            if target is not None:
                out.append(target)
                at += size
                break
        else:
            out.append(stems[at])
            at += 1
    return out
