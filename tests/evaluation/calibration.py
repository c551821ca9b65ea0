"""Whether the search's confidence says how likely its first entry is right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.search import Asked
from nightdesk.knowledge.shelf import Shelf
from nightdesk.lexicon import Lexicon
from nightdesk.reading.encoder import meaning
from nightdesk.reading.model import Reader, find_model
from nightdesk.reading.vectors import VectorCache
from nightdesk.talk.about import About
from tests.evaluation.messages import Message
from tests.support.stack import ROOT

WIDTH = 0.05


@dataclass(frozen=True)
class Bin:
    """The covered questions whose first entry had a confidence in [low, low + WIDTH)."""

    low: float
    right: int
    wrong: int


def calibrate(messages: Iterable[Message]) -> list[Bin]:
    """The first entry found for each covered question, right or not, by score."""
    vectors = VectorCache(ROOT / "models" / "knowledge-vectors.npz")
    shelf = Shelf(load_entries(ROOT / "knowledge"), lambda texts: meaning(vectors.vectors(texts)))
    reader, lexicon = Reader.load(find_model(ROOT / "models")), Lexicon.load()
    counts: dict[int, list[int]] = {}
    for message in messages:
        if not message.covered:
            continue
        about = About.of(lexicon.read(message.text), None)
        hits = about.hits(
            shelf, lexicon, Asked(message.text, reader.read(message.text)), date.today()
        )
        if hits:
            step = int(hits[0].confidence / WIDTH + 1e-9)
            counts.setdefault(step, [0, 0])[hits[0].topic not in message.topics] += 1
    return [Bin(step * WIDTH, right, wrong) for step, (right, wrong) in sorted(counts.items())]
