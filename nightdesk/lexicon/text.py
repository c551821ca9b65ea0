"""Cut a visitor's text into plain lower-case words that remember where they stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_DROP = "\x7f"  # stands for a character that is not there for the reader (accents, joiners)
_STRONG = frozenset(".!?;\n\r|•…")
_WEAK = frozenset(",:()[]—–/")
_APOSTROPHES = "‘’ʼ`´′＇"


def _plain(code: int) -> str:
    """One plain character for one character, so that positions never move."""
    char = chr(code)
    if char in _APOSTROPHES:
        return "'"
    if char in "\t\x0b\x0c\x00_":
        return " "
    kind = unicodedata.category(char)
    if kind in ("Mn", "Cf"):
        return _DROP
    return (unicodedata.normalize("NFKD", char)[:1] or char).lower()


def _fold_table() -> dict[int, str]:
    # Latin, Greek, punctuation, letter-like signs; full-width forms; "mathematical" fancy letters.
    blocks = (range(0x2500), range(0xFB00, 0xFB07), range(0xFE00, 0xFE10), range(0xFEFF, 0xFFF0))
    table = {code: _plain(code) for block in (*blocks, range(0x1D400, 0x1D800)) for code in block}
    return {code: char for code, char in table.items() if char != chr(code)}


_FOLD = _fold_table()
_TOKEN = re.compile(
    rf"[a-zα-ω{_DROP}]+(?:'[a-z{_DROP}]+)*'?|[0-9]+(?:[.,][0-9]+)*|\.\.+|[^\s{_DROP}]|\n"
)


class Token(NamedTuple):
    """One word or mark; `start` and `end` are positions in the visitor's own text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """A text and its tokens."""

    original: str
    tokens: tuple[Token, ...]

    @cached_property
    def sentence(self) -> tuple[int, ...]:
        """For each token the number of its sentence."""
        numbers, number = [], 0
        for token in self.tokens:
            numbers.append(number)
            number += token.word[0] in _STRONG
        return tuple(numbers)

    def slice(self, first: int, last: int) -> str:
        """The visitor's own words from token `first` up to, not including, token `last`."""
        return self.original[self.tokens[first].start : self.tokens[last - 1].end]


def is_strong(word: str) -> bool:
    """Whether this mark ends a sentence."""
    return word[0] in _STRONG


def is_break(word: str) -> bool:
    """Whether this mark ends a clause (a comma does)."""
    return word[0] in _STRONG or word[0] in _WEAK


def tokenize(text: str) -> Text:
    """Lower-case, unaccented words without apostrophes ("Can’t" -> "cant"), linear in length."""
    folded = text.translate(_FOLD)
    tokens = []
    for match in _TOKEN.finditer(folded):
        word = match.group()
        if "'" in word or _DROP in word:
            word = word.replace("'", "").replace(_DROP, "") if len(word) > 1 else word
        if word and word != _DROP:
            tokens.append(Token(word, match.start(), match.end()))
    return Text(text, tuple(tokens))
