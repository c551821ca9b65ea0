"""Parts of a message, before they are searched."""

import numpy as np
import pytest

from nightdesk.knowledge.search import Asked
from nightdesk.reading.model import Once, Reading
from nightdesk.talk.parts import CONSULTATION_FEE, Part, read_parts
from nightdesk.talk.questions import _without_who


def part(text: str, label: str) -> Part:
    """A part that was read as `label`."""
    return Part(Asked(text, Reading([(label, 1.0)], np.ones(3))))


def test_who_somebody_is_may_be_said_twice() -> None:
    twice = [part("My skin is dark.", "ask_treatment/skin_tone_fitzpatrick") for _ in range(2)]
    question = part("How long is the downtime?", "ask_treatment/downtime")
    assert [found.label for found in _without_who([*twice, question])] == [question.label]


class Wishing:
    """A reader that takes everything but the question of money for a wish."""

    def vector(self, text: str) -> str:
        return text

    def read(self, text: str, vector: str) -> Reading:
        if "charge" in text and "come in" not in text:
            return Reading([("ask_clinic/cost", 1.0)], np.ones(3))
        return Reading([("want_consultation", 1.0)], np.ones(3))


def asked_after_a_wish(question: str) -> list[str]:
    """The parts of a wish for a consultation with this behind it."""
    text = f"I want to come in and see someone{question}"
    return [p.asked.text for p in read_parts(Once(Wishing(), text), text)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question", [", is there a fee for that?", " is it free", ". Do you charge me anything?"]
)
def test_whether_a_consultation_that_is_asked_for_costs_anything(question: str) -> None:
    wish, fee = asked_after_a_wish(question)
    assert wish.startswith("I want to come in and see someone")
    assert fee == CONSULTATION_FEE


@pytest.mark.parametrize(
    "question",
    [". Do you charge by the session?", ", is there a fee for canceling?", " for a free look"],
)
def test_other_questions_after_a_wish_are_their_own(question: str) -> None:
    assert CONSULTATION_FEE not in asked_after_a_wish(question)


class Unsure:
    """A reader that takes every text for an unclear question, and notes what it had to encode."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def vector(self, text: str) -> str:
        self.encoded.append(text)
        return text

    def read(self, text: str, vector: str) -> Reading:
        return Reading([("ask_treatment/pain", 0.5), ("thanks", 0.5)], np.ones(3))


def test_a_question_and_its_statement_are_read_together_as_they_were_written() -> None:
    reader = Unsure()
    once = Once(reader, "Two kids (thanks, universe), how long am I red?", rows=["known"])  # type: ignore[arg-type]
    read_parts(once, "Two kids (thanks, universe), how long am I red?")
    assert reader.encoded == ["Two kids (thanks, universe)", "how long am I red?"]


def test_what_stands_between_a_statement_and_its_question_is_read_with_them() -> None:
    reader = Unsure()
    text = "Hello! I am nursing. Ok so. How long am I red?"
    read_parts(Once(reader, text, rows=["known"]), text)  # type: ignore[arg-type]
    assert reader.encoded[-1] == "I am nursing. Ok so. How long am I red?"
