"""Finds the reviewed entries that answer a question.

Four views of likeness are added up: what the trained reading takes the question's topic for, how
near its meaning is to the ways of asking an entry (vectors), how many words it shares with them,
and what a regression over the meanings of all ways of asking says. A new entry is found at once by
the last three; the first knows nothing of single entries.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.learnt import Learnt
from nightdesk.knowledge.lexical import Lexical
from nightdesk.knowledge.matrix import Floats
from nightdesk.reading.model import Reading, intent_of, topic_of
from nightdesk.reading.spanish import in_english

Vectors = Callable[[Iterable[str]], Floats]
"""Gives a row for each text, to be compared by cosine."""

ASKING = frozenset({"ask_treatment", "ask_clinic"})
"""Intents that are questions by themselves."""

TOPIC_SHARE, NEAREST_SHARE, NEAR_SHARE, TEXT_SHARE = 0.75, 0.3, 0.25, 0.3
WORDS_SHARE, LEARNT_SHARE = 1.3, 1.2
"""Of the views in an entry's score: its topic; its nearest way of asking, and the nearest three
together; its text; shared words; the regression. Chosen on questions written for single entries."""

NEAR = 3

NO_TOPIC = ""
"""Stands after the last topic, where rows of topics are filled up."""

LEVEL, BY_TOPIC, BY_WORDS = -3.3, 4.7, 5.3
"""How a hit's confidence follows from its views: a logistic regression on questions of
tests/evaluation. Of hits of 0.8 and more 92 % are right (docs/measurements.md)."""

SAME_MEANING, STEEPNESS = 0.85, 20.0
"""A question so near to an entry's own way of asking is as good as that (half sure), whatever its
topic is taken for; this is how a new entry is found that is about something new."""


@dataclass(frozen=True)
class Asked:
    """A question as it is searched: its text and how that was read."""

    text: str
    reading: Reading

    @cached_property
    def topics(self) -> Mapping[str, float]:
        """Topics of questions with their probabilities; other labels may have a topic as well."""
        return {
            topic_of(name): chance
            for name, chance in self.reading.ranking
            if topic_of(name) and intent_of(name) in ASKING
        }


@dataclass(frozen=True)
class Hit:
    """An entry, how well it fits beside others, and how likely it answers what was asked."""

    entry: Entry
    topic: str
    """Which of the entry's topics was asked about."""
    score: float
    confidence: float


class Index:
    """Reviewed entries made ready for search; build a new one when the knowledge changes."""

    def __init__(self, entries: Iterable[Entry], vectors: Vectors) -> None:
        self.entries = [entry for entry in entries if entry.status == "reviewed"]
        questions = [question for entry in self.entries for question in entry.questions]
        # Copies: a view would keep the other half of all vectors in memory, and is read slower.
        self._asked = np.ascontiguousarray(vectors(map(in_english, questions)))
        self._own = _padded(_consecutive([len(entry.questions) for entry in self.entries]))
        self._names = sorted({name for entry in self.entries for name in entry.topics})
        number = {name: at for at, name in enumerate(self._names)}
        self._topics = _padded([[number[name] for name in e.topics] for e in self.entries])
        self._texts = np.ascontiguousarray(vectors(entry.text for entry in self.entries))
        self._lexical = Lexical(self.entries)
        owner = np.repeat(np.arange(len(self.entries)), [len(e.questions) for e in self.entries])
        self._learnt = Learnt(self._asked, owner, len(self.entries))

    def search(self, asked: Asked, *, limit: int = 3, today: date) -> list[Hit]:
        """The best `limit` entries for one question, best first; never a draft or expired one."""
        topics = asked.topics
        views = self._views(asked, topics)
        score = views.pop("score")
        ranked = (int(at) for at in np.argsort(-score, kind="stable"))
        hits = (
            Hit(
                self.entries[at],
                self.entries[at].likeliest(topics),
                float(score[at]),
                _confidence(views, at),
            )
            for at in ranked
            if self.entries[at].servable(today)
        )
        return [hit for hit, _ in zip(hits, range(limit), strict=False)]

    def _views(self, asked: Asked, topics: Mapping[str, float]) -> dict[str, Floats]:
        chances = np.array([topics.get(name, 0.0) for name in (*self._names, NO_TOPIC)])
        topic = chances[self._topics].max(axis=1)
        nearest, near = self._nearest(self._asked @ asked.reading.meaning)
        words = self._lexical.scores(asked.text)
        score = TOPIC_SHARE * np.sqrt(topic) + NEAREST_SHARE * nearest + NEAR_SHARE * near
        score += TEXT_SHARE * (self._texts @ asked.reading.meaning) + WORDS_SHARE * words
        score += LEARNT_SHARE * self._learnt.scores(asked.reading.meaning)
        return {"score": score, "topic": topic, "meaning": nearest, "words": words}

    def _nearest(self, likeness: Floats) -> tuple[Floats, Floats]:
        """Each entry's likest way of asking, and the mean of its likest few."""
        own = np.append(likeness, -np.inf)[self._own]
        few = np.partition(own, -NEAR, axis=1)[:, -NEAR:]
        there = np.isfinite(few)
        near = np.where(there, few, 0.0).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
        return few.max(axis=1), near


def _consecutive(counts: Iterable[int]) -> list[range]:
    """The numbers of so many things each, one after another."""
    ends = list(accumulate(counts, initial=0))
    return [range(start, end) for start, end in pairwise(ends)]


def _padded(numbers: Sequence[Sequence[int]]) -> NDArray[np.intp]:
    """A row for each list of numbers, filled up with -1, to at least NEAR."""
    rows = np.full((len(numbers), max(NEAR, *map(len, numbers), 0)), -1, dtype=np.intp)
    for row, found in zip(rows, numbers, strict=True):
        row[: len(found)] = found
    return rows


def _confidence(views: Mapping[str, Floats], at: int) -> float:
    by_views = _logistic(
        LEVEL + BY_TOPIC * views["topic"][at] ** 0.5 + BY_WORDS * views["words"][at]
    )
    return max(by_views, _logistic(STEEPNESS * (views["meaning"][at] - SAME_MEANING)))


def _logistic(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))
