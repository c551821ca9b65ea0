"""The lint keeps promises, prices and unsourced text away from visitors."""

from datetime import date
from typing import Any

import pytest

from nightdesk.knowledge.lint import UNREAD_PUBLISHER, lint

from .make import entry


def rules(**changes: Any) -> set[str]:
    return {problem.rule for problem in lint([entry(**changes)])}


def test_a_good_entry_passes() -> None:
    assert lint([entry()]) == []


@pytest.mark.parametrize(
    "text",
    [
        "SkinPen is FDA approved.",
        "An FDA-approved device.",
        "It was approved by the FDA.",
        "Results are guaranteed.",
        "We guarantee smooth skin.",
        "It gives permanent results.",
        "Scars are removed permanently.",
        "It is safe for everyone.",
        "There are no side effects.",
        "It is safe for you.",
        "Yes, you can have it.",
        "Nothing hurts. Results are guaranteed.",
    ],
)
def test_promises_are_refused(text: str) -> None:
    assert rules(text=text) == {"wording"}


@pytest.mark.parametrize("field", ["cleared_use", "clinic_statement"])
def test_promises_are_refused_in_every_field_that_visitors_read(field: str) -> None:
    assert rules(**{field: "The clinic says it is permanent."}) == {"wording"}


@pytest.mark.parametrize(
    "text",
    [
        "Results cannot be guaranteed.",
        "No one can guarantee a result.",
        "The change is not permanent.",
        "It isn't permanent.",
        "SkinPen is cleared, not FDA approved.",
        "That does not mean there are no side effects.",
    ],
)
def test_the_same_words_pass_where_they_are_denied(text: str) -> None:
    assert rules(text=text) == set()


def test_visitors_questions_may_use_any_words() -> None:
    assert rules(questions=["is it fda approved", "is it permanent", "is it safe for me"]) == set()


@pytest.mark.parametrize("text", ["It costs $350.", "About 350 dollars.", "From $1,200.00 up."])
def test_a_price_is_refused(text: str) -> None:
    assert rules(text=text) == {"price"}


def test_numbers_that_are_no_money_pass() -> None:
    assert rules(text="In a study of 35 people, 69% improved after 4 sessions.") == set()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"source": {"title": "", "publisher": "A"}}, "source"),
        ({"source": {"title": "A", "publisher": " "}}, "source"),
        ({"further_sources": [{"title": "A", "publisher": ""}]}, "source"),
        ({"source": {"title": "A", "publisher": UNREAD_PUBLISHER}}, "source"),
        ({"reviewed_by": ""}, "review"),
        ({"reviewed_by": "  "}, "review"),
        ({"expires_on": date(2026, 10, 31)}, "review"),
        ({"text": "word " * 61}, "length"),
        ({"text": " "}, "length"),
        ({"topic": "moon"}, "topic"),
        ({"also": ["moon"]}, "also"),
        ({"also": ["pain"]}, "also"),
        ({"also": ["numbing", "numbing"]}, "also"),
        ({"authority": "encyclopedic"}, "authority"),
        ({"id": " "}, "id"),
        ({"questions": ["does it hurt", "is it painful"]}, "questions"),
        ({"questions": ["does it hurt", "Does it hurt?", "does  it hurt"]}, "questions"),
    ],
)
def test_each_fault_is_named_by_its_rule(changes: dict[str, Any], rule: str) -> None:
    assert rules(**changes) == {rule}


def test_sixty_words_pass() -> None:
    assert rules(text="word " * 60) == set()


def test_an_id_may_be_used_once() -> None:
    other = ["is it sore", "will i feel it", "pain level"]
    (problem,) = lint([entry(), entry(questions=other)])
    assert (problem.entry, problem.rule) == ("x-1", "id")


def test_a_question_may_lead_to_one_entry_only() -> None:
    second = entry(id="x-2", questions=["DOES it hurt?", "is it sore", "pain level"])
    (problem,) = lint([entry(), second])
    assert (problem.entry, problem.rule) == ("x-2", "questions")
    assert "x-1" in problem.detail


def test_two_treatments_may_be_asked_about_in_the_same_words() -> None:
    assert lint([entry(), entry(id="x-2", treatment="laser")]) == []
