"""Scores entries by the words they share with a text.

The likeness of an entry is that of its nearest question, blended with all its questions together
and with its text. It is lowered when the text has content words that no entry knows ("how much is
a gallon of milk") and when it states something instead of asking.
The shares below were chosen on tests/knowledge/paraphrases.yml.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.matrix import Floats, Matrix
from nightdesk.knowledge.normalise import asks, is_content, is_filler, words
from nightdesk.reading.spanish import in_english

PIECE_SIZES = (3, 4)
NEAREST_SHARE, TOGETHER_SHARE, TEXT_SHARE = 0.6, 0.3, 0.1
UNKNOWN_COST = 0.5
TYPO_CREDIT = 0.7
STATEMENT_SHARE = 0.6


def word_features(found: Sequence[str]) -> list[str]:
    """Words and pairs of neighbours."""
    return [*found, *(f"{left} {right}" for left, right in pairwise(found))]


def pieces(word: str, sizes: Sequence[int] = PIECE_SIZES) -> list[str]:
    """Pieces of a few letters, the word's edges marked; most of them survive a typo."""
    edged = f"_{word}_"
    return [edged[at : at + size] for size in sizes for at in range(max(1, len(edged) - size + 1))]


def piece_features(found: Sequence[str]) -> list[str]:
    """Pieces of every word that is no mere filler."""
    return [piece for word in found if not is_filler(word) for piece in pieces(word)]


@lru_cache(maxsize=20_000)
def _known_words(text: str) -> list[str]:
    """The words of an entry's question or text: most stay when the knowledge is changed."""
    return words(text)


class Lexical:
    """Entries prepared for comparison by words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        asked = [[_known_words(in_english(way)) for way in entry.questions] for entry in entries]
        questions = [found for group in asked for found in group]
        topics = _topic_numbers(entries)
        self._size = len(entries)
        self._owner = np.repeat(np.arange(self._size), [len(group) for group in asked])
        owners = [topics[at] for at in self._owner]
        self._words = Matrix([word_features(found) for found in questions], owners)
        self._pieces = Matrix([piece_features(found) for found in questions], owners)
        together = [[term for found in group for term in word_features(found)] for group in asked]
        self._together = Matrix(together, topics)
        self._texts = Matrix([word_features(_known_words(entry.text)) for entry in entries], topics)
        self._known = {word for found in questions for word in found}
        self._known_pieces = {piece for word in self._known for piece in pieces(word, (4,))}

    def scores(self, text: str) -> Floats:
        """One score for each entry, 0 (nothing in common) to about 1 (its very question)."""
        text = in_english(text)
        found = words(text)
        if all(is_filler(word) for word in found):
            return np.zeros(self._size)
        terms = word_features(found)
        likeness = (self._words.likeness(terms) + self._pieces.likeness(piece_features(found))) / 2
        nearest = np.zeros(self._size)
        np.maximum.at(nearest, self._owner, likeness)
        score = NEAREST_SHARE * nearest + TOGETHER_SHARE * self._together.likeness(terms)
        score += TEXT_SHARE * self._texts.likeness(terms)
        return score * self._trust(text, found)

    def _trust(self, text: str, found: list[str]) -> float:
        content = [word for word in found if is_content(word)]
        known = sum(self._familiarity(word) for word in content) / (len(content) or 1)
        trust = 1 - UNKNOWN_COST * (1 - known)
        return trust if asks(text) else trust * STATEMENT_SHARE

    def _familiarity(self, word: str) -> float:
        """1 for a word of the entries' questions, less for one that only looks like them."""
        if word in self._known:
            return 1.0
        parts = pieces(word, (4,))
        return TYPO_CREDIT * sum(part in self._known_pieces for part in parts) / len(parts)


def _topic_numbers(entries: Sequence[Entry]) -> list[int]:
    numbers: dict[tuple[str, str], int] = {}
    return [numbers.setdefault((entry.treatment, entry.topic), len(numbers)) for entry in entries]
