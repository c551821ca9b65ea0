"""The labelled sets are complete, use the fixed names, and are not training data."""

import re
from collections import Counter

import pytest

from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.topics import TOPICS
from tests.conftest import ROOT
from tests.data.test_rasa_files import examples
from tests.evaluation.judge import JUDGES
from tests.evaluation.messages import load_all, pairs

MESSAGES = load_all()
SINGLE = [message for message in MESSAGES if not message.wording]
KINDS = [
    "question",
    "concern",
    "consult_request",
    "contact_info",
    "urgent",
    "human_request",
    "out_of_scope",
    "chitchat",
    "existing_client",
    "complaint",
    "spam_abuse",
    "privacy",
]
NOISES = [
    "clean",
    "typos",
    "slang",
    "no_punctuation",
    "all_caps",
    "voice_to_text",
    "very_short",
    "very_long",
    "emoji",
    "mixed_language",
]
CONCERNS = frozenset(
    [
        "acne_scars",
        "chickenpox_scars",
        "surgical_scars",
        "fine_lines",
        "wrinkles",
        "uneven_tone",
        "texture",
        "loose_skin",
        "sun_damage",
        "discoloration",
        "melasma",
        "large_pores",
        "active_acne",
        "rosacea",
        "stretch_marks",
        "dull_skin",
        "dark_circles",
        "hair_thinning",
        "other",
    ]
)
BEHAVIOURS = {*JUDGES, "escalate_urgent"}


def test_there_are_enough_messages_and_pairs() -> None:
    assert len(SINGLE) >= 600
    assert len(pairs(MESSAGES)) >= 40


def test_no_message_is_there_twice() -> None:
    assert [n for n, count in Counter(m.id for m in MESSAGES).items() if count > 1] == []
    assert [t for t, count in Counter(plain(m.text) for m in SINGLE).items() if count > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_measured(kind: str) -> None:
    assert sum(message.kind == kind for message in SINGLE) >= 15


@pytest.mark.parametrize("noise", NOISES)
def test_every_noise_is_measured(noise: str) -> None:
    assert sum(message.noise == noise for message in SINGLE) >= 8


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_topic_is_measured(topic: str) -> None:
    assert sum(topic in message.topics for message in SINGLE) >= 3


def test_labels_use_the_fixed_names() -> None:
    for message in MESSAGES:
        assert message.kind in KINDS
        assert message.expected in BEHAVIOURS
        assert TOPICS.issuperset(message.topics)
        assert CONCERNS.issuperset(message.concerns)
        assert message.topics or message.kind != "question"


def test_no_message_is_training_data() -> None:
    taught = {plain(text) for _, text in examples()}
    for entry in load_entries(ROOT / "knowledge"):
        taught |= {plain(question) for question in entry.questions}
    shared = {plain(message.text) for message in MESSAGES} & taught
    assert {text for text in shared if len(text.split()) > 4} == set()


def plain(text: str) -> str:
    """A text without case, punctuation and spacing, to compare it with another."""
    return re.sub(r"[^\w]+", " ", text.lower()).strip() or text
