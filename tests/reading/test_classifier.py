"""Two regressions and the nearest examples, together."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from nightdesk.reading.classifier import Classifier, Manner
from nightdesk.reading.linear import LinearModel
from nightdesk.reading.nearest import NEIGHBOURS, Nearest

SIZE = 8
A, B = "a", "b"
CERTAIN = 0.9
PLAIN = Manner(certain=CERTAIN)


def _axis(at: int, more: Sequence[float] = ()) -> NDArray[np.float32]:
    vector = np.zeros(SIZE, dtype=np.float32)
    vector[at] = 1
    vector[SIZE - len(more) :] = more
    return vector


def _model(
    rows: list[NDArray[np.float32]],
    told: list[list[int]],
    manner: Manner = PLAIN,
    bias: Sequence[float] = (0, 0),
) -> Classifier:
    """Regressions that know nothing but a bias, beside these examples."""
    arrays = {
        "piece_weights": np.zeros((0, 2), np.float32),
        "piece_bias": np.array(bias, np.float32),
        "vector_weights": np.zeros((2, SIZE), np.float32),
        "vector_bias": np.array(bias, np.float32),
        "vector_mean": np.zeros(SIZE, np.float32),
        "idf": np.zeros(0, np.float32),
    }
    nearest = Nearest.fit(np.array(rows, dtype=np.float32).reshape(-1, SIZE), told)
    return Classifier(LinearModel([A, B], [], arrays), nearest, manner)


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


def test_examples_of_some_labels_are_asked_alone() -> None:
    rows = np.array([_axis(0), _axis(1), _axis(2)])
    nearest = Nearest.fit(rows, [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    asked = _axis(0, [0.2])
    assert nearest.shares(asked, [1, 2]).tolist()[0] == 0
    assert nearest.shares(asked, [0, 1, 2]) == pytest.approx(nearest.shares(asked))


def test_examples_of_other_labels_only_leave_some_chance() -> None:
    rows = [_axis(0), _axis(1)] * NEIGHBOURS
    ranking = dict(_model(rows, [[1, 0]] * len(rows)).rank("", _axis(0)))
    assert 0.05 < ranking[B] < 0.2


def test_what_is_certain_is_not_asked_again() -> None:
    rows = [_axis(0), _axis(1)] * NEIGHBOURS
    best, chance = _model(rows, [[0, 1]] * len(rows), bias=(30, 0)).rank("", _axis(0))[0]
    assert best == A
    assert chance > CERTAIN


def test_the_improbable_is_asked_only_if_it_is_possible() -> None:
    rows = [_axis(0), _axis(1)] * NEIGHBOURS + [_axis(2)]
    told = [[0, 1]] * (len(rows) - 1) + [[1, 0]]
    for possible, believed in ((0.01, True), (0.2, False)):
        model = _model(rows, told, Manner(certain=0.95, possible=possible), bias=(2, 0))
        assert (model.rank("", _axis(0))[0][0] == B) == believed


def test_evenness_leaves_the_order_and_takes_from_the_plain() -> None:
    rows = [_axis(0)] * 60 + [_axis(1)] * 60
    told = [[1, 0]] * 60 + [[0, 1]] * 60
    plain, even = (
        _model(rows, told, Manner(certain=1.0, evenness=evenness)).rank("", _axis(0))
        for evenness in (1.0, 0.5)
    )
    assert [name for name, _ in plain] == [name for name, _ in even] == [A, B]
    assert plain[0][1] > even[0][1] > 0.5
    assert sum(chance for _, chance in even) == pytest.approx(1)


def test_each_of_several_labels_has_a_chance_by_itself() -> None:
    rows = [_axis(0)] * 60 + [_axis(1)] * 60
    model = _model(rows, [[1, 1]] * 60 + [[0, 1]] * 60)
    near, far = model.chances("", _axis(0)), model.chances("", _axis(1))
    assert near[A] > 0.7
    assert near[B] > 0.7
    assert far[A] < 0.3
    assert far[B] > 0.7


def test_it_is_kept_and_read_again() -> None:
    rows = [_axis(0)] * 30 + [_axis(1)] * 30
    model = _model(rows, [[1, 0]] * 30 + [[0, 1]] * 30)
    read = Classifier.read(model.dump(), PLAIN)
    asked = _axis(0, [0.3, 0.2])
    assert read.rank("", asked) == model.rank("", asked)
