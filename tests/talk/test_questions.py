"""Parts of a message, before they are searched."""

import numpy as np

from nightdesk.knowledge.search import Asked
from nightdesk.reading.model import Reading
from nightdesk.talk.questions import Part, _without_who


def part(text: str, label: str) -> Part:
    """A part that was read as `label`."""
    return Part(Asked(text, Reading([(label, 1.0)], np.ones(3))))


def test_who_somebody_is_may_be_said_twice() -> None:
    twice = [part("My skin is dark.", "ask_treatment/skin_tone_fitzpatrick") for _ in range(2)]
    question = part("How long is the downtime?", "ask_treatment/downtime")
    assert [found.label for found in _without_who([*twice, question])] == [question.label]
