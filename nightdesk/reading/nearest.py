"""What the examples nearest to a text are labelled: it knows the odd ones that a line cannot part.

Nearest neighbours with weights that fall with the distance (Dudani 1976), after the vectors were
reduced to their main axes (principal components), which keeps what they tell and costs a sixth.
"""

from typing import Any, Dict, Optional

import numpy as np

AXES = 128
NEIGHBOURS, REACH = 20, 0.05
"""So many examples are asked; one whose cosine is REACH less than the nearest counts 1/e of it."""

_TINY = 1e-9
_LEVELS = 127


class Nearest:
    """The examples' vectors and labels."""

    def __init__(self, arrays: Dict[str, Any]) -> None:
        """`arrays` as `fit` stores them; vectors in 8 bits, which are unpacked here."""
        self.arrays = arrays
        self._rows = arrays["rows"].astype(np.float32) * arrays["scale"]
        counts = np.bincount(arrays["told"].argmax(axis=1), minlength=arrays["told"].shape[1])
        self._ends = np.cumsum(counts)
        self._starts = self._ends - counts

    @classmethod
    def fit(cls, vectors: Any, told: Any) -> "Nearest":
        """Keep vectors and, for each, 0 or 1 for every label it has; by their first label."""
        told = np.asarray(told, dtype=np.uint8)
        order = np.argsort(told.argmax(axis=1), kind="stable")
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
                "rows": np.rint(rows[order] / scale).astype(np.int8),
                "scale": scale,
                "told": told[order],
            }
        )

    def shares(self, vector: Any, among: Optional[Any] = None) -> Any:
        """Which part of the nearest examples has each label.

        `among` are the columns of those labels whose examples are asked at all, by default every
        one: the fewer, the less it costs. Only where each example has one label.
        """
        asked = _of_length_one((vector - self.arrays["mean"]) @ self.arrays["axes"])
        parts = [slice(None)]
        if among is not None:
            parts = [slice(self._starts[column], self._ends[column]) for column in among]
        likeness = np.concatenate([self._rows[part] @ asked for part in parts])
        count = min(NEIGHBOURS, len(likeness))
        nearest = np.argpartition(-likeness, count - 1)[:count]
        weights = np.exp((likeness[nearest] - likeness[nearest].max()) / REACH)
        told = np.concatenate([self.arrays["told"][part] for part in parts])[nearest]
        return weights @ told / weights.sum()


def _of_length_one(vectors: Any) -> Any:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), _TINY)
