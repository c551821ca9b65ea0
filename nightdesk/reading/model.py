"""The trained reading of a text: its label, the concerns it tells, and its danger.

Training writes it into Rasa's model archive, and Rasa's classifier and the core read the same
numbers: Rasa to tell which kind of turn a whole message is, the core to tell what each part of it
asks.
"""

import base64
import os
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional, Sequence

import numpy as np

from nightdesk.reading.classifier import Classifier, Manner
from nightdesk.reading.encoder import SIZE, Encoder, encoder, meaning
from nightdesk.reading.linear import Ranking
from nightdesk.reading.spelling import respell

LABELS, CONCERNS, DANGER = "labels.npz", "concerns.npz", "danger.npz"
"""Names of the three models inside the archive."""

MANNERS = {
    # Of the labels the neighbours' word is as good when only what is possible is asked about, at a
    # twentieth of the cost. A probability means what it meant without them, and so do thresholds.
    LABELS: Manner(certain=0.97, possible=0.01, evenness=0.75),
    CONCERNS: Manner(),
    # The nearest examples could make of what is so surely harmless a hint at most (0.024), and of
    # what is so surely danger nothing else.
    DANGER: Manner(certain=0.9975),
}
"""How each of them heeds the nearest examples."""

STEPS_OF_DANGER = 200
"""Of the solver: until it no longer changes. After 50, how many harmless messages alarm still went
up and down by a tenth with any few sentences more (docs/measurements.md)."""

URGENT = "urgent"
"""The intent of examples that tell of danger. The core asks the third model instead."""

NO_DANGER = "none"
"""What examples without a tier are for the third model."""

VECTOR = "vector"
"""Under this name Rasa's message carries the rows of its text and parts to the action."""

PARTS = "parts"
"""Under this name in its metadata a message brings the texts of its parts to Rasa."""

MODELS = Path("models")


def label(intent: str, topic: Optional[str]) -> str:
    """What an example is trained as."""
    return f"{intent}/{topic}" if topic else intent


def intent_of(name: str) -> str:
    """The intent in a label."""
    return name.partition("/")[0]


def topic_of(name: str) -> str:
    """The topic in a label; empty for a label without one."""
    return name.partition("/")[2]


@dataclass(frozen=True)
class Reading:
    """One text, read."""

    ranking: Ranking
    """Labels but for URGENT with their probabilities, likeliest first."""
    meaning: Any
    """The vector that is compared by cosine."""


class Reader:
    """Reads texts with the trained model."""

    def __init__(
        self, labels: Classifier, concerns: Classifier, danger: Classifier, encoder: Encoder
    ) -> None:
        self._labels = labels
        self._concerns = concerns
        self._danger = danger
        self._encoder = encoder

    @classmethod
    def load(cls, archive: Path) -> "Reader":
        """The reader of a model archive. Raises OSError or KeyError when it is not one."""
        with tarfile.open(archive) as file:
            found = {Path(member.name).name: member for member in file.getmembers()}
            labels, concerns, danger = (
                Classifier.read(file.extractfile(found[name]).read(), manner)  # type: ignore[union-attr]
                for name, manner in MANNERS.items()
            )
        return cls(labels, concerns, danger, encoder())

    def vector(self, text: str) -> Any:
        """The vector of a text: what costs most of reading it."""
        return self._encoder.encode(respell(text))

    def vectors(self, text: str, parts: Sequence[str]) -> Any:
        """A row for a message and one for each of its parts, all at the cost of the message."""
        return vectors(self._encoder, text, parts)

    def read(self, text: str, vector: Any = None) -> Reading:
        """Read one text. `vector` is its vector if that was computed already."""
        if vector is None:
            vector = self.vector(text)
        return Reading(_without(URGENT, self._labels.rank(respell(text), vector)), meaning(vector))

    def concerns(self, text: str, vector: Any = None) -> Dict[str, float]:
        """The probability of each concern by itself."""
        if vector is None:
            vector = self.vector(text)
        return self._concerns.chances(respell(text), vector)

    def danger(self, text: str, vector: Any = None) -> Dict[str, float]:
        """The probability of each tier of danger; together with that of NO_DANGER they are 1."""
        if vector is None:
            vector = self.vector(text)
        return dict(self._danger.rank(respell(text), vector))


class Once:
    """Reads the texts of one message: a turn comes to the same ones again and again."""

    def __init__(
        self, reader: Reader, text: str = "", parts: Sequence[str] = (), rows: Any = None
    ) -> None:
        """`rows` are those of the whole `text` and of its `parts`, if they are known."""
        self._reader = reader
        self._vectors: Dict[str, Any] = {}
        self._of_parts: Dict[str, Any] = {}
        self._readings: Dict[str, Reading] = {}
        if rows is not None:
            self._vectors = {_bare(text): rows[0]}
            self._of_parts = dict(zip(map(_bare, parts), rows[1:]))

    def read(self, text: str) -> Reading:
        """The reading of a text."""
        if text not in self._readings:
            self._readings[text] = self._reader.read(text, self._near(text))
        return self._readings[text]

    def concerns(self, text: str) -> Dict[str, float]:
        """The probability of each concern in a text."""
        return self._reader.concerns(text, self._near(text))

    def danger(self, text: str) -> Dict[str, float]:
        """The probability of each tier of danger in a text, whatever stands around it."""
        return self._reader.danger(text, self._alone(text))

    def _near(self, text: str) -> Any:
        """The vector of a part as it was read within the message, else that of the text."""
        within = self._of_parts.get(_bare(text))
        return self._alone(text) if within is None else within

    def _alone(self, text: str) -> Any:
        bare = _bare(text)
        if bare not in self._vectors:
            self._vectors[bare] = self._reader.vector(text)
        return self._vectors[bare]


def _bare(text: str) -> str:
    """The text without blanks and marks that tell nothing: parts are cut off without them."""
    return " ".join(text.split()).strip(" ,;.")


def _without(name: str, ranking: Ranking) -> Ranking:
    """The ranking as if there were no such label."""
    rest = [(other, chance) for other, chance in ranking if other != name]
    total = sum(chance for _, chance in rest) or 1.0
    return [(other, chance / total) for other, chance in rest]


def vectors(encoder: Encoder, text: str, parts: Sequence[str]) -> Any:
    """A row for a message and one for each of its parts, spelled as the examples are."""
    return encoder.encode_parts(_spelled(text), [_spelled(part) for part in parts])


def _spelled(text: str) -> str:
    return " ".join(respell(text).split())


def pack(rows: Any) -> str:
    """Rows as text, in half precision."""
    return base64.b64encode(rows.astype(np.float16).tobytes()).decode("ascii")


def unpack(packed: Optional[str]) -> Any:
    """The rows that `pack` wrote; None for anything else."""
    try:
        numbers = np.frombuffer(base64.b64decode(packed or ""), dtype=np.float16)
    except ValueError:
        return None
    if not len(numbers) or len(numbers) % SIZE:
        return None
    return numbers.astype(np.float32).reshape(-1, SIZE)


def find_model(folder: Path = MODELS) -> Path:
    """NIGHTDESK_MODEL, or else the newest model in `folder`. Raises LookupError for none."""
    chosen = os.environ.get("NIGHTDESK_MODEL")
    if chosen:
        return Path(chosen)
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise LookupError(f"no model in {folder}/: make train builds it")
    return models[-1]
