"""What tells the entries of one treatment apart, learnt from the meaning of their own questions.

A ridge regression (Hoerl and Kennard 1970) from a question's vector to its entry. It is solved anew
whenever the entries change, which takes milliseconds, so a new entry takes part at once.
"""

import numpy as np
from numpy.typing import NDArray

from nightdesk.knowledge.matrix import Floats

RIDGE = 1.0
"""How little the regression believes a single question; chosen on questions written for single
entries (docs/measurements.md)."""


class Learnt:
    """The regression's weights."""

    def __init__(self, questions: Floats, owner: NDArray[np.intp], size: int) -> None:
        """`questions`: a vector for each; `owner`: of which of `size` entries each question is."""
        self._mean = questions.mean(axis=0) if len(questions) else np.zeros(1)
        centred = self._centred(questions)
        own = np.equal.outer(owner, np.arange(size)).astype(float)
        ridge = RIDGE * np.eye(centred.shape[1])
        self._weights: Floats = np.linalg.solve(centred.T @ centred + ridge, centred.T @ own)

    def scores(self, meaning: Floats) -> Floats:
        """How much a question with this vector is each entry's: about 0 to 1."""
        scores: Floats = self._centred(meaning) @ self._weights
        return scores

    def _centred(self, vectors: Floats) -> Floats:
        """The vectors without what all questions have in common, of length one."""
        away = vectors - self._mean
        centred: Floats = away / np.maximum(np.linalg.norm(away, axis=-1, keepdims=True), 1e-9)
        return centred
