"""Likeness of words: TF-IDF over words, word pairs and pieces of words, as sparse NumPy arrays."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.normalise import words

Floats = NDArray[np.float64]

WORD_SHARE = 0.5
TEXT_SHARE = 0.1
ALL_QUESTIONS_SHARE = 0.3


def word_features(found: Sequence[str]) -> list[str]:
    """Words and pairs of neighbours."""
    return [*found, *(f"{left} {right}" for left, right in zip(found, found[1:], strict=False))]


def piece_features(found: Sequence[str]) -> list[str]:
    """Pieces of 3 to 5 letters of each word, with its edges marked; they survive a typo."""
    return [
        edged[at : at + size]
        for word in found
        for edged in (f"_{word}_",)
        for size in (3, 4, 5)
        for at in range(max(1, len(edged) - size + 1))
    ]


class Matrix:
    """Rows of weighted terms, each of length one; multiplied with one text at a time."""

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        counts = [Counter(row) for row in rows]
        self._size = len(counts)
        seen: Counter[str] = Counter()
        for count in counts:
            seen.update(count.keys())
        self._rare = float(np.log(1 + self._size) + 1)
        self._weight = {t: float(np.log((1 + self._size) / (1 + n)) + 1) for t, n in seen.items()}
        self._postings = self._build(counts)

    def _build(self, counts: list[Counter[str]]) -> dict[str, tuple[NDArray[np.intp], Floats]]:
        found: dict[str, tuple[list[int], list[float]]] = {}
        for row, count in enumerate(counts):
            for term, value in self._vector(count).items():
                rows, values = found.setdefault(term, ([], []))
                rows.append(row)
                values.append(value)
        return {t: (np.array(r, dtype=np.intp), np.array(v)) for t, (r, v) in found.items()}

    def _vector(self, count: Counter[str]) -> dict[str, float]:
        """Weights of one text, of length one; words never seen count as the rarest."""
        raw = {
            term: (1 + np.log(n)) * self._weight.get(term, self._rare) for term, n in count.items()
        }
        length = float(np.sqrt(sum(value * value for value in raw.values())))
        return {term: float(value / length) for term, value in raw.items()}

    def likeness(self, features: Iterable[str]) -> Floats:
        """Cosine of the text with every row, 0 to 1."""
        out = np.zeros(self._size)
        for term, value in self._vector(Counter(features)).items():
            if term in self._postings:
                rows, values = self._postings[term]
                out[rows] += value * values
        return out


class Lexical:
    """Scores every entry for a text by the words they share."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        questions = [[words(question) for question in entry.questions] for entry in entries]
        flat = [found for group in questions for found in group]
        self._owner = np.repeat(np.arange(len(entries)), [len(group) for group in questions])
        self._size = len(entries)
        self._words = Matrix([word_features(found) for found in flat])
        self._pieces = Matrix([piece_features(found) for found in flat])
        together = [[w for found in group for w in word_features(found)] for group in questions]
        self._all = Matrix(together)
        self._texts = Matrix([word_features(words(entry.text)) for entry in entries])

    def scores(self, text: str) -> Floats:
        """One score for each entry, 0 (nothing shared) to 1 (a question word for word)."""
        found = words(text)
        best = np.zeros(self._size)
        if not found:
            return best
        pairs = word_features(found)
        each = WORD_SHARE * self._words.likeness(pairs)
        each += (1 - WORD_SHARE) * self._pieces.likeness(piece_features(found))
        np.maximum.at(best, self._owner, each)
        rest = ALL_QUESTIONS_SHARE * self._all.likeness(pairs)
        rest += TEXT_SHARE * self._texts.likeness(pairs)
        return best * (1 - ALL_QUESTIONS_SHARE - TEXT_SHARE) + rest
