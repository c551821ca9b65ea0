"""What the examples nearest to a text are labelled: it knows the odd ones that a line cannot part.

Nearest neighbours with weights that fall with the distance (Dudani 1976), after the vectors were
reduced to their main axes (principal components), which keeps what they tell and costs a sixth.
"""

from functools import cached_property
from typing import Any, Dict, List, Optional

import numpy as np

AXES = 128
NEIGHBOURS, REACH = 20, 0.05
"""So many examples are asked; one whose cosine is REACH less than the nearest counts 1/e of it."""

_TINY = 1e-9
_LEVELS = 127


class Nearest:
    """The examples' vectors and labels."""

    def __init__(self, arrays: Dict[str, Any]) -> None:
        """`arrays` as `fit` stores them; vectors in 8 bits."""
        self.arrays = arrays

    @classmethod
    def fit(cls, vectors: Any, told: Any) -> "Nearest":
        """Keep vectors and, for each, 0 or 1 for every label it has."""
        mean = vectors.mean(axis=0)
        centred = (vectors - mean).astype(np.float64)
        _, axes = np.linalg.eigh(centred.T @ centred)
        axes = axes[:, ::-1][:, :AXES].astype(np.float32)
        rows = _of_length_one(centred.astype(np.float32) @ axes)
        scale = np.float32(np.abs(rows).max() / _LEVELS)
        return cls(
            {
                "mean": mean.astype(np.float32),
                "axes": np.ascontiguousarray(axes),
                "rows": np.rint(rows / scale).astype(np.int8),
                "scale": scale,
                "told": np.asarray(told, dtype=np.uint8),
            }
        )

    def shares(self, vector: Any, among: Optional[Any] = None) -> Any:
        """Which part of the nearest examples has each label.

        `among` are the columns of those labels whose examples are asked at all, by default every
        one: the fewer, the less it costs.
        """
        asked = _of_length_one((vector - self.arrays["mean"]) @ self.arrays["axes"])
        told = self.arrays["told"]
        if among is None:
            likeness = self._rows @ asked
        else:
            at = np.concatenate([self._of[column] for column in among])
            likeness, told = self._unpacked(self.arrays["rows"][at]) @ asked, told[at]
        count = min(NEIGHBOURS, len(likeness))
        nearest = np.argpartition(-likeness, count - 1)[:count]
        weights = np.exp((likeness[nearest] - likeness[nearest].max()) / REACH)
        return weights @ told[nearest] / weights.sum()

    @cached_property
    def _rows(self) -> Any:
        return self._unpacked(self.arrays["rows"])

    @cached_property
    def _of(self) -> List[Any]:
        """The examples of each label."""
        return [np.flatnonzero(column) for column in self.arrays["told"].T]

    def _unpacked(self, rows: Any) -> Any:
        return rows.astype(np.float32) * self.arrays["scale"]


def _of_length_one(vectors: Any) -> Any:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), _TINY)
