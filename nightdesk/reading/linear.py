"""Labels learnt from examples: two linear models, over pieces of words and over vectors.

Each is a logistic regression; their probabilities are combined by the geometric mean. The pieces
know names and survive typos, the vectors know other words for the same thing; together they were
better than either on every set measured (docs/measurements.md). scikit-learn trains, answering
needs NumPy alone.
"""

import io
import json
import warnings
from collections import Counter
from functools import lru_cache
from typing import Any, Dict, Iterable, List, Sequence, Tuple

import numpy as np

from nightdesk.reading.grams import grams

Ranking = List[Tuple[str, float]]

PIECES_STRENGTH, VECTORS_STRENGTH = 10.0, 0.3
"""C of the two regressions: how closely to follow the examples."""

VECTOR_SCALE = 3.0
STEPS = 50
"""Of the solver. More change nothing that was measured for labels and concerns."""

RARE = 3
"""A piece must be in so many examples; most others are misspellings of one writer."""


class LinearModel:
    """The trained numbers and how to ask them."""

    def __init__(self, labels: List[str], pieces: List[str], arrays: Dict[str, Any]) -> None:
        """`pieces` in the order of the rows of `arrays["piece_weights"]`; one column a label."""
        self.labels = labels
        self.pieces = pieces
        self.arrays = arrays
        self._row = {piece: row for row, piece in enumerate(pieces)}

    @classmethod
    def fit(
        cls, texts: Sequence[str], vectors: Any, labels: Sequence[str], steps: int = STEPS
    ) -> "LinearModel":
        """Train on texts that have one label each, with so many steps of the solver."""
        trainer = _Trainer(texts, vectors, steps)
        names, piece_weights, piece_bias, vector_weights, vector_bias = trainer.fit(list(labels))
        arrays = trainer.arrays(piece_weights, piece_bias, vector_weights, vector_bias)
        return cls(names, trainer.pieces, arrays)

    @classmethod
    def fit_several(
        cls, texts: Sequence[str], vectors: Any, labels: Sequence[Iterable[str]]
    ) -> "LinearModel":
        """Train on texts that have any number of labels; ask it with `chances`."""
        trainer = _Trainer(texts, vectors)
        names = sorted({name for found in labels for name in found})
        rows = [trainer.fit([name in found for found in labels])[1:] for name in names]
        arrays = trainer.arrays(*(np.concatenate(part) for part in zip(*rows)))
        return cls(names, trainer.pieces, arrays)

    def dump(self) -> bytes:
        """The model as a NumPy archive: numbers and names, nothing that can run."""
        file = io.BytesIO()
        np.savez(file, **self.stored())
        return file.getvalue()

    def stored(self) -> Dict[str, Any]:
        """The model as arrays, its names among them."""
        names = {name: _as_numbers(getattr(self, name)) for name in ("labels", "pieces")}
        return {**names, **self.arrays}

    @classmethod
    def read(cls, data: bytes) -> "LinearModel":
        """The model that `dump` wrote. Raises ValueError or KeyError for anything else."""
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            return cls.of({name: stored[name] for name in stored.files})

    @classmethod
    def of(cls, stored: Dict[str, Any]) -> "LinearModel":
        """The model that `stored` gave. Raises KeyError for anything else."""
        arrays = dict(stored)
        labels, pieces = (json.loads(arrays.pop(name).tobytes()) for name in ("labels", "pieces"))
        return cls(labels, pieces, arrays)

    def shares(self, text: str, vector: Any) -> Any:
        """The probability of each label, in their order; together 1."""
        by_pieces, by_vector = self._scores(text, vector)
        scores = (_log_softmax(by_pieces) + _log_softmax(by_vector)) / 2
        odds = np.exp(scores - scores.max())
        return odds / odds.sum()

    def chances(self, text: str, vector: Any) -> Any:
        """The probability of each label by itself, in their order, for texts of several labels."""
        by_pieces, by_vector = self._scores(text, vector)
        return np.sqrt(_sigmoid(by_pieces) * _sigmoid(by_vector))

    def _scores(self, text: str, vector: Any) -> Tuple[Any, Any]:
        rows, values = self._pieces(text)
        by_pieces = values @ self.arrays["piece_weights"][rows] + self.arrays["piece_bias"]
        centred = (vector - self.arrays["vector_mean"]) * np.float32(VECTOR_SCALE)
        by_vector = self.arrays["vector_weights"] @ centred + self.arrays["vector_bias"]
        return by_pieces, by_vector

    def _pieces(self, text: str) -> Tuple[Any, Any]:
        """The rows of the text's known pieces and their TF-IDF values, of length one."""
        row = self._row
        counts = {row[piece]: n for piece, n in _counted(text).items() if piece in row}
        rows = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        values = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
        values = values * self.arrays["idf"][rows]
        return rows, values / (np.linalg.norm(values) or 1)


def ranked(labels: Sequence[str], chances: Any) -> Ranking:
    """Labels with their probabilities, likeliest first."""
    order = np.argsort(-chances, kind="stable")
    return [(labels[at], float(chances[at])) for at in order]


class _Trainer:
    """What fitting one or many labels on the same texts shares."""

    def __init__(self, texts: Sequence[str], vectors: Any, steps: int = STEPS) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(
            analyzer=grams, sublinear_tf=True, min_df=RARE, dtype=np.float64
        )
        self._features = vectorizer.fit_transform(texts)
        self.pieces: List[str] = list(vectorizer.get_feature_names_out())
        self._idf = vectorizer.idf_.astype(np.float32)
        self._steps = steps
        # In single precision the solver's many steps amplify the last digit, which depends on the
        # number of threads: probabilities of danger would differ in the second.
        vectors = vectors.astype(np.float64)
        self._mean = vectors.mean(axis=0)
        self._vectors = (vectors - self._mean) * VECTOR_SCALE

    def fit(self, labels: Sequence[Any]) -> Tuple[List[str], Any, Any, Any, Any]:
        """The labels' names, and weights and bias of each of the two regressions."""
        from sklearn.linear_model import LogisticRegression

        pieces = LogisticRegression(C=PIECES_STRENGTH, max_iter=self._steps, tol=1e-3)
        vectors = LogisticRegression(C=VECTORS_STRENGTH, max_iter=self._steps, tol=1e-3)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # stopping early is meant
            pieces.fit(self._features, labels)
            vectors.fit(self._vectors, labels)
        names = [str(name) for name in pieces.classes_]
        return names, pieces.coef_, pieces.intercept_, vectors.coef_, vectors.intercept_

    def arrays(
        self, piece_weights: Any, piece_bias: Any, vector_weights: Any, vector_bias: Any
    ) -> Dict[str, Any]:
        """Everything that is stored, as float32; what is looked up together lies together."""
        found = {
            "piece_weights": piece_weights.T,
            "piece_bias": piece_bias,
            "vector_weights": vector_weights,
            "vector_bias": vector_bias,
            "vector_mean": self._mean,
            "idf": self._idf,
        }
        return {
            name: np.ascontiguousarray(value, dtype=np.float32) for name, value in found.items()
        }


@lru_cache(maxsize=16)
def _counted(text: str) -> Dict[str, int]:
    """How often each piece is in the text; three models read the same one after another."""
    return Counter(grams(text))


def _as_numbers(names: List[str]) -> Any:
    return np.frombuffer(json.dumps(names).encode("utf-8"), dtype=np.uint8)


def _log_softmax(scores: Any) -> Any:
    shifted = scores - scores.max()
    return shifted - np.log(np.exp(shifted).sum())


def _sigmoid(scores: Any) -> Any:
    return 1 / (1 + np.exp(-scores))
