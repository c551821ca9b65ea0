"""The entries of all treatments, each treatment searched by itself.

One index over everything would let the many small files blur each other: what a word weighs
depends on the entries beside it (measured: docs/measurements.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.search import Asked, Hit, Index, Vectors


class Shelf:
    """An index for each treatment."""

    def __init__(
        self, entries: Iterable[Entry], vectors: Vectors, before: "Shelf | None" = None
    ) -> None:
        """Treatments whose entries are those of the shelf `before` keep its index."""
        by_treatment: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.status == "reviewed":
                by_treatment[entry.treatment].append(entry)
        known: dict[str, Index] = before._indexes if before else {}
        self._indexes: dict[str, Index] = {
            name: known[name]
            if name in known and known[name].entries == group
            else Index(group, vectors)
            for name, group in by_treatment.items()
        }

    @property
    def treatments(self) -> frozenset[str]:
        """The treatments that have entries."""
        return frozenset(self._indexes)

    def search(
        self, asked: Asked, *, today: date, treatments: Iterable[str] | None = None, limit: int = 3
    ) -> list[Hit]:
        """The best entries of these treatments (of all, without any), best first."""
        names = self._indexes.keys() if treatments is None else treatments
        hits = [
            hit
            for name in sorted(names)
            if name in self._indexes
            for hit in self._indexes[name].search(asked, today=today, limit=limit)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]
