"""Which of the clinic's facts a message asks about, with messages that only look like it."""

from pathlib import Path

import pytest
import yaml

from nightdesk.knowledge.clinic_topics import clinic_topic, clinic_topics

FILE = Path(__file__).with_name("clinic_messages.yml")
MESSAGES: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
NOT_ASKED = MESSAGES.pop("none")
ASKED = [(topic, text) for topic, texts in MESSAGES.items() for text in texts]


@pytest.mark.parametrize(("topic", "text"), ASKED)
def test_a_question_about_the_clinic_is_read(topic: str, text: str) -> None:
    assert topic in clinic_topics(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_a_message_that_only_looks_like_one_is_left_alone(text: str) -> None:
    assert clinic_topics(text) == ()


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("where are you and what are your hours", ("location", "hours")),
        ("where are you located what are your hours", ("location", "hours")),
        ("how much is it and do you take insurance?", ("cost", "financing_insurance")),
        ("Is there parking? Also are you open saturdays", ("parking", "hours")),
        ("how much is the deposit", ("policy_deposit",)),
        (
            "do you do botox too and is the consult free",
            ("other_treatments_offered", "consultation_cost"),
        ),
    ],
)
def test_every_question_of_a_message_is_read_in_order(text: str, topics: tuple[str, ...]) -> None:
    assert clinic_topics(text) == topics


@pytest.mark.parametrize("text", ["", "   ", "?", "🙂", "...", "¿Dónde están?"])
def test_texts_without_words_ask_nothing(text: str) -> None:
    assert clinic_topics(text) == ()


def test_the_first_question_comes_first() -> None:
    assert clinic_topic("is there parking? and what are your hours") == "parking"
    assert clinic_topic("my cheeks are red") is None


@pytest.mark.parametrize("part", ["guys ", "you guys are ", "how much is ", "open on ", "where "])
def test_a_very_long_message_is_read_too(part: str) -> None:
    assert clinic_topics(part * 5000 + "? what are your hours") != ()
