"""The knowledge about the other treatments: complete where promised, careful, and kept apart.

Each treatment has an index of its own. What a message names decides which of them are asked: the
treatments it names, and microneedling too when it compares; microneedling if it names none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.search import Asked, Hit, Index, Vectors
from nightdesk.lexicon import Lexicon

HERE = Path(__file__).parent
MOST_ASKED = 8
"""Of an entry's own questions, to keep the time; tests/knowledge/test_reach.py asks fresh ones."""

TODAY = date(2026, 11, 22)
MAIN = "microneedling"
COMPARING = ("vs_", "prp_combination", "combination_other")
COMPARES = re.compile(
    r"\b(?:better|vs|versus|instead|differ\w*|compar\w*|replace|this|microneedling|skinpen)\b", re.I
)
TREATMENTS = frozenset(
    {"botox", "chemical_peel", "filler", "hydrafacial", "ipl", "laser", "prp", "rf_microneedling"}
)
EVERY_TREATMENT_TELLS = frozenset({"what_is", "how_it_works", "concerns_treated", "cost"})
COMPARED_WITH_MICRONEEDLING = {
    "botox": "vs_botox_filler",
    "chemical_peel": "vs_peel",
    "filler": "vs_botox_filler",
    "hydrafacial": "vs_peel",
    "ipl": "vs_laser",
    "laser": "vs_laser",
    "prp": "prp_combination",
    "rf_microneedling": "vs_rf_microneedling",
}


@dataclass(frozen=True)
class Shelf:
    """All entries, and an index for each treatment."""

    entries: dict[str, Entry]
    indexes: dict[str, Index]
    lexicon: Lexicon
    asked: Callable[[str], Asked]

    def named(self, text: str) -> set[str]:
        return {m.name for m in self.lexicon.read(text) if m.kind == "treatment"} - {MAIN}

    def best(self, text: str, treatment: str) -> Entry | None:
        hits = self.indexes[treatment].search(self.asked(text), today=TODAY, limit=1)
        return hits[0].entry if hits else None

    def answer(self, text: str) -> Entry | None:
        """The entry that fits best among those the message may be about."""
        others = sorted(self.named(text) & TREATMENTS)
        hits: list[Hit] = []
        for treatment in others or [MAIN]:
            hits += self.indexes[treatment].search(self.asked(text), today=TODAY, limit=1)
        if others and COMPARES.search(text):
            found = self.indexes[MAIN].search(self.asked(text), today=TODAY, limit=5)
            hits += [hit for hit in found if _compares(hit.entry)]
        return max(hits, key=lambda hit: hit.score).entry if hits else None


def _compares(entry: Entry) -> bool:
    return entry.topic.startswith(COMPARING)


@pytest.fixture(scope="module")
def shelf(asked: Callable[[str], Asked], vectors: Vectors) -> Shelf:
    entries = load_entries(HERE.parents[1] / "knowledge")
    indexes = {
        treatment: Index([entry for entry in entries if entry.treatment == treatment], vectors)
        for treatment in {MAIN, *TREATMENTS}
    }
    return Shelf({entry.id: entry for entry in entries}, indexes, Lexicon.load(), asked)


def _asked(file: str) -> dict[str, list[str]]:
    rows = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))["finds"]
    return {str(entry): list(texts) for entry, texts in rows.items()}


def _file(treatment: str) -> list[Entry]:
    text = (HERE.parents[1] / "knowledge" / f"{treatment}.yml").read_text(encoding="utf-8")
    return [Entry.model_validate(row) for row in yaml.safe_load(text)]


def _others(shelf: Shelf) -> list[Entry]:
    return [entry for entry in shelf.entries.values() if entry.treatment != MAIN]


def test_each_file_holds_the_treatment_it_is_named_after(shelf: Shelf) -> None:
    for treatment in TREATMENTS:
        entries = _file(treatment)
        assert {entry.treatment for entry in entries} == {treatment}
    assert {entry.treatment for entry in shelf.entries.values()} == {MAIN, *TREATMENTS}


@pytest.mark.parametrize("treatment", sorted(TREATMENTS))
def test_the_basics_and_the_comparison_with_microneedling_are_there(
    shelf: Shelf, treatment: str
) -> None:
    entries = [entry for entry in _others(shelf) if entry.treatment == treatment]
    topics = {topic for entry in entries for topic in entry.topics}
    assert topics >= EVERY_TREATMENT_TELLS
    assert COMPARED_WITH_MICRONEEDLING[treatment] in topics


def test_every_question_names_its_treatment(shelf: Shelf) -> None:
    nameless = [
        f"{entry.id}: {question}"
        for entry in _others(shelf)
        for question in entry.questions
        if entry.treatment not in shelf.named(question)
    ]
    assert nameless == []


def test_rf_microneedling_is_told_apart_from_skinpen_and_its_warning_is_told(shelf: Shelf) -> None:
    by_id = shelf.entries
    for entry_id in ("rf-what-is-1", "rf-side-1", "rf-vs-mn-1", "rf-cost-1"):
        assert "SkinPen" in by_id[entry_id].text
    for entry_id in ("rf-side-1", "rf-vs-mn-1", "rf-concerns-1", "mn-vs-rf-2"):
        assert "FDA" in by_id[entry_id].text
        assert "warned" in by_id[entry_id].text


@pytest.mark.parametrize("entry_id", ["botox-side-2", "filler-side-1", "filler-side-2"])
def test_emergencies_after_injections_say_911(shelf: Shelf, entry_id: str) -> None:
    assert "911" in shelf.entries[entry_id].text


def test_the_set_asks_for_every_entry_twice_in_words_of_its_own(shelf: Shelf) -> None:
    asked = _asked("paraphrases_other_treatments.yml")
    assert set(asked) == {entry.id for entry in _others(shelf)}
    assert min(map(len, asked.values())) >= 2
    used = {q.casefold() for entry in shelf.entries.values() for q in entry.questions}
    assert [t for texts in asked.values() for t in texts if t.casefold() in used] == []


def test_85_in_100_find_their_topic_first_in_the_treatment_they_name(shelf: Shelf) -> None:
    missed, total = [], 0
    for entry_id, texts in _asked("paraphrases_other_treatments.yml").items():
        wanted = shelf.entries[entry_id]
        for text in texts:
            total += 1
            found = shelf.best(text, wanted.treatment)
            if found is None or not set(found.topics) & set(wanted.topics):
                missed.append(f"{text} -> {found and found.id}")
    assert len(missed) / total <= 0.15, missed


def test_every_question_of_an_entry_leads_to_its_treatment_or_to_the_comparison(
    shelf: Shelf,
) -> None:
    strays = [
        f"{question} -> {found and found.id}"
        for entry in _others(shelf)
        for question in entry.questions[:MOST_ASKED]
        if (found := shelf.answer(question)) is None
        or not (found.treatment == entry.treatment or _compares(found))
    ]
    assert strays == []


def test_what_names_no_other_treatment_is_answered_about_microneedling(shelf: Shelf) -> None:
    """Two in 100 at most are taken to be about another treatment; comparisons may be either's."""
    strays, total = [], 0
    for entry_id, texts in _asked("paraphrases.yml").items():
        wanted = shelf.entries[entry_id]
        for text in texts:
            total += 1
            found = shelf.answer(text)
            if found and found.treatment != MAIN and not _compares(wanted):
                strays.append(f"{text} -> {found.id}")
    assert len(strays) / total <= 0.02, strays


def test_what_names_only_another_treatment_is_never_answered_from_microneedling(
    shelf: Shelf,
) -> None:
    for texts in _asked("paraphrases_other_treatments.yml").values():
        for text in texts:
            found = shelf.answer(text)
            if not COMPARES.search(text):
                assert found is None or found.treatment != MAIN, text
