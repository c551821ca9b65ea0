"""Which treatments a question is about, and what is known of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.search import Asked, Hit
from nightdesk.knowledge.shelf import Shelf
from nightdesk.knowledge.topics import COMPARING
from nightdesk.lexicon import Lexicon, Mention
from nightdesk.reading.model import topic_of

MAIN_TREATMENT = "microneedling"

CANDIDATES = 12
"""Entries that are looked at for a question: the best may be no comparison where one is wanted."""


@dataclass(frozen=True)
class About:
    """Which treatments a question is about: those it names, else the one the talk is about."""

    named: frozenset[str]
    talk: str = MAIN_TREATMENT
    aside: frozenset[str] = frozenset()
    """Of those named what is not wanted, or what somebody else once had."""

    @classmethod
    def of(cls, mentions: Sequence[Mention], talk: str | None) -> "About":
        """Read the treatments that a message names."""
        found = [m for m in mentions if m.kind == "treatment"]
        aside = {m.name for m in found if m.negated or (m.other_person and m.past)}
        aside -= {m.name for m in found if not (m.negated or m.other_person)}
        return cls(frozenset(m.name for m in found), talk or MAIN_TREATMENT, frozenset(aside))

    @property
    def goes_on(self) -> str:
        """What the talk is about from here on: the one treatment that was named, if it was one."""
        meant = self.named - self.aside
        return next(iter(meant)) if len(meant) == 1 else self.talk

    def other(self, shelf: Shelf) -> bool:
        """Whether it is about one treatment that has entries, and not the main one."""
        return len(self.named) == 1 and bool(self.named & shelf.treatments - {MAIN_TREATMENT})

    def hits(self, shelf: Shelf, lexicon: Lexicon, asked: Asked, today: date) -> list[Hit]:
        """What may answer a question, best first.

        "Does a peel hurt" is answered from the peel's entries, never with our needles; only who
        compares also gets what our own entries say of the two, and who names both gets it first.
        Of a treatment that has no entries only those of ours speak that name it, unless it is
        compared or combined.
        """
        known = self.named & shelf.treatments
        compares = topic_of(asked.reading.ranking[0][0]).startswith(COMPARING)
        wanted = known or {self.talk if self.talk in shelf.treatments else MAIN_TREATMENT}
        hits = shelf.search(asked, today=today, treatments=wanted, limit=CANDIDATES)
        if self.named and not known and not compares:
            return [hit for hit in hits if self.named & told_of(hit.entry, lexicon)]
        if len(known) > 1 and compares:
            return self._by_names([hit for hit in hits if _compares(hit.entry)] or hits, lexicon)
        if compares and MAIN_TREATMENT not in wanted:
            ours = shelf.search(asked, today=today, treatments=[MAIN_TREATMENT], limit=CANDIDATES)
            hits += [hit for hit in ours if _compares(hit.entry)]
        return sorted(hits, key=lambda hit: -hit.score)

    def _by_names(self, comparisons: list[Hit], lexicon: Lexicon) -> list[Hit]:
        """First those that speak of both treatments that are named; of three, ours with another."""
        if len(self.named) > 2:
            return sorted(comparisons, key=lambda hit: hit.entry.treatment != MAIN_TREATMENT)
        return sorted(comparisons, key=lambda hit: not self.named <= told_of(hit.entry, lexicon))

    def further_comparisons(
        self, best: Entry, hits: Iterable[Hit], lexicon: Lexicon
    ) -> Iterator[Hit]:
        """Beside the best, what compares ours with the others ("laser vs needling vs peel")."""
        if not _compares(best) or MAIN_TREATMENT not in self.named:
            return
        left = self.named - told_of(best, lexicon)
        for hit in hits:
            if _compares(hit.entry) and (told := left & told_of(hit.entry, lexicon)):
                left -= told
                yield hit


def _compares(entry: Entry) -> bool:
    return entry.topic.startswith(COMPARING)


def told_of(entry: Entry, lexicon: Lexicon) -> frozenset[str]:
    """The treatments that an entry speaks of: its own and those that its answer names."""
    return _named_in(entry.text, lexicon) | {entry.treatment}


@lru_cache(maxsize=1024)
def _named_in(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(m.name for m in lexicon.read(text) if m.kind == "treatment")
