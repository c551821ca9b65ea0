"""Danger of a text, learnt from examples: two regressions, and what the nearest examples say.

The regressions see what is common to a tier, the nearest examples what is peculiar: together they
find as many red flags at five sixths of the false alarms
(docs/decisions/0017-nearest-examples.md).
"""

import io
from typing import Any, Sequence

import numpy as np

from nightdesk.reading.linear import LinearModel, Ranking, ranked
from nightdesk.reading.nearest import Nearest

STEPS = 200
"""Of the solver: until it no longer changes. After 50, how many harmless messages alarm still went
up and down by a tenth with any few sentences more (docs/measurements.md)."""

TRUST = 0.5
"""How much the nearest examples' word counts beside that of the regressions: a power."""

FLOOR = 0.01
"""What a tier has at least, though no near example has it."""

CERTAIN = 0.9975
"""From this probability on the nearest examples are not asked. They could make of what is so surely
harmless a hint at most (0.024), and of what is so surely danger nothing else."""

_NEAREST = "nearest_"


class DangerModel:
    """A linear model and examples beside it."""

    def __init__(self, linear: LinearModel, nearest: Nearest) -> None:
        """`nearest` with a column for each of the model's labels, in their order."""
        self._linear = linear
        self._nearest = nearest

    @classmethod
    def fit(
        cls, texts: Sequence[str], vectors: Any, tiers: Sequence[str], near: Sequence[int]
    ) -> "DangerModel":
        """Train on texts and their tiers. Those at `near` are the ones asked as neighbours."""
        linear = LinearModel.fit(texts, vectors, tiers, STEPS)
        column = {name: at for at, name in enumerate(linear.labels)}
        told = np.eye(len(column), dtype=np.uint8)[[column[tiers[at]] for at in near]]
        return cls(linear, Nearest.fit(vectors[list(near)], told))

    def dump(self) -> bytes:
        """Both as a NumPy archive: numbers and names, nothing that can run."""
        file = io.BytesIO()
        near = {f"{_NEAREST}{name}": array for name, array in self._nearest.arrays.items()}
        np.savez(file, **self._linear.stored(), **near)
        return file.getvalue()

    @classmethod
    def read(cls, data: bytes) -> "DangerModel":
        """What `dump` wrote. Raises ValueError or KeyError for anything else."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
        near = [name for name in stored if name.startswith(_NEAREST)]
        nearest = Nearest({name[len(_NEAREST) :]: stored.pop(name) for name in near})
        return cls(LinearModel.of(stored), nearest)

    def rank(self, text: str, vector: Any) -> Ranking:
        """Tiers with their probabilities, likeliest first."""
        chances = self._linear.shares(text, vector)
        if chances.max() < CERTAIN:
            chances = chances * (self._nearest.shares(vector) + FLOOR) ** TRUST
            chances = chances / chances.sum()
        return ranked(self._linear.labels, chances)
