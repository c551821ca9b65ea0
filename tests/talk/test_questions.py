"""Parts of a message, before they are searched."""

import numpy as np

from nightdesk.knowledge.search import Asked
from nightdesk.reading.model import Once, Reading
from nightdesk.talk.questions import Part, _without_who, read_parts


def part(text: str, label: str) -> Part:
    """A part that was read as `label`."""
    return Part(Asked(text, Reading([(label, 1.0)], np.ones(3))))


def test_who_somebody_is_may_be_said_twice() -> None:
    twice = [part("My skin is dark.", "ask_treatment/skin_tone_fitzpatrick") for _ in range(2)]
    question = part("How long is the downtime?", "ask_treatment/downtime")
    assert [found.label for found in _without_who([*twice, question])] == [question.label]


class Consultation:
    """A reader that knows a wish, and what the word "consultation" does to a question of money."""

    def vector(self, text: str) -> str:
        return text

    def read(self, text: str, vector: str) -> Reading:
        if "charge" not in text:
            return Reading([("want_consultation", 1.0)], np.ones(3))
        topic = "consultation_cost" if "consultation" in text else "cost"
        return Reading([(f"ask_clinic/{topic}", 1.0)], np.ones(3))


def read_after_a_wish(question: str) -> str:
    """What a question after a wish for a consultation is read as."""
    text = f"I want to come in and see someone. {question}"
    return read_parts(Once(Consultation(), text), text)[-1].label  # type: ignore[arg-type]


def test_whether_a_consultation_that_is_asked_for_costs_anything() -> None:
    assert read_after_a_wish("Is there any charge or fee at all?") == "ask_clinic/consultation_cost"
    assert read_after_a_wish("Do you charge by the session?") == "ask_clinic/cost"


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
    once = Once(reader, "Two kids (thanks, universe), how long am I red?", "known")  # type: ignore[arg-type]
    read_parts(once, "Two kids (thanks, universe), how long am I red?")
    assert reader.encoded == ["Two kids (thanks, universe)", "how long am I red?"]


def test_what_stands_between_a_statement_and_its_question_is_read_with_them() -> None:
    reader = Unsure()
    text = "Hello! I am nursing. Ok so. How long am I red?"
    read_parts(Once(reader, text, "known"), text)  # type: ignore[arg-type]
    assert reader.encoded[-1] == "I am nursing. Ok so. How long am I red?"
