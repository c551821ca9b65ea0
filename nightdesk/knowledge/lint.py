"""Refuses entries that must not reach a visitor: unsourced, unreviewed, or worded as a promise.

Forbidden phrases are exact words. One is let through when a word of denial stands among the six
words before it in the same sentence ("results cannot be guaranteed", "it is not permanent"). A
denial after it does not count ("'FDA approved' is the wrong word" is refused): say it the other
way round. Visitors' questions are not checked, since people do ask "is it FDA approved".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from nightdesk.knowledge.entry import Entry, Source
from nightdesk.knowledge.topics import TOPICS

AUTHORITIES = frozenset(
    {"clinic", "fda", "device_label", "professional_body", "peer_reviewed", "practice_pattern"}
)
MAX_WORDS = 60
MIN_QUESTIONS = 3
UNREAD_PUBLISHER = "general knowledge, to be checked by the clinic"

_FORBIDDEN = re.compile(
    r"\b(?:FDA[\s-]+approved|approved\s+by\s+the\s+FDA|guarante(?:e[ds]?|eing)|permanent(?:ly)?"
    r"|safe\s+for\s+everyone|no\s+side\s+effects|safe\s+for\s+you|you\s+can\s+have)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|cannot|without|neither|nor)\b|n['’]t\b", re.IGNORECASE
)
_WORDS_BEFORE = 6
_PRICE = re.compile(
    r"[$€£]\s?\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d+)?\s?(?:dollars|bucks|usd|euros?|pounds)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Problem:
    """One fault of one entry; rule is a stable short name, detail is for the person who edits."""

    entry: str
    rule: str
    detail: str


Check = Callable[[Entry], Iterable[tuple[str, str]]]


def lint(entries: Sequence[Entry]) -> list[Problem]:
    """Every fault found, in the order of the entries; an empty list means all may be served."""
    checks: tuple[Check, ...] = (_wording, _prices, _names, _sources, _review, _size)
    found = [
        Problem(entry.id, rule, detail)
        for entry in entries
        for check in checks
        for rule, detail in check(entry)
    ]
    return found + list(_repeats(entries))


def _read_by_visitors(entry: Entry) -> list[str]:
    return [part for part in (entry.text, entry.cleared_use, entry.clinic_statement) if part]


def _wording(entry: Entry) -> Iterator[tuple[str, str]]:
    for part in _read_by_visitors(entry):
        for found in _FORBIDDEN.finditer(part):
            if not _denied(part[: found.start()]):
                yield "wording", f"says '{found.group()}'"


def _denied(before: str) -> bool:
    sentence = re.split(r"[.!?;:\n]", before)[-1]
    return bool(_NEGATION.search(" ".join(sentence.split()[-_WORDS_BEFORE:])))


def _prices(entry: Entry) -> Iterator[tuple[str, str]]:
    """A clinic's prices stand in clinic.yml, where they are changed by whoever sets them."""
    for part in _read_by_visitors(entry):
        for found in _PRICE.finditer(part):
            yield "price", f"gives a price: '{found.group()}'"


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    if not entry.id.strip():
        yield "id", "has no id"
    for field, topics in (("topic", [entry.topic]), ("also", entry.also)):
        for topic in topics:
            if topic not in TOPICS:
                yield field, f"'{topic}' is not a known topic"
    if len(set(entry.topics)) < len(entry.topics):
        yield "also", "names a topic twice"
    if entry.authority not in AUTHORITIES:
        yield "authority", f"'{entry.authority}' is not one of {', '.join(sorted(AUTHORITIES))}"


def _sources(entry: Entry) -> Iterator[tuple[str, str]]:
    for source in (entry.source, *entry.further_sources):
        yield from _source(source)


def _source(source: Source) -> Iterator[tuple[str, str]]:
    if not source.title.strip():
        yield "source", "a source has no title"
    if not source.publisher.strip():
        yield "source", "a source has no publisher"
    if source.publisher.strip().casefold().startswith(UNREAD_PUBLISHER):
        yield "source", "nobody has read a source for this: general knowledge is not enough"


def _review(entry: Entry) -> Iterator[tuple[str, str]]:
    if not entry.reviewed_by.strip():
        yield "review", "has no reviewer"
    if entry.expires_on < entry.reviewed_on:
        yield "review", "expires before it was reviewed"


def _size(entry: Entry) -> Iterator[tuple[str, str]]:
    words = len(entry.text.split())
    if not words:
        yield "length", "has no text"
    if words > MAX_WORDS:
        yield "length", f"has {words} words; at most {MAX_WORDS}"
    if len({_plain(question) for question in entry.questions} - {""}) < MIN_QUESTIONS:
        yield "questions", f"needs at least {MIN_QUESTIONS} different questions"


def _plain(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


def _repeats(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Ids used twice, and one question that leads to two entries of the same treatment."""
    ids: set[str] = set()
    asked: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries):
        if entry.id in ids:
            yield Problem(entry.id, "id", "another entry has the same id")
        ids.add(entry.id)
        for question in entry.questions:
            first = asked.setdefault((entry.treatment, _plain(question)), number)
            if first != number:
                yield Problem(
                    entry.id, "questions", f"'{question}' is also asked by {entries[first].id}"
                )
