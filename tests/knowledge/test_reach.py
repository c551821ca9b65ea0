"""Every entry can be found: fresh questions for each, through the reading that the product does."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from nightdesk.base.data import read_yaml
from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.shelf import Shelf
from nightdesk.knowledge.topics import COMPARING
from nightdesk.lexicon import default as lexicon
from nightdesk.reading.model import Once
from nightdesk.talk.about import MAIN_TREATMENT
from nightdesk.talk.parts import find_entries
from tests.conftest import ROOT
from tests.support.remembering import RememberingReader, reader

FRESH: dict[str, list[str]] = read_yaml(Path(__file__).parent / "reach.yml")
FIRST, IN_THREE, AT_ALL = 0.935, 0.965, 0.98
"""Shares of questions whose entry comes first and is among the first three, and of entries that one
of their questions finds first; 2 points under what was measured (docs/measurements.md)."""

ENTRIES = {entry.id: entry for entry in load_entries(ROOT / "knowledge")}


@dataclass
class Found:
    """The entries that one question finds, for each of its parts."""

    entry: str
    parts: list[list[str]]

    @property
    def first(self) -> bool:
        return any(self._is_among(part[:1]) for part in self.parts)

    @property
    def in_three(self) -> bool:
        return any(self._is_among(part[:3]) for part in self.parts)

    def _is_among(self, found: list[str]) -> bool:
        return self.entry in found or any(_mirror(self.entry, other) for other in found)


def _mirror(entry: str, other: str) -> bool:
    """Whether two entries tell the same comparison or combination from either treatment's side.

    "A peel or microneedling?" asks for both alike.
    """
    one, two = ENTRIES[entry], ENTRIES[other]
    sides = [one.treatment, two.treatment].count(MAIN_TREATMENT)
    compare = any(topic.startswith(COMPARING) for topic in set(one.topics) & set(two.topics))
    return sides == 1 and compare


@pytest.fixture(scope="module")
def found(vectors) -> list[Found]:
    return list(search(vectors))


@cache
def _ready(vectors) -> tuple[Shelf, RememberingReader]:
    return Shelf(ENTRIES.values(), vectors), reader()


def search(vectors) -> Iterator[Found]:
    shelf, read_by = _ready(vectors)
    today = max(entry.reviewed_on for entry in ENTRIES.values())
    for entry, questions in FRESH.items():
        for question in questions:
            parts = find_entries(Once(read_by), lexicon(), shelf, question, today)
            yield Found(entry, [[hit.entry.id for hit in hits] for _, hits in parts])


def test_there_are_questions_for_each_entry():
    assert set(FRESH) == {entry.id for entry in load_entries(ROOT / "knowledge")}
    assert all(len(set(questions)) >= 3 for questions in FRESH.values())


def test_most_questions_find_their_entry_first(found):
    assert sum(f.first for f in found) / len(found) >= FIRST


def test_nearly_all_find_it_among_the_first_three(found):
    assert sum(f.in_three for f in found) / len(found) >= IN_THREE


def test_nearly_every_entry_is_found_first_by_one_of_its_questions(found):
    reached = {f.entry for f in found if f.first}
    assert len(reached) / len(FRESH) >= AT_ALL


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("should i stop it first", "mn-medication-2"),
        ("what do i do before", "mn-preparation-1"),
        ("is cash ok", "mn-payment-1"),
        ("can i use carecredit", "mn-payment-1"),
        ("do you take kaiser", "mn-insurance-2"),
        ("can i use my hsa", "mn-insurance-1"),
        ("got the flu, can i still come", "mn-condition-4"),
        ("i have asthma is that ok", "mn-condition-4"),
        ("i have a cold", "mn-condition-4"),
        ("i have a cold sore", "mn-condition-2"),
        ("is the valtrex i take enough", "mn-condition-2"),
        ("will my face peel after", "mn-downtime-3"),
        ("is the doctor a lady", "mn-who-3"),
        ("when do i have to go to the er", "mn-aftercare-9"),
        ("can somebody drive me home or do i need that", "mn-numbing-4"),
        ("would it help with cellulite", "mn-concerns-1"),
        ("is this a scam", "mn-concerns-2"),
    ],
)
def test_a_question_that_led_astray_finds_its_entry(vectors, question, entry):
    shelf, read_by = _ready(vectors)
    today = max(entry.reviewed_on for entry in ENTRIES.values())
    ((_, hits),) = find_entries(Once(read_by), lexicon(), shelf, question, today)
    assert hits[0].entry.id == entry
