"""Names that are written like words for skin."""

import pytest

from nightdesk.intake.details import Details, read_details
from nightdesk.lexicon import default


def read(text: str, asking: str | None = None) -> Details:
    return read_details(text, asking=asking, mentions=default().read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Melissa Soto 415 555 0123, wrinkles on my neck", "Melissa Soto"),
        ("consult for my pores. Chin Ito 415 555 0123", "Chin Ito"),
        ("hi, I'm Dr. Ximena Cheek, I'd like a consult", "Ximena Cheek"),
        ("Will Foot, 415 555 0123, botox please", "Will Foot"),
        ("my name is Olaya Brow", "Olaya Brow"),
        ("reach me at 415 555 0123, Bea Back", "Bea Back"),
    ],
)
def test_a_name_with_a_word_for_skin_in_it(text: str, name: str) -> None:
    assert read(text).name == name


def test_in_answer_to_the_question_for_it() -> None:
    details = read("Ximena Brow", asking="name")
    assert (details.name, details.name_sure, details.areas) == ("Ximena Brow", True, ())


def test_the_word_in_the_name_is_no_area_and_no_concern() -> None:
    details = read("consult for pores on my nose. Chin Ito 415 555 0123 text")
    assert (details.areas, details.concerns) == (("nose",), ("large_pores",))
    assert read("Melissa Soto 415 555 0123").concerns == ()


@pytest.mark.parametrize(
    "text",
    [
        "Acne Scars 415 555 0123",
        "Dry Cheeks, 415 555 0123",
        "Sagging Neck, 415 555 0123",
        "Rosacea Cheeks 415 555 0123",
        "I'm Breaking Out On My Chin",
        "Need Help With My Chin",
    ],
)
def test_words_in_capitals_that_are_no_name(text: str) -> None:
    assert read(text).name is None


@pytest.mark.parametrize("text", ["olaya chin", "its olaya foot", "olaya brow", "Olaya Temple"])
def test_a_small_surname_in_answer_to_the_question_for_it(text: str) -> None:
    details = read(text, asking="name")
    assert (details.name or "").lower().startswith("olaya ")
    assert (details.name_sure, details.areas) == (True, ())


@pytest.mark.parametrize("text", ["left cheek", "upper back", "my chin", "lower chin", "chin neck"])
def test_a_place_is_no_name(text: str) -> None:
    details = read(text, asking="name")
    assert details.name is None
    assert details.areas
