"""Labels of a text, learnt from examples: two regressions, and what the nearest examples say.

The regressions see what is common to a label, the nearest examples what is peculiar. Together a
quarter less topics are mistaken, and of red flags as many are found at little more than half the
false alarms (docs/decisions/0017-nearest-examples.md).
"""

import io
from typing import Any, Dict, Iterable, List, Optional, Sequence

import numpy as np

from nightdesk.reading.linear import STEPS, LinearModel, Ranking
from nightdesk.reading.nearest import Nearest

TRUST = 0.5
"""How much the nearest examples' word counts beside that of the regressions: a power."""

FLOOR = 0.01
"""What a label has at least, though no near example has it."""

CERTAIN = 0.9975
"""From this probability on the nearest examples are not asked: no answer of theirs could bring
danger in or out of question."""

_NEAREST = "nearest_"


class Classifier:
    """A linear model and the examples beside it."""

    def __init__(self, linear: LinearModel, nearest: Nearest) -> None:
        """`nearest` with a column for each of the model's labels, in their order."""
        self._linear = linear
        self._nearest = nearest
        self.labels = linear.labels

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Any,
        labels: Sequence[str],
        steps: int = STEPS,
        near: Optional[Sequence[int]] = None,
    ) -> "Classifier":
        """Train on texts that have one label each. Of these only `near` are asked as neighbours."""
        linear = LinearModel.fit(texts, vectors, labels, steps)
        column = {name: at for at, name in enumerate(linear.labels)}
        told = np.eye(len(column), dtype=np.uint8)[[column[name] for name in labels]]
        kept = np.arange(len(texts)) if near is None else np.asarray(near, dtype=np.int64)
        return cls(linear, Nearest.fit(vectors[kept], told[kept]))

    @classmethod
    def fit_several(
        cls, texts: Sequence[str], vectors: Any, labels: Sequence[Iterable[str]]
    ) -> "Classifier":
        """Train on texts that have any number of labels; ask it with `chances`."""
        linear = LinearModel.fit_several(texts, vectors, labels)
        told = [[name in found for name in linear.labels] for found in labels]
        return cls(linear, Nearest.fit(vectors, told))

    def dump(self) -> bytes:
        """Both as a NumPy archive: numbers and names, nothing that can run."""
        file = io.BytesIO()
        near = {f"{_NEAREST}{name}": array for name, array in self._nearest.arrays.items()}
        np.savez(file, **self._linear.stored(), **near)
        return file.getvalue()

    @classmethod
    def read(cls, data: bytes) -> "Classifier":
        """What `dump` wrote. Raises ValueError or KeyError for anything else."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
        near = {name: stored.pop(name) for name in list(stored) if name.startswith(_NEAREST)}
        nearest = {name.removeprefix(_NEAREST): array for name, array in near.items()}
        return cls(LinearModel.of(stored), Nearest(nearest))

    def rank(self, text: str, vector: Any) -> Ranking:
        """Labels with their probabilities, likeliest first."""
        chances = self._linear.shares(text, vector)
        if chances.max() < CERTAIN and (near := self._nearest.shares(vector)) is not None:
            chances = chances * (near + FLOOR) ** TRUST
            chances = chances / chances.sum()
        order = np.argsort(-chances, kind="stable")
        return [(self.labels[at], float(chances[at])) for at in order]

    def chances(self, text: str, vector: Any) -> Dict[str, float]:
        """The probability of each label by itself, for examples of several labels."""
        chances = self._linear.chances(text, vector)
        if (near := self._nearest.shares(vector)) is not None:
            near = near.clip(FLOOR, 1 - FLOOR)
            odds = chances / (1 - chances) * (near / (1 - near)) ** TRUST
            chances = odds / (1 + odds)
        return dict(zip(self.labels, chances.tolist()))
