"""Texts as rows of weighted terms (TF-IDF), stored by term so that one text is compared fast."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

COMMON_WEIGHT = 0.3
"""What a term that is found under every topic still weighs."""

UNSEEN_SHARE = 0.7
"""A term never seen weighs this share of the rarest seen one: it may be a typo."""


class Matrix:
    """Rows of length one. A term weighs more the fewer topics it occurs under, since a word of
    one topic's every question tells more than one that is scattered over all."""

    def __init__(self, rows: Sequence[Sequence[str]], topics: Sequence[int]) -> None:
        """`topics` numbers the topic of each row."""
        self._size = len(rows)
        counts = [Counter(row) for row in rows]
        self._weights = _weights(counts, topics)
        rarest = log((1 + len(set(topics))) / 2) + COMMON_WEIGHT
        self._unseen = UNSEEN_SHARE * rarest
        self._postings = self._invert(counts)

    def likeness(self, features: Iterable[str]) -> Floats:
        """Cosine of a text with every row, 0 to 1."""
        found = [
            (self._postings[term], value)
            for term, value in self._vector(Counter(features))
            if term in self._postings
        ]
        if not found:
            return np.zeros(self._size)
        rows = np.concatenate([rows for (rows, _), _ in found])
        weights = np.concatenate([weights for (_, weights), _ in found])
        weights *= np.repeat([value for _, value in found], [len(rows) for (rows, _), _ in found])
        return np.bincount(rows, weights, minlength=self._size)

    def _vector(self, count: Counter[str]) -> list[tuple[str, float]]:
        raw = [
            (term, (1 + log(n)) * self._weights.get(term, self._unseen))
            for term, n in count.items()
        ]
        length = sqrt(sum(value * value for _, value in raw)) or 1.0
        return [(term, value / length) for term, value in raw]

    def _invert(self, counts: list[Counter[str]]) -> dict[str, tuple[NDArray[np.intp], Floats]]:
        found: dict[str, tuple[list[int], list[float]]] = {}
        for row, count in enumerate(counts):
            for term, value in self._vector(count):
                rows, values = found.setdefault(term, ([], []))
                rows.append(row)
                values.append(value)
        return {t: (np.array(r, dtype=np.intp), np.array(v)) for t, (r, v) in found.items()}


def _weights(counts: list[Counter[str]], topics: Sequence[int]) -> dict[str, float]:
    terms_of: dict[int, set[str]] = {}
    for count, topic in zip(counts, topics, strict=True):
        terms_of.setdefault(topic, set()).update(count)
    spread = Counter(term for terms in terms_of.values() for term in terms)
    return {
        term: log((1 + len(terms_of)) / (1 + under)) + COMMON_WEIGHT
        for term, under in spread.items()
    }
