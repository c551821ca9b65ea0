"""Whether the search's score says how likely its first entry is right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.search import Index
from tests.evaluation.messages import Message
from tests.support.stack import ROOT

WIDTH = 0.05


@dataclass(frozen=True)
class Bin:
    """The covered questions whose first entry scored in [low, low + WIDTH)."""

    low: float
    right: int
    wrong: int


def calibrate(messages: Iterable[Message]) -> list[Bin]:
    """The first entry found for each covered question, right or not, by score."""
    index = Index(load_entries(ROOT / "knowledge"))
    counts: dict[int, list[int]] = {}
    for message in messages:
        if not message.covered:
            continue
        hits = index.search(message.text, today=date.today(), limit=1)
        if hits:
            step = int(hits[0].score / WIDTH + 1e-9)
            counts.setdefault(step, [0, 0])[hits[0].entry.topic not in message.topics] += 1
    return [Bin(step * WIDTH, right, wrong) for step, (right, wrong) in sorted(counts.items())]
