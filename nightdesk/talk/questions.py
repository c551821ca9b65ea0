"""Answering the questions in a message from approved knowledge, or saying that there is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nightdesk.base.reply import Choice, Reply
from nightdesk.knowledge.clinic_answers import clinic_answer
from nightdesk.knowledge.clinic_topics import clinic_topics
from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.questions import split_questions
from nightdesk.knowledge.search import THRESHOLD, Hit
from nightdesk.knowledge.shelf import Shelf
from nightdesk.lexicon import Mention
from nightdesk.talk.desk import Desk, Knowledge

MOST_ANSWERS = 3
"""More than three answers to one message are a wall of text."""

FOR_A_QUESTION = THRESHOLD - 0.06
"""The score that is enough when a message is known to ask something (tests/knowledge)."""

FOR_A_STATEMENT = THRESHOLD + 0.12
"""The score that an entry needs when the message does not look like a question."""

OFFER = Choice("Request a consultation", "want_consultation")

MAIN_TREATMENT = "microneedling"

CANDIDATES = 5
"""Entries that are looked at for a question: the best may be no comparison where one is wanted."""

COMPARING = ("vs_", "prp_combination", "combination_other")
"""Topics that speak of two treatments."""

_COMPARING_WORDS = re.compile(
    r"\b(?:better|vs|versus|instead|differ\w*|compar\w*|replace|this|or)\b", re.IGNORECASE
)

_QUESTION = re.compile(
    r"\?|^\W*(?:(?:hi|hey|hello|so|and|but|ok|um|also|wait)\W+)*"
    r"(?:what|whats|how|hows|when|where|wheres|which|who|whos|why|is|are|do|does|did|can|could|will|"
    r"would|should|any|am|has|have|qué|que|cómo|como|cuánto|cuanto|cuándo|dónde)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class About:
    """Which treatments a question is about: those it names, else the one the talk is about."""

    named: frozenset[str]
    talk: str = MAIN_TREATMENT

    @classmethod
    def of(cls, mentions: Sequence[Mention], talk: str | None) -> "About":
        """Read the treatments that a message names."""
        named = frozenset(m.name for m in mentions if m.kind == "treatment")
        return cls(named, talk or MAIN_TREATMENT)

    @property
    def goes_on(self) -> str:
        """What the talk is about from here on: the one treatment that was named, if it was one."""
        return next(iter(self.named)) if len(self.named) == 1 else self.talk

    def hits(self, shelf: Shelf, text: str, today: date) -> list[Hit]:
        """What may answer a question, best first.

        "Does a peel hurt" is answered from the peel's entries, never with our needles; only who
        compares also gets what our own entries say of the two, and who names both gets it first.
        """
        treatments = self.named or {self.talk}
        hits = shelf.search(text, today=today, treatments=treatments, limit=CANDIDATES)
        if len(self.named) > 1:
            return [hit for hit in hits if _compares(hit)] or hits
        if self.named and MAIN_TREATMENT not in self.named and _COMPARING_WORDS.search(text):
            ours = shelf.search(text, today=today, treatments=[MAIN_TREATMENT], limit=CANDIDATES)
            hits += [hit for hit in ours if _compares(hit)]
        return sorted(hits, key=lambda hit: -hit.score)


def _compares(hit: Hit) -> bool:
    return hit.entry.topic.startswith(COMPARING)


def looks_like_question(text: str) -> bool:
    """Whether a text is worded as a question."""
    return bool(_QUESTION.search(text))


def answer_questions(
    desk: Desk,
    knowledge: Knowledge,
    text: str,
    about: About,
    *,
    threshold: float,
) -> list[Reply]:
    """An answer for each question in `text` that an approved entry fits; none twice."""
    found: dict[str, Reply] = {}
    for wordings in _asked(text):
        reply = _clinic_reply(desk, wordings[0]) or _entry_reply(
            desk, knowledge, wordings, about, threshold
        )
        if reply is not None:
            found.setdefault(reply.answer[0]["entry"], reply)
    return list(found.values())[:MOST_ANSWERS]


def _asked(text: str) -> list[list[str]]:
    """The wordings to search for each question in `text`, its own words first.

    A question that follows a statement may mean nothing without it ("I'm pregnant, can I?"), so it
    is also searched together with it. Statements alone count only where nothing is asked.
    """
    parts = split_questions(text)
    asked = []
    for before, part in zip(["", *parts], parts, strict=False):
        if looks_like_question(part):
            stated = before and not looks_like_question(before)
            asked.append([part, f"{before} {part}"] if stated else [part])
    return asked or [[part] for part in parts]


def _clinic_reply(desk: Desk, text: str) -> Reply | None:
    for topic in clinic_topics(text):
        if reply := clinic_answer(desk.clinic, topic, desk.clock(), text):
            return reply
    return None


def _entry_reply(
    desk: Desk,
    knowledge: Knowledge,
    wordings: Sequence[str],
    about: About,
    threshold: float,
) -> Reply | None:
    today = desk.today()
    best = [hits[0] for text in wordings if (hits := about.hits(knowledge.shelf, text, today))]
    if not best:
        return None
    hit = max(best, key=lambda hit: hit.score)
    if hit.score < threshold:
        return None
    return entry_reply(hit.entry, knowledge.versions[hit.entry.id])


def entry_reply(entry: Entry, version: int) -> Reply:
    """The reply that serves an entry, naming its source and version."""
    source = {
        "entry": entry.id,
        "version": version,
        "topic": entry.topic,
        "treatment": entry.treatment,
        "authority": entry.authority,
        "source": entry.source.model_dump(mode="json"),
        "further_sources": [source.model_dump(mode="json") for source in entry.further_sources],
        "cleared_use": entry.cleared_use,
        "clinic_statement": entry.clinic_statement,
        "reviewed_on": entry.reviewed_on.isoformat(),
    }
    return Reply("answer", text=entry.text, answer=(source,))
