"""The entries of all treatments, each treatment searched by itself.

One index over everything would let the many small files blur each other: what a word weighs
depends on the entries beside it (measured: docs/measurements.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.search import Hit, Index


class Shelf:
    """An index for each treatment."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_treatment: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_treatment[entry.treatment].append(entry)
        self._indexes = {name: Index(group) for name, group in by_treatment.items()}

    def search(
        self, text: str, *, today: date, treatments: Iterable[str] | None = None, limit: int = 3
    ) -> list[Hit]:
        """The best entries of these treatments (of all, without any), best first."""
        names = self._indexes.keys() if treatments is None else treatments
        hits = [
            hit
            for name in sorted(names)
            if name in self._indexes
            for hit in self._indexes[name].search(text, today=today, limit=limit)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]
