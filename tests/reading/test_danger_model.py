"""Two regressions and the nearest examples, together."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from nightdesk.reading.danger import CERTAIN, DangerModel
from nightdesk.reading.linear import LinearModel
from nightdesk.reading.nearest import NEIGHBOURS, Nearest

SIZE = 8
A, B = "a", "b"


def _axis(at: int, more: Sequence[float] = ()) -> NDArray[np.float32]:
    vector = np.zeros(SIZE, dtype=np.float32)
    vector[at] = 1
    vector[SIZE - len(more) :] = more
    return vector


def _model(rows: list[NDArray[np.float32]], told: list[list[int]]) -> DangerModel:
    """Regressions that know nothing, beside these examples."""
    arrays = {
        "piece_weights": np.zeros((0, 2), np.float32),
        "piece_bias": np.zeros(2, np.float32),
        "vector_weights": np.zeros((2, SIZE), np.float32),
        "vector_bias": np.zeros(2, np.float32),
        "vector_mean": np.zeros(SIZE, np.float32),
        "idf": np.zeros(0, np.float32),
    }
    nearest = Nearest.fit(np.array(rows, dtype=np.float32).reshape(-1, SIZE), told)
    return DangerModel(LinearModel([A, B], [], arrays), nearest)


def test_an_odd_example_is_known_again() -> None:
    rows = [_axis(0)] * 60 + [_axis(1)] * 60 + [_axis(2)] * 3
    told = [[1, 0]] * 60 + [[0, 1]] * 60 + [[1, 0]] * 3
    best, chance = _model(rows, told).rank("", _axis(2, [0.1]))[0]
    assert best == A
    assert chance > 0.7


def test_the_nearest_count_more() -> None:
    nearest = Nearest.fit(np.array([_axis(0), _axis(1), _axis(2)]), [[1, 0], [0, 1], [0, 1]])
    shares = nearest.shares(_axis(0, [0.2]))
    assert shares[0] > 0.9
    assert shares.sum() == pytest.approx(1)


def test_examples_of_other_labels_only_leave_some_chance() -> None:
    rows = [_axis(0), _axis(1)] * NEIGHBOURS
    ranking = dict(_model(rows, [[1, 0]] * len(rows)).rank("", _axis(0)))
    assert 0.05 < ranking[B] < 0.2


def test_what_is_certain_is_not_asked_again() -> None:
    rows = [_axis(0), _axis(1)] * NEIGHBOURS
    model = _model(rows, [[0, 1]] * len(rows))
    model._linear.arrays["vector_bias"] = np.array([30.0, 0.0], dtype=np.float32)
    best, chance = model.rank("", _axis(0))[0]
    assert best == A
    assert chance > CERTAIN


def test_it_is_kept_and_read_again() -> None:
    rows = [_axis(0)] * 30 + [_axis(1)] * 30
    model = _model(rows, [[1, 0]] * 30 + [[0, 1]] * 30)
    read = DangerModel.read(model.dump())
    asked = _axis(0, [0.3, 0.2])
    assert read.rank("", asked) == model.rank("", asked)
