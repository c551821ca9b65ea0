"""The parts that read a text, each asked once for each text: what they say depends on nothing else.

Many tests read the same texts, on both databases and at every question. What is remembered is what
the real part said, to the last digit.
"""

from collections.abc import Callable, Sequence
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

from nightdesk.lexicon import Lexicon, Mention
from nightdesk.reading.model import Reader, find_model
from nightdesk.safety import RedFlag, Screen

MODELS = Path(__file__).resolve().parents[2] / "models"


class RememberingReader:
    """The trained reader; readings are kept by the text and by the vector that it was given."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._said: dict[Any, Any] = {}
        self.vector = cache(reader.vector)
        self._vectors = cache(reader.vectors)

    def vectors(self, text: str, parts: Sequence[str]) -> Any:
        """A row for a message and one for each of its parts."""
        return self._vectors(text, tuple(parts))

    def read(self, text: str, vector: Any = None) -> Any:
        """The reading of a text."""
        return self._ask(self._reader.read, text, vector)

    def concerns(self, text: str, vector: Any = None) -> dict[str, float]:
        """The probability of each concern."""
        return dict(self._ask(self._reader.concerns, text, vector))

    def danger(self, text: str, vector: Any = None) -> dict[str, float]:
        """The probability of each tier of danger."""
        return dict(self._ask(self._reader.danger, text, vector))

    def _ask(self, question: Callable[..., Any], text: str, vector: Any) -> Any:
        if vector is None:
            vector = self.vector(text)  # as the reader itself would
        key = (question.__name__, text, vector.tobytes())
        if key not in self._said:
            self._said[key] = question(text, vector)
        return self._said[key]


@cache
def reader() -> RememberingReader:
    """The reader of the newest model, one for the whole process."""
    return RememberingReader(Reader.load(find_model(MODELS)))


def remembering_screen(screen: Screen) -> Screen:
    """A screen that looks at each text, with what was said before, once."""
    check, check_firmly, remembering = cache(screen.check), cache(screen.check_firmly), copy(screen)

    def checked(text: str, earlier: Sequence[str] = ()) -> RedFlag | None:
        return check(text, tuple(earlier))

    def checked_firmly(text: str, earlier: Sequence[str] = ()) -> RedFlag | None:
        return check_firmly(text, tuple(earlier))

    remembering.check, remembering.check_firmly = checked, checked_firmly
    return remembering


def remembering_lexicon(lexicon: Lexicon) -> Lexicon:
    """A lexicon that reads each text once; every caller gets a list of its own."""
    read, remembering = cache(lexicon.read), copy(lexicon)

    def read_once(text: str) -> list[Mention]:
        return list(read(text))

    remembering.read = read_once
    return remembering
