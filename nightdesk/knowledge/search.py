"""Finds the reviewed entries that answer a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.lexical import Lexical

THRESHOLD = 0.3


@dataclass(frozen=True)
class Hit:
    """An entry and how well it fits."""

    entry: Entry
    score: float


class Index:
    """Entries made ready for search."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._lexical = Lexical(self._entries)

    def search(
        self, text: str, *, treatment: str | None = None, limit: int = 3, today: date
    ) -> list[Hit]:
        """The best entries."""
        scores = self._lexical.scores(text)
        order = np.argsort(-scores, kind="stable")
        hits = []
        for at in order:
            entry = self._entries[at]
            if scores[at] > 0 and entry.servable(today) and treatment in (None, entry.treatment):
                hits.append(Hit(entry, float(scores[at])))
        return hits[:limit]
