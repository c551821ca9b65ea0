"""How well search finds the shipped knowledge when visitors use other words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.search import Asked, Vectors
from nightdesk.knowledge.shelf import Shelf
from nightdesk.talk.parts import SURE, Part

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Measured:
    right: list[str]
    wrong: list[str]
    silent: list[str]
    alarms: list[str]


@pytest.fixture(scope="module")
def measured(asked: Callable[[str], Asked], vectors: Vectors) -> Measured:
    entries = [
        e for e in load_entries(HERE.parents[1] / "knowledge") if e.treatment == "microneedling"
    ]
    topics = {entry.id: entry.topics for entry in entries}
    shelf = Shelf(entries, vectors)
    told = yaml.safe_load((HERE / "paraphrases.yml").read_text(encoding="utf-8"))
    result = Measured([], [], [], [])
    for entry_id, texts in told["finds"].items():
        for text in texts:
            found = _topic(shelf, asked(text))
            right = found in topics[entry_id]
            kind = result.silent if found is None else result.right if right else result.wrong
            kind.append(f"{text} -> {found}")
    result.alarms.extend(text for text in told["nothing"] if _topic(shelf, asked(text)))
    return result


def _topic(shelf: Shelf, asked: Asked) -> str | None:
    """The topic that a turn would answer on, if any."""
    hits = shelf.search(asked, today=TODAY, limit=1)
    sure = Part(asked).is_question and hits and hits[0].confidence >= SURE
    return hits[0].topic if sure else None


def test_the_set_asks_for_most_entries_in_three_ways_or_more() -> None:
    asked = yaml.safe_load((HERE / "paraphrases.yml").read_text(encoding="utf-8"))
    entries = [
        e for e in load_entries(HERE.parents[1] / "knowledge") if e.treatment == "microneedling"
    ]
    assert set(asked["finds"]) <= {entry.id for entry in entries}
    assert len(asked["finds"]) >= 90
    assert min(map(len, asked["finds"].values())) >= 3
    assert len(asked["nothing"]) >= 60
    used = {question.casefold() for entry in entries for question in entry.questions}
    assert [t for texts in asked["finds"].values() for t in texts if t.casefold() in used] == []


def test_at_least_four_in_five_find_their_topic(measured: Measured) -> None:
    total = len(measured.right) + len(measured.wrong) + len(measured.silent)
    assert len(measured.right) / total >= 0.80, measured.silent


def test_at_most_one_in_twenty_is_answered_with_another_topic(measured: Measured) -> None:
    total = len(measured.right) + len(measured.wrong) + len(measured.silent)
    assert len(measured.wrong) / total <= 0.05, measured.wrong


def test_at_most_one_in_twenty_of_the_rest_is_taken_for_a_question(measured: Measured) -> None:
    asked = yaml.safe_load((HERE / "paraphrases.yml").read_text(encoding="utf-8"))
    assert len(measured.alarms) / len(asked["nothing"]) <= 0.05, measured.alarms
