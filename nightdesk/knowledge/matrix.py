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
        self._number: dict[str, int] = {}
        number, terms = self._number, [term for row in rows for term in row]
        found = np.array([number.setdefault(term, len(number)) for term in terms], dtype=np.intp)
        lengths = np.array([len(row) for row in rows], dtype=np.intp)
        weights = self._weigh(found, np.repeat(np.asarray(topics, dtype=np.intp), lengths))
        self._weight_of = weights.tolist()
        self._store(found, np.repeat(np.arange(self._size), lengths), weights)

    def likeness(self, features: Iterable[str]) -> Floats:
        """Cosine of a text with every row, 0 to 1."""
        found = [
            (self._of_term(number), value)
            for term, value in self._vector(Counter(features))
            if (number := self._number.get(term)) is not None
        ]
        if not found:
            return np.zeros(self._size)
        rows = np.concatenate([self._rows[of_term] for of_term, _ in found])
        weights = np.concatenate([self._values[of_term] * value for of_term, value in found])
        return np.bincount(rows, weights, minlength=self._size)

    def _of_term(self, number: int) -> slice:
        """Where a term's rows and values stand."""
        return slice(self._ends[number], self._ends[number + 1])

    def _vector(self, count: Counter[str]) -> list[tuple[str, float]]:
        raw = [(term, (1 + log(n)) * self._weight(term)) for term, n in count.items()]
        length = sqrt(sum(value * value for _, value in raw)) or 1.0
        return [(term, value / length) for term, value in raw]

    def _weight(self, term: str) -> float:
        number = self._number.get(term)
        return self._unseen if number is None else self._weight_of[number]

    def _weigh(self, terms: NDArray[np.intp], topics: NDArray[np.intp]) -> Floats:
        """The weight of each term, by the number of topics that it stands under."""
        size, count = len(self._number), len(set(topics.tolist()))
        self._unseen = UNSEEN_SHARE * (log((1 + count) / 2) + COMMON_WEIGHT)
        pairs = np.unique(topics * max(size, 1) + terms)
        under = np.bincount(pairs % max(size, 1), minlength=size)
        return np.log((1 + count) / (1 + under)) + COMMON_WEIGHT

    def _store(self, terms: NDArray[np.intp], rows: NDArray[np.intp], weights: Floats) -> None:
        """Keep each row's vector: rows and values of one term stand together, in few arrays."""
        pairs, times = np.unique(terms * max(self._size, 1) + rows, return_counts=True)
        terms, self._rows = np.divmod(pairs, max(self._size, 1))
        raw = (1 + np.log(times)) * weights[terms]
        lengths = np.sqrt(np.bincount(self._rows, raw * raw, minlength=self._size))
        self._values: Floats = raw / np.where(lengths, lengths, 1.0)[self._rows]
        counts = np.bincount(terms, minlength=len(self._number))
        self._ends: list[int] = [0, *np.cumsum(counts).tolist()]
