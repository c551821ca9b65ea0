"""The labelled sets are complete, use the fixed names, and are not training data."""

import re
from collections import Counter

import pytest

from nightdesk.base.data import read_yaml
from nightdesk.knowledge.loader import load_entries
from nightdesk.knowledge.topics import TOPICS
from nightdesk.safety import default
from tests.conftest import ROOT
from tests.data.test_rasa_files import examples
from tests.evaluation.judge import JUDGES
from tests.evaluation.messages import load_all, pairs
from tests.safety import scorecard as red_flags
from tests.safety import talks

MESSAGES = load_all()
HELDOUT = red_flags.load()
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
    shared = {plain(message.text) for message in MESSAGES} & taught()
    assert {text for text in shared if len(text.split()) > 4} == set()


def test_no_held_out_red_flag_is_training_data() -> None:
    known = taught()
    assert [message.id for message in HELDOUT if plain(message.text) in known] == []


def test_no_longer_turn_of_the_talks_in_pieces_is_training_data() -> None:
    told = {plain(turn) for talk in talks.load() for turn in talk["turns"]}
    assert {text for text in told & taught() if len(text.split()) > 4} == set()


def test_no_held_out_red_flag_is_an_example_of_the_rules() -> None:
    written = [text for rule in default().rules for text in (*rule.must_fire, *rule.must_not_fire)]
    for name in ("urgent", "ordinary", "negations"):
        groups = read_yaml(ROOT / "tests" / "safety" / f"{name}.yml")
        written += [text for texts in groups.values() for text in texts]
    known = {plain(text) for text in written}
    assert [message.id for message in HELDOUT if plain(message.text) in known] == []


def test_no_held_out_red_flag_is_there_twice() -> None:
    assert [n for n, count in Counter(m.id for m in HELDOUT).items() if count > 1] == []
    assert [t for t, count in Counter(plain(m.text) for m in HELDOUT).items() if count > 1] == []


def taught() -> set[str]:
    """All that training reads, and the questions of the knowledge base."""
    texts = {plain(text) for _, text in examples()}
    for entry in load_entries(ROOT / "knowledge"):
        texts |= {plain(question) for question in entry.questions}
    return texts


def plain(text: str) -> str:
    """A text without case, punctuation and spacing, to compare it with another."""
    return re.sub(r"[^\w]+", " ", text.lower()).strip() or text
