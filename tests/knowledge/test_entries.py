"""The knowledge that ships: fit to be served, complete, and in the form visitors are promised."""

import re
from datetime import date
from pathlib import Path

import pytest

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.lint import lint
from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.topics import TREATMENT_TOPICS

FOLDER = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return load_entries(FOLDER)


def test_nothing_in_the_folder_is_refused_by_the_lint(entries: list[Entry]) -> None:
    assert lint(entries) == []


def test_every_treatment_topic_has_an_entry_about_microneedling(entries: list[Entry]) -> None:
    covered = {entry.topic for entry in entries if entry.treatment == "microneedling"}
    assert covered == TREATMENT_TOPICS


def test_each_entry_has_enough_ways_of_asking(entries: list[Entry]) -> None:
    assert {entry.id for entry in entries if len(entry.questions) < 6} == set()


def test_all_are_reviewed_and_servable_now_and_not_after_a_year(entries: list[Entry]) -> None:
    assert all(entry.servable(date(2026, 11, 22)) for entry in entries)
    assert not any(entry.servable(date(2027, 11, 2)) for entry in entries)


def test_uses_that_were_not_cleared_say_so(entries: list[Entry]) -> None:
    """Pores, loose skin and the like are off the label; the entry must keep that in view."""
    for topic in ("hair", "stretch_marks", "pores", "melasma", "acne_active"):
        for entry in entries:
            if entry.treatment == "microneedling" and entry.topic == topic:
                assert entry.cleared_use
                assert "not" in entry.cleared_use


def test_no_text_gives_a_price_or_speaks_to_the_readers_own_fitness(entries: list[Entry]) -> None:
    for entry in entries:
        text = entry.text.casefold()
        assert "$" not in text
        assert "you can" not in text
        assert "you are" not in text
        assert "!" not in text


def test_no_text_wonders_what_the_clinic_offers(entries: list[Entry]) -> None:
    """Clinic.yml tells that; an entry that leaves it open contradicts the clinic."""
    wondering = re.compile(r"whether (?:the clinic|it) offers")
    assert [entry.id for entry in entries if wondering.search(entry.text)] == []


def test_an_overview_tells_the_three_phases(entries: list[Entry]) -> None:
    (overview,) = (entry.text for entry in entries if entry.id == "mn-phases-1")
    for phase in ("three phases", "Inflammation", "New tissue", "Remodeling"):
        assert phase in overview
