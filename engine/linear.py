"""TF-IDF over pieces of a message and a linear model. NumPy alone once it is trained."""

from typing import Any, Dict, List, Tuple

import numpy as np

from engine.grams import grams

Ranking = List[Tuple[str, float]]


class LinearModel:
    """The trained numbers and how to ask them."""

    def __init__(self, intents: List[str], pieces: List[str], arrays: Dict[str, Any]) -> None:
        """`pieces` in the order of the columns of `arrays["weights"]`; one row an intent."""
        self.intents = intents
        self.pieces = pieces
        self.arrays = arrays
        self._column = {piece: column for column, piece in enumerate(pieces)}

    @classmethod
    def fit(cls, texts: List[str], labels: List[str], strength: float) -> "LinearModel":
        """Train on labelled texts. `strength` is C: how closely to follow the examples."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, dtype=np.float64)
        features = vectorizer.fit_transform(texts)
        model = LogisticRegression(C=strength, class_weight="balanced", max_iter=500)
        model.fit(features, labels)
        arrays = {
            "weights": model.coef_.astype(np.float32),
            "bias": model.intercept_.astype(np.float32),
            "idf": vectorizer.idf_.astype(np.float32),
        }
        return cls(list(model.classes_), list(vectorizer.get_feature_names_out()), arrays)

    def rank(self, text: str) -> Ranking:
        """Intents with their probabilities, likeliest first; empty if nothing was recognised."""
        counts: Dict[int, int] = {}
        for piece in grams(text):
            column = self._column.get(piece)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        if not counts:
            return []
        columns = np.fromiter(counts.keys(), dtype=np.int64)
        values = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32))
        values *= self.arrays["idf"][columns]
        values /= np.linalg.norm(values)
        scores = self.arrays["weights"][:, columns] @ values + self.arrays["bias"]
        odds = np.exp(scores - scores.max())
        order = np.argsort(-odds, kind="stable")
        return [(self.intents[i], float(odds[i] / odds.sum())) for i in order]
