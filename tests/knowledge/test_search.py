"""Search serves only what is reviewed and in date, and no text can break it."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.search import Asked, Hit, Index, Vectors
from nightdesk.knowledge.shelf import Shelf
from nightdesk.talk.parts import SURE
from nightdesk.talk.questions import MAYBE

from .make import entry

TODAY = date(2026, 11, 22)
COST = ["how much does it cost", "what is the price", "is it expensive"]
PAIN = entry(id="pain")
LASER = entry(
    id="laser-pain", treatment="laser", questions=["does laser hurt", "laser pain", "is it sore"]
)
PRICE = entry(id="cost", topic="cost", questions=COST, text="Prices come from the team.")
NEW = entry(
    id="new",
    topic="device",
    questions=["do you have the moon lamp", "is there a moon lamp session", "moon lamp"],
    text="The moon lamp is a lamp.",
)
Ask = Callable[[str], Asked]


def ids(hits: list[Hit]) -> list[str]:
    return [hit.entry.id for hit in hits]


def index(vectors: Vectors, *entries: Entry) -> Index:
    return Index(entries or (PAIN, PRICE), vectors)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Does it hurt?", "pain"),
        ("how bad is the ouch", "pain"),
        ("what is the fee", "cost"),
        ("how mutch does it cost", "cost"),
    ],
)
def test_a_question_finds_its_entry_and_is_sure_of_it(
    asked: Ask, vectors: Vectors, text: str, found: str
) -> None:
    best, *_ = index(vectors).search(asked(text), today=TODAY)
    assert best.entry.id == found
    assert best.confidence >= SURE


def test_an_entry_is_found_by_each_of_its_topics(asked: Ask, vectors: Vectors) -> None:
    both = PAIN.model_copy(update={"also": ["numbing"]})
    ways = ["i want numbing cream, do you have that", "what is the price", "is it expensive"]
    other = entry(id="cost", topic="cost", questions=ways, text="Prices come from the team.")
    question = asked("will you numb me first")
    alone, *_ = index(vectors, PAIN, other).search(question, today=TODAY)
    found, *_ = index(vectors, both, other).search(question, today=TODAY)
    assert (found.entry.id, found.topic) == ("pain", "numbing")
    assert found.confidence > alone.confidence
    assert index(vectors, both).search(asked("does it hurt"), today=TODAY)[0].topic == "pain"


def test_a_new_entry_on_something_never_heard_of_is_found_by_its_own_words(
    asked: Ask, vectors: Vectors
) -> None:
    best, *_ = index(vectors, PAIN, PRICE, NEW).search(
        asked("is there a moon lamp session?"), today=TODAY
    )
    assert best.entry is NEW
    assert best.confidence >= SURE


def test_nothing_is_sure_where_no_entry_fits(asked: Ask, vectors: Vectors) -> None:
    hits = index(vectors).search(asked("who won the game last night"), today=TODAY)
    assert all(hit.confidence < MAYBE for hit in hits)


def test_hits_come_best_first_and_no_more_than_asked_for(asked: Ask, vectors: Vectors) -> None:
    hits = index(vectors, PAIN, PRICE, NEW).search(
        asked("does it hurt and what is the price"), today=TODAY, limit=2
    )
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_a_shelf_keeps_to_the_treatments_it_is_asked_about(asked: Ask, vectors: Vectors) -> None:
    shelf = Shelf([PAIN, LASER, PRICE], vectors)
    pain = asked("does it hurt")
    assert ids(shelf.search(pain, treatments=["laser"], today=TODAY)) == ["laser-pain"]
    assert shelf.search(pain, treatments=["botox"], today=TODAY) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_reviewed_is_never_found(asked: Ask, vectors: Vectors, status: str) -> None:
    shelf = Shelf([entry(status=status)], vectors)
    assert shelf.search(asked("does it hurt"), today=TODAY) == []


def test_what_has_expired_is_never_found(asked: Ask, vectors: Vectors) -> None:
    short = index(vectors, entry(expires_on=date(2026, 11, 21)), PRICE)
    assert "x-1" not in ids(short.search(asked("does it hurt"), today=TODAY))
    assert "x-1" in ids(short.search(asked("does it hurt"), today=date(2026, 11, 21)))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_breaks_it(asked: Ask, vectors: Vectors, text: str) -> None:
    for hit in index(vectors).search(asked(text), today=TODAY):
        assert 0 <= hit.confidence <= 1
