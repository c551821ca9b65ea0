"""Spanish words read as English ones, word by word: the sentence encoder knows English only.

What comes out is no translation to show to anybody ("cuanto duele" becomes "how much hurts"), but
it means nearly the same to the encoder and shares its words with the English examples. Words that
are also English ("sin", "once") are Spanish only beside a Spanish word, so an English message stays
as it is.
"""

import re
import unicodedata
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Dict, List, Optional

WORDS = Path(__file__).with_name("spanish.tsv")
"""A Spanish word without accents, a tab, the English."""

BESIDE_SPANISH = {
    "a": "to",
    "dan": "give",
    "dice": "says",
    "era": "was",
    "ha": "has",
    "hay": "there is",
    "media": "half",
    "no": "not",
    "o": "or",
    "once": "eleven",
    "pie": "foot",
    "pies": "feet",
    "q": "what",
    "sale": "comes out",
    "sin": "without",
    "son": "are",
    "sus": "your",
    "tia": "aunt",
    "van": "go",
    "vi": "i saw",
    "y": "and",
    "ya": "already",
    "yo": "i",
}
"""Words that English has too, and what they are between Spanish ones."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _english() -> Dict[str, str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def in_english(text: str) -> str:
    """The text with every Spanish word of the list in English; all else stays in its place."""
    words = _WORD.findall(text)
    read = [_english().get(_plain(word)) for word in words]
    if not any(read):
        return text
    beside = [None, *read, None]
    for at, word in enumerate(words):
        if read[at] is None and (beside[at] or beside[at + 2]):
            read[at] = BESIDE_SPANISH.get(_plain(word))
    return _put(text, words, read)


def _put(text: str, words: List[str], read: List[Optional[str]]) -> str:
    between = _WORD.split(text)
    said = [english or word for english, word in zip(read, words)]
    return "".join(chain(*zip(between, [*said, ""])))


def _plain(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))
