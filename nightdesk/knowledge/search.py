"""Finds the reviewed entries that answer a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.lexical import Lexical

THRESHOLD = 0.30
"""The lowest score that is served as an answer; below it, ask back or defer. Chosen on
tests/knowledge/paraphrases.yml so that hardly any wrong answer and few off-topic messages pass."""


@dataclass(frozen=True)
class Hit:
    """An entry and how well it fits the question; compare the score with THRESHOLD."""

    entry: Entry
    score: float


class Index:
    """Reviewed entries made ready for search; build a new one when the knowledge changes."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [entry for entry in entries if entry.status == "reviewed"]
        self._lexical = Lexical(self._entries)

    def search(
        self, text: str, *, treatment: str | None = None, limit: int = 3, today: date
    ) -> list[Hit]:
        """The best `limit` entries for one question, best first; never a draft or expired one.

        `treatment` keeps to the entries of that treatment. Hits below THRESHOLD are included, for
        asking back; an entry that shares nothing with the text is not.
        """
        scores = self._lexical.scores(text)
        ranked = (int(at) for at in np.argsort(-scores, kind="stable") if scores[at] > 0)
        hits = (
            Hit(self._entries[at], float(scores[at]))
            for at in ranked
            if self._entries[at].servable(today)
            and treatment in (None, self._entries[at].treatment)
        )
        return [hit for hit, _ in zip(hits, range(limit), strict=False)]
