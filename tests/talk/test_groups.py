"""Questions beside words for who somebody is."""

import numpy as np
import pytest

from nightdesk.knowledge.search import Asked
from nightdesk.reading.model import Once, Reading
from nightdesk.talk.groups import without_group


class OfAGroup:
    """A reader that takes whatever names men for a question on men, all else for one on pain."""

    def vector(self, text: str) -> str:
        return text

    def read(self, text: str, vector: str) -> Reading:
        topic = "men" if "men" in text else "pain"
        return Reading([(f"ask_treatment/{topic}", 0.9)], np.ones(3))


def rest_of(text: str) -> str:
    """What is asked beside the group; empty for nothing."""
    reader = Once(OfAGroup(), text)  # type: ignore[arg-type]
    rest = without_group(Asked(text, reader.read(text)), reader)
    return " ".join(rest.text.split()) if rest else ""


@pytest.mark.parametrize("text", ["does it hurt for men", "for men does it hurt"])
def test_what_is_asked_for_a_group_is_asked_without_it_too(text: str) -> None:
    assert rest_of(text) == "does it hurt"


@pytest.mark.parametrize(
    "text", ["do you see many men", "do you treat men", "are there other men who do this"]
)
def test_a_question_about_the_group_itself_is_no_other_question(text: str) -> None:
    assert rest_of(text) == ""
