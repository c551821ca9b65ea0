"""Names, as people write them, and what is none."""

import pytest

from nightdesk.intake.details import read_details
from tests.intake.talk import mentions_in


def name(text: str, asking: str | None = None) -> str | None:
    return read_details(text, asking=asking, mentions=mentions_in(text)).name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my name is Casimir Dolan", "Casimir Dolan"),
        ("my name is casimir dolan and my cell is 415 555 0123", "casimir dolan"),
        ("name: Casimir Dolan", "Casimir Dolan"),
        ("hi, I'm Casimir", "Casimir"),
        ("im casimir dolan, 415 555 0123", "casimir dolan"),
        ("This is Casimir Dolan calling about my skin", "Casimir Dolan"),
        ("it's Ximena", "Ximena"),
        ("soy Ximena Peña", "Ximena Peña"),
        ("me llamo ximena", "ximena"),
        ("my name is um Casimir uh Dolan", "Casimir Dolan"),
        ("my name is Niamh Daly that's n i a m h", "Niamh Daly"),
        ("my name is n-i-a-m-h", "Niamh"),
        ("its vikki with two k's vikki@example.com", "vikki"),
        ("name's Bo", "Bo"),
        ("you can call me Ray", "Ray"),
        ("my name is Will Young", "Will Young"),
        ("my name is June Summer Day", "June Summer Day"),
    ],
)
def test_introduced_anywhere(text: str, expected: str) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "O'Malley-Nakagawa",
        "王小明",
        "María José de la Vega",
        "Bo",
        "June Summer Day",
        "ximena peña",
        "J. R. Okafor",
        "van der Berg",
        "प्रिया शर्मा",
        "Olena Коваль",
        "XIMENA PEÑA",
    ],
)
def test_alone_when_asked_for_and_kept_as_written(text: str) -> None:
    assert name(text, "name") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sure, Ximena Peña", "Ximena Peña"),
        ("Ximena Peña, 415 555 0123", "Ximena Peña"),
        ("ximena peña acne scars", "ximena peña"),
        ("Ximena. why do you ask", "Ximena"),
        ("yes its ximena", "ximena"),
    ],
)
def test_with_other_things_when_asked_for(text: str, expected: str) -> None:
    assert name(text, "name") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ximena Peña, 415 555 0123", "Ximena Peña"),
        ("ximena peña 415 555 0123 neck, call anytime", "ximena peña"),
        ("ximena@example.org / Ximena Peña / melasma", "Ximena Peña"),
        ("Consult please. Ximena Peña", "Ximena Peña"),
        ("melasma on my cheeks, 415 555 0123", None),
        ("Acne Scars, Cheeks, 415 555 0123", None),
        ("call me back 415 555 0123", None),
        ("Good Morning, 415 555 0123", None),
    ],
)
def test_beside_contact_details_or_a_request(text: str, expected: str | None) -> None:
    assert name(text) == expected


@pytest.mark.parametrize("asking", [None, "name"])
@pytest.mark.parametrize(
    "text",
    [
        "im nervous",
        "I'm really nervous about needles",
        "im 45",
        "I'm interested in microneedling",
        "it's my cheeks",
        "its melasma",
        "it's been three years",
        "im pregnant",
        "I'm so tired of this",
        "i am allergic to lidocaine",
        "this is for my neck",
        "yes",
        "no thanks",
        "why do you need my name",
        "how much is it?",
        "skip",
        "i dont want to say",
        "415 555 0123",
        "ximena@example.org",
        "weekday evenings",
        "acne scars on my chin",
        "call me after 5",
        "her name is Odile",
        "never mind",
    ],
)
def test_no_names(text: str, asking: str | None) -> None:
    assert name(text, asking) is None
