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

FOR_A_QUESTION = THRESHOLD + 0.05
"""The score from which an entry answers a question. Below it one in three was wrong (measured with
`make evaluate`), so the visitor is asked instead."""

FOR_A_STATEMENT = THRESHOLD + 0.12
"""The score that an entry needs when the message does not look like a question."""

MAYBE = THRESHOLD - 0.06
"""The score from which an entry is offered as "is this what you mean"."""

MOST_CHOICES = 3

ENTRY = "entry:"
"""What a button means that stands for an entry: this and the entry's id."""

NONE_OF_THESE = Choice("None of these", ENTRY)

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
    desk: Desk, knowledge: Knowledge, text: str, about: About, *, is_question: bool
) -> list[Reply]:
    """An answer for each question in `text` that an approved entry fits; none twice.

    When nothing fits well enough, but something may: one question which of these is meant.
    """
    found: dict[str, Reply] = {}
    unsure: list[Hit] = []
    for wordings in _asked(text):
        if reply := _clinic_reply(desk, wordings[0]):
            found.setdefault(reply.answer[0]["entry"], reply)
            continue
        hits = _hits(desk, knowledge, wordings, about)
        if hits and hits[0].score >= (FOR_A_QUESTION if is_question else FOR_A_STATEMENT):
            found.setdefault(hits[0].entry.id, serve(knowledge, hits[0].entry))
        elif is_question:
            unsure += [hit for hit in hits if hit.score >= MAYBE]
    return list(found.values())[:MOST_ANSWERS] or clarify(unsure)


def clarify(hits: Sequence[Hit]) -> list[Reply]:
    """Which of these do you mean: one button for each topic, the likeliest first."""
    by_topic: dict[str, Entry] = {}
    for hit in sorted(hits, key=lambda hit: -hit.score):
        by_topic.setdefault(hit.entry.topic, hit.entry)
    choices = [
        Choice(entry.questions[0], ENTRY + entry.id, topic)
        for topic, entry in list(by_topic.items())[:MOST_CHOICES]
    ]
    return [Reply("clarify", "utter_clarify", choices=(*choices, NONE_OF_THESE))] if choices else []


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


def _hits(desk: Desk, knowledge: Knowledge, wordings: Sequence[str], about: About) -> Sequence[Hit]:
    """What may answer a question, searched in each of its wordings; those of the best one."""
    today = desk.today()
    found = [hits for text in wordings if (hits := about.hits(knowledge.shelf, text, today))]
    return max(found, key=lambda hits: hits[0].score, default=[])


def chosen(desk: Desk, knowledge: Knowledge, means: str) -> list[Reply]:
    """The answer behind a button of `clarify`; none for another button, or a retired entry."""
    entry = knowledge.entries.get(means.removeprefix(ENTRY))
    if not means.startswith(ENTRY) or entry is None or not entry.servable(desk.today()):
        return []
    return [serve(knowledge, entry)]


def serve(knowledge: Knowledge, entry: Entry) -> Reply:
    """The reply that serves an entry in its current version."""
    return entry_reply(entry, knowledge.versions[entry.id])


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
