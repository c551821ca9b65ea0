"""Cut a visitor's text into plain lower-case words that remember where they stood."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

_DROP = "\x7f"  # stands for a character that is not there for the reader (accents, joiners)
_STRONG = frozenset(".!?;\n|•")
_WEAK = frozenset(",:()[]—–…/")
_APOSTROPHES = "‘’ʼ`´′＇"
_SILENT = "'\"“”«»*~^#<>=+\\{}"  # marks that say nothing; a phrase goes on across them
_AS_WRITTEN = {"—": "—", "–": "—", "…": "…", "\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}


def _plain(code: int) -> str:
    """One plain character for one character, so that positions never move."""
    char = chr(code)
    if char in _AS_WRITTEN:
        return _AS_WRITTEN[char]
    if char in _APOSTROPHES:
        return "'"
    if char in "\t\x0b\x0c\x00_":
        return " "
    if unicodedata.category(char) in ("Mn", "Cf"):
        return _DROP
    return (unicodedata.normalize("NFKD", char)[:1] or char).lower()


def _fold_table() -> dict[int, str]:
    # Latin, Greek, punctuation, letter-like signs; full-width forms; "mathematical" fancy letters.
    blocks = (range(0x2500), range(0xFB00, 0xFB07), range(0xFE00, 0xFE10), range(0xFEFF, 0xFFF0))
    table = {code: _plain(code) for block in (*blocks, range(0x1D400, 0x1D800)) for code in block}
    return {code: char for code, char in table.items() if char != chr(code)}


_FOLD = _fold_table()
_TOKEN = re.compile(
    rf"[a-z{_DROP}]+(?:'[a-z{_DROP}]+)*|[0-9]+(?:[.,][0-9]+)*|\.\.+|[^\s{_DROP}]|\n"
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

    def slice(self, first: int, last: int) -> str:
        """The visitor's own words from token `first` up to, not including, token `last`."""
        return self.original[self.tokens[first].start : self.tokens[last - 1].end]


def ends_sentence(word: str) -> bool:
    """Whether this mark ends a sentence."""
    return word in _STRONG


def ends_clause(word: str) -> bool:
    """Whether this mark ends a clause (a comma does)."""
    return word in _STRONG or word in _WEAK


def fold(text: str) -> str:
    """Lower-case and without accents; every character stays in its place."""
    return text.translate(_FOLD)


def tokenize(text: str) -> Text:
    """Lower-case, unaccented words without apostrophes ("Can’t" -> "cant"), linear in length."""
    folded = fold(text)
    tokens = []
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        word = _word(match.group(), folded[start - 1 : start], folded[end : end + 1])
        if word:
            tokens.append(Token(word, start, end))
    return Text(text, tuple(tokens))


def _word(found: str, before: str, after: str) -> str:
    """The plain word, or "" for a mark that says nothing."""
    if len(found) > 1:
        if found[0] == ".":
            return "…"
        return found.replace("'", "").replace(_DROP, "")
    if found == "-":  # "no fever - lips huge" parts two clauses, "follow-up" does not
        return "—" if before in ("", " ") and after in ("", " ") else ""
    if found == "&":
        return "and"
    return "" if found in _SILENT else found
