"""Rasa's own validation exits 0 on contradictions and duplicates, so the files are checked here."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.__main__ import ACTIONS
from tests.conftest import ROOT

TOPICS = ("greeting", "treatments", "intake", "safety", "handoff", "privacy", "fallback")
NLU = sorted(path for path in (ROOT / "data").rglob("*.yml") if path.name != "rules.yml")
UNTRAINED = {"choose", "nlu_fallback"}
DOMAINS = [ROOT / "domain.yml", *sorted((ROOT / "domain").glob("*.yml"))]
FORBIDDEN = re.compile(
    r"!|fda[ -]approved|guarantee|safe for you|you can (?:have|get|safely)|no risk|risk[- ]free"
    r"|painless|you are a (?:good )?candidate|you will be fine|nothing to worry",
    re.IGNORECASE,
)


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def examples() -> Iterator[tuple[str, str]]:
    """Every training sentence with its intent."""
    for path in NLU:
        for block in read(path)["nlu"]:
            for line in block["examples"].splitlines():
                yield block["intent"], line.removeprefix("- ").strip()


def rules() -> Iterator[tuple[str, str, str]]:
    """Topic, intent and action of every rule."""
    for topic in TOPICS:
        for rule in read(ROOT / "data" / topic / "rules.yml")["rules"]:
            intent, action = rule["steps"]
            yield topic, intent["intent"], action["action"]


def responses() -> list[tuple[str, str]]:
    """Name and text of every response, over all domain files, repeats included."""
    found = []
    for path in DOMAINS:
        # yaml keeps the last of two equal keys, so names are read from the lines
        names = re.findall(r"^  (utter_\w+):", path.read_text(encoding="utf-8"), re.MULTILINE)
        said = read(path).get("responses") or {}
        found += [(name, variant["text"]) for name in names for variant in said[name]]
    return found


def plain(sentence: str) -> str:
    """A sentence without case, punctuation and spacing."""
    return re.sub(r"[^\w]+", " ", sentence.lower()).strip() or sentence


def test_each_intent_has_one_rule_that_leads_to_its_topics_action() -> None:
    found = list(rules())
    assert Counter(intent for _, intent, _ in found) == dict.fromkeys(
        read(DOMAINS[0])["intents"], 1
    )
    assert all(action == f"action_{topic}" for topic, _, action in found)


def test_the_actions_of_domain_rules_and_code_are_the_same() -> None:
    in_code = [action().name() for action in ACTIONS]
    assert sorted(in_code) == sorted(read(DOMAINS[0])["actions"])
    assert set(in_code) == {action for _, _, action in rules()}
    assert len(set(in_code)) == len(in_code)


def test_a_sentence_is_trained_once() -> None:
    seen = Counter(plain(sentence) for _, sentence in examples())
    assert [sentence for sentence, times in seen.items() if times > 1] == []


def test_each_intent_has_enough_examples() -> None:
    counted = Counter(intent for intent, _ in examples())
    assert set(counted) == set(read(DOMAINS[0])["intents"]) - UNTRAINED
    assert {intent: n for intent, n in counted.items() if n < 25} == {}


def test_no_example_is_an_entity_annotation_or_a_command() -> None:
    assert [s for _, s in examples() if re.search(r"\]\(|\]\{|^/", s)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "data").rglob("*.yml")), ids=str)
def test_data_holds_only_what_rasa_reads_there(path: Path) -> None:
    """`slots:` and `responses:` inside data/ are ignored silently, or retrain the classifier."""
    assert set(read(path)) <= {"version", "nlu", "rules"}


@pytest.mark.parametrize("path", DOMAINS, ids=lambda p: p.name)
def test_a_visitor_cannot_set_a_slot(path: Path) -> None:
    mappings = [m for slot in (read(path).get("slots") or {}).values() for m in slot["mappings"]]
    assert all(mapping["type"] == "custom" for mapping in mappings)


def test_nothing_is_carried_over_to_another_visitor() -> None:
    assert read(DOMAINS[0])["session_config"]["carry_over_slots_to_new_session"] is False


def test_a_response_is_defined_once_with_one_wording() -> None:
    seen = Counter(name for name, _ in responses())
    assert [name for name, times in seen.items() if times > 1] == []


def test_no_wording_promises_clears_or_shouts() -> None:
    assert [(n, t) for n, t in responses() if FORBIDDEN.search(t) or not t.strip()] == []


def test_every_response_named_in_code_has_a_wording() -> None:
    code = [p for folder in ("nightdesk", "web", "actions") for p in (ROOT / folder).rglob("*.py")]
    named = {n for p in code for n in re.findall(r"[\"'](utter_\w+)[\"']", p.read_text("utf-8"))}
    assert named - {name for name, _ in responses()} == set()
