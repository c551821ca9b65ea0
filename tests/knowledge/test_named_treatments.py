"""What a question finds that names other treatments than the main one."""

from collections.abc import Callable

import pytest

from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.search import Hit
from nightdesk.knowledge.shelf import Shelf
from nightdesk.lexicon import default as lexicon
from nightdesk.reading.model import Once
from nightdesk.talk.about import About
from nightdesk.talk.parts import SURE, find_entries
from tests.conftest import ROOT
from tests.support.remembering import reader

Find = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def find(vectors) -> Find:
    """The ids of the entries that would answer a question of one part, best first."""
    entries = load_entries(ROOT / "knowledge")
    shelf = Shelf(entries, vectors)
    today = max(entry.reviewed_on for entry in entries)

    def found(text: str) -> list[str]:
        ((_, hits),) = find_entries(Once(reader()), lexicon(), shelf, text, today)
        return [hit.entry.id for hit in hits if hit.confidence >= SURE]

    return found


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("is a peel or a laser better for sun spots", "peel-vs-laser-1"),
        ("hydrafacial or a chemical peel, which one", "hydrafacial-vs-peel-1"),
        ("is prp safe", "prp-infection-1"),
        ("does prp hurt", "prp-pain-1"),
        ("does a peel hurt", "peel-pain-1"),
    ],
)
def test_the_entry_on_what_is_named_comes_first(find: Find, text: str, entry: str) -> None:
    assert find(text)[:1] == [entry]


def test_what_prp_adds_is_told_with_the_needles(find: Find) -> None:
    first, *_ = find("what does prp add to the needling")
    assert first in {"mn-prp-1", "prp-combination-1"}


def test_a_treatment_without_entries_is_answered_where_ours_speak_of_it(find: Find) -> None:
    assert find("can i have a facial the week before my appointment")[:1] == ["mn-combination-2"]


@pytest.mark.parametrize(
    "text", ["does a thread lift hurt", "how long is the downtime of coolsculpting"]
)
def test_what_ours_say_is_not_said_of_another_treatment(find: Find, text: str) -> None:
    assert find(text) == []


def test_of_three_treatments_ours_is_compared_with_each_of_the_others() -> None:
    entries = {entry.id: entry for entry in load_entries(ROOT / "knowledge")}
    about = About(frozenset({"microneedling", "laser", "chemical_peel"}))
    hits = [
        Hit(entries[name], entries[name].topic, 1.0, 1.0)
        for name in ("mn-vs-laser-1", "mn-vs-laser-2", "mn-vs-peel-1")
    ]
    found = about.further_comparisons(hits[0].entry, hits, lexicon())
    assert [hit.entry.id for hit in found] == ["mn-vs-peel-1"]
