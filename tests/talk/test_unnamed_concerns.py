"""Concerns that no word names are read only where somebody tells of their skin."""

from typing import Any, cast

import pytest

from nightdesk.lexicon import default
from nightdesk.reading.model import Once, Reading
from nightdesk.talk.parts import Part
from nightdesk.talk.questions import Asked
from nightdesk.talk.unnamed import TELLING, unnamed_concerns


class Sees:
    """A reader that finds the same concern in everything."""

    def __init__(self, concern: str, chance: float = 0.9) -> None:
        self._concern, self._chance = concern, chance

    def concerns(self, text: str) -> dict[str, float]:
        return {self._concern: self._chance}


def unnamed(
    text: str, label: str = min(TELLING), sees: str = "sun_damage", chance: float = 0.9
) -> list[str]:
    reading: Any = Reading([(label, 1.0)], None)
    part = Part(Asked(text, reading))
    reader = cast(Once, Sees(sees, chance))
    return [m.name for m in unnamed_concerns(reader, [part], text, default().read(text))]


@pytest.mark.parametrize(
    "text",
    ["my name is Sun-mi Cho", "i'm Hazel Amber", "Olive Tan, 415 555 0123", "i have diabetes"],
)
def test_a_name_or_a_condition_is_no_concern(text: str) -> None:
    assert unnamed(text) == []


@pytest.mark.parametrize(
    "text", ["i look like a raccoon", "im Hazel Amber and my face is a map of the beach"]
)
def test_what_is_told_of_the_skin_is(text: str) -> None:
    assert unnamed(text) == ["sun_damage"]


@pytest.mark.parametrize("text", ["i also have pcos", "I've had diabetes for 3 years", "pcos btw"])
def test_nothing_but_a_condition_is_no_concern_whatever_it_is_taken_for(text: str) -> None:
    assert unnamed(text, "state_concern") == []


def test_what_is_told_beside_a_condition_is() -> None:
    assert unnamed("i have pcos and my chin is a mess", "state_concern") == ["sun_damage"]


@pytest.mark.parametrize("text", ["a scar on my brow from a bike crash", "i have surgery scars"])
def test_scars_with_a_cause_that_was_told_are_of_nothing_else(text: str) -> None:
    assert unnamed(text, "state_concern", sees="acne_scars") == []


@pytest.mark.parametrize("text", ["Rosanna", "rosalba", "Rosaura Vidal", "rosana montes"])
def test_a_name_alone_is_no_concern_however_sure_the_reader_is(text: str) -> None:
    assert unnamed(text, "state_concern", sees="rosacea", chance=1.0) == []


@pytest.mark.parametrize(
    ("text", "chance", "found"),
    [("brownish", 0.9, []), ("my color", 0.9, []), ("glowing", 0.99, ["sun_damage"])],
)
def test_a_word_alone_tells_only_what_is_almost_certain(
    text: str, chance: float, found: list[str]
) -> None:
    assert unnamed(text, "state_concern", chance=chance) == found


@pytest.mark.parametrize("text", ["my tummy", "thighs and hips"])
def test_a_place_alone_is_no_concern(text: str) -> None:
    assert unnamed(text, "state_concern", sees="loose_skin", chance=1.0) == []


@pytest.mark.parametrize(
    "text", ["my cheeks are hot and pink since my last session", "so red the evening of treatment"]
)
def test_how_the_skin_heals_is_no_concern(text: str) -> None:
    assert unnamed(text, "state_concern", sees="rosacea", chance=1.0) == []
