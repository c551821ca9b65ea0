"""Search serves only what is reviewed and in date, and no text can break it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.knowledge.search import THRESHOLD, Hit, Index

from .make import entry

TODAY = date(2026, 11, 22)
COST = ["how much does it cost", "what is the price", "is it expensive"]
PAIN = entry(id="pain")
LASER = entry(
    id="laser-pain", treatment="laser", questions=["does laser hurt", "laser pain", "is it sore"]
)
PRICE = entry(id="cost", topic="cost", questions=COST, text="Prices come from the team.")
INDEX = Index([PAIN, LASER, PRICE])


def ids(hits: list[Hit]) -> list[str]:
    return [hit.entry.id for hit in hits]


def test_a_question_of_the_entry_finds_it_above_the_threshold() -> None:
    best, *_ = INDEX.search("Does it hurt?", today=TODAY)
    assert best.entry is PAIN
    assert best.score >= THRESHOLD


def test_another_word_for_the_same_finds_it_too() -> None:
    assert ids(INDEX.search("what is the fee", today=TODAY))[0] == "cost"


def test_a_typo_finds_it_too() -> None:
    questions = ["does it help melasma", "can it fade melasma", "melasma"]
    index = Index([PAIN, PRICE, entry(id="melasma", topic="melasma", questions=questions)])
    assert ids(index.search("does it help mellazma", today=TODAY))[0] == "melasma"


def test_case_and_punctuation_change_nothing() -> None:
    plain = INDEX.search("how much does it cost", today=TODAY)
    assert INDEX.search("HOW MUCH, does it COST??", today=TODAY) == plain


def test_hits_come_best_first_and_no_more_than_asked_for() -> None:
    hits = INDEX.search("does it hurt and what is the price", today=TODAY, limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_search_can_keep_to_one_treatment() -> None:
    assert ids(INDEX.search("does it hurt", treatment="laser", today=TODAY)) == ["laser-pain"]
    assert INDEX.search("does it hurt", treatment="botox", today=TODAY) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_reviewed_is_never_found(status: str) -> None:
    assert Index([entry(status=status)]).search("does it hurt", today=TODAY) == []


def test_what_has_expired_is_never_found() -> None:
    index = Index([entry(expires_on=date(2026, 11, 21)), PRICE])
    assert "x-1" not in ids(index.search("does it hurt", today=TODAY))
    assert "x-1" in ids(index.search("does it hurt", today=date(2026, 11, 21)))


def test_a_statement_scores_lower_than_the_question() -> None:
    asked = INDEX.search("is the laser price painful for my wallet", today=TODAY)[0].score
    stated = INDEX.search("my wallet the laser price painful for", today=TODAY)[0].score
    assert stated < asked


def test_small_words_alone_find_nothing() -> None:
    for text in ("yes", "ok", "is it", "thank you so much"):
        assert INDEX.search(text, today=TODAY) == []


def test_an_empty_knowledge_base_finds_nothing() -> None:
    assert Index([]).search("does it hurt", today=TODAY) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n\t", "\x00", "\ud800", "does it hurt\ud800\x00", "\u202epain"),
        *("💉", "¿cuánto?", "ﬁne ｐａｉｎ", "<script>", "{slot}", "%s"),
        *("a" * 100_000, "?!" * 50_000, "does it hurt " * 8_000),
    ],
)
def test_no_text_breaks_it(text: str) -> None:
    assert all(hit.score > 0 for hit in INDEX.search(text, today=TODAY))


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_gives_scores_in_order(text: str) -> None:
    scores = [hit.score for hit in INDEX.search(text, today=TODAY)]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ?'"))
def test_upper_case_finds_the_same(text: str) -> None:
    assert INDEX.search(text.upper(), today=TODAY) == INDEX.search(text, today=TODAY)
