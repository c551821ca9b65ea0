"""How the tests read questions and compare them: with the trained model, as the product does."""

from collections.abc import Callable, Iterable

import pytest

from nightdesk.knowledge.matrix import Floats
from nightdesk.knowledge.search import Asked
from nightdesk.reading.encoder import meaning
from nightdesk.reading.vectors import VectorCache
from tests.conftest import ROOT
from tests.support.remembering import reader


@pytest.fixture(scope="session")
def asked() -> Callable[[str], Asked]:
    """A text as the search sees it."""
    return lambda text: Asked(text, reader().read(text))


@pytest.fixture(scope="session")
def vectors() -> Callable[[Iterable[str]], Floats]:
    """The vectors of some texts."""
    cache = VectorCache(ROOT / "models" / "knowledge-vectors.npz")
    return lambda texts: meaning(cache.vectors(texts))
