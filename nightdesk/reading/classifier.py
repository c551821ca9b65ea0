"""Labels of a text, learnt from examples: two regressions, and what the nearest examples say.

The regressions see what is common to a label, the nearest examples what is peculiar: together they
mistake a fifth less of topics and concerns, and find as many red flags at five sixths of the false
alarms (docs/decisions/0017-nearest-examples.md).
"""

import io
from dataclasses import dataclass
from typing import Any, Dict, Iterable, Optional, Sequence

import numpy as np

from nightdesk.reading.linear import STEPS, LinearModel, Ranking, ranked
from nightdesk.reading.nearest import Nearest

TRUST = 0.5
"""How much the nearest examples' word counts beside that of the regressions: a power."""

FLOOR = 0.01
"""What a label has at least, though no near example has it."""

_NEAREST = "nearest_"


@dataclass(frozen=True)
class Manner:
    """When the nearest examples are asked, and what becomes of their word."""

    certain: float = 1.0
    """From this probability on the regressions alone decide."""

    possible: float = 0.0
    """Labels with less are not asked about. With 0 all examples are."""

    evenness: float = 1.0
    """A power that takes back how much plainer the probabilities become by the neighbours' word."""


class Classifier:
    """A linear model and the examples beside it."""

    def __init__(self, linear: LinearModel, nearest: Nearest, manner: Manner) -> None:
        """`nearest` with a column for each of the model's labels, in their order."""
        self._linear = linear
        self._nearest = nearest
        self._manner = manner

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Any,
        labels: Sequence[str],
        manner: Manner,
        steps: int = STEPS,
        near: Optional[Sequence[int]] = None,
    ) -> "Classifier":
        """Train on texts that have one label each. Those at `near` are the ones asked as
        neighbours, by default all.
        """
        linear = LinearModel.fit(texts, vectors, labels, steps)
        column = {name: at for at, name in enumerate(linear.labels)}
        kept = list(range(len(texts)) if near is None else near)
        told = np.eye(len(column), dtype=np.uint8)[[column[labels[at]] for at in kept]]
        return cls(linear, Nearest.fit(vectors[kept], told), manner)

    @classmethod
    def fit_several(
        cls, texts: Sequence[str], vectors: Any, labels: Sequence[Iterable[str]], manner: Manner
    ) -> "Classifier":
        """Train on texts that have any number of labels; ask it with `chances`."""
        linear = LinearModel.fit_several(texts, vectors, labels)
        told = [[name in found for name in linear.labels] for found in map(set, labels)]
        return cls(linear, Nearest.fit(vectors, told), manner)

    def dump(self) -> bytes:
        """Both as a NumPy archive: numbers and names, nothing that can run."""
        file = io.BytesIO()
        near = {f"{_NEAREST}{name}": array for name, array in self._nearest.arrays.items()}
        np.savez(file, **self._linear.stored(), **near)
        return file.getvalue()

    @classmethod
    def read(cls, data: bytes, manner: Manner) -> "Classifier":
        """What `dump` wrote. Raises ValueError or KeyError for anything else."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
        near = [name for name in stored if name.startswith(_NEAREST)]
        nearest = Nearest({name[len(_NEAREST) :]: stored.pop(name) for name in near})
        return cls(LinearModel.of(stored), nearest, manner)

    def rank(self, text: str, vector: Any) -> Ranking:
        """Labels with their probabilities, likeliest first."""
        chances = self._linear.shares(text, vector)
        if chances.max() < self._manner.certain:
            chances = chances * (self._near(vector, chances) + FLOOR) ** TRUST
            chances = (chances / chances.sum()) ** self._manner.evenness
            chances = chances / chances.sum()
        return ranked(self._linear.labels, chances)

    def chances(self, text: str, vector: Any) -> Dict[str, float]:
        """The probability of each label by itself, for examples of several labels."""
        chances = self._linear.chances(text, vector)
        near = self._near(vector, chances).clip(FLOOR, 1 - FLOOR)
        odds = chances / (1 - chances) * (near / (1 - near)) ** TRUST
        return dict(zip(self._linear.labels, (odds / (1 + odds)).tolist()))

    def _near(self, vector: Any, chances: Any) -> Any:
        possible = self._manner.possible
        among = np.flatnonzero(chances >= possible) if possible else None
        return self._nearest.shares(vector, among)
