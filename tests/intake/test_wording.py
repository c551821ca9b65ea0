"""Code and domain/intake.yml agree on every response, and the wording keeps its rules."""

import re
from itertools import product
from string import Formatter
from typing import Any

import pytest
import yaml

from nightdesk.base.reply import Reply
from nightdesk.intake.consent import ANY, BY, CONSENT_WORDINGS, consent_text
from nightdesk.intake.questions import QUESTIONS, ask
from nightdesk.intake.state import IntakeState
from tests.intake.talk import CLINIC, HOME, WORDING

PATH = HOME / "domain" / "intake.yml"
DOMAIN: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
TEXTS = {name: variants[0]["text"] for name, variants in DOMAIN["responses"].items()}
SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in (HOME / "nightdesk" / "intake").glob("*.py")
)

FIXED = {
    "utter_intake_reflect": {"concerns", "areas"},
    "utter_intake_reflect_one": {"about"},
    "utter_intake_start": set(),
    "utter_intake_short": set(),
    "utter_intake_texts": set(),
    "utter_intake_missing": {"items"},
    "utter_intake_nothing_missing": set(),
    "utter_intake_welcome_back": set(),
    "utter_intake_start_over": set(),
    "utter_intake_cancelled": set(),
    "utter_intake_already_sent": {"phone"},
    "utter_intake_later": {"clinic_phone"},
    "utter_intake_rest": {"clinic_phone"},
    "utter_intake_no_consent": {"clinic_phone"},
    "utter_ask_email_typo": {"written", "suggestion"},
    "utter_email_invalid": set(),
}

SAID_BY_THE_TALK = {
    "utter_times_closed": {"hours"},
    "utter_intake_withdrawn": set(),
    "utter_intake_yes": set(),
    "utter_ask_age": set(),
    "utter_ask_age_again": set(),
}
"""Wording of this topic that nightdesk/talk uses."""


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _asked() -> dict[str, Reply]:
    """Every wording of every question, as the code composes it."""
    replies: dict[str, Reply] = {}
    for question in QUESTIONS:
        if question == "email_typo":
            continue
        known = product((0, 2), (0, 1), (None, True), (None, "+19255550142"))
        for tries, passed_over, agreed, phone in known:
            state = IntakeState(tries={question: tries}, passed_over={question: passed_over})
            state.phone = phone
            state.consents["contact"] = agreed
            reply = ask(state, question, **CLINIC)
            assert reply is not None
            replies[reply.response] = reply
    return replies


def _problems() -> set[str]:
    kinds = {
        "phone": ("too_short", "too_long", "no_area_code", "invalid"),
        "email": ("no_at", "invalid"),
    }
    return {f"utter_{way}_{problem}" for way, names in kinds.items() for problem in names}


def _whys() -> set[str]:
    return {f"utter_why_{q}" for q in QUESTIONS if q not in ("email_typo", "change")}


def test_the_file_is_plain_rasa_domain() -> None:
    assert PATH.read_text(encoding="utf-8").splitlines()[0] == 'version: "3.1"'
    assert set(DOMAIN) == {"version", "responses"}
    assert all(len(variants) == 1 for variants in DOMAIN["responses"].values())


def test_every_response_exists_and_none_is_unused() -> None:
    assert set(TEXTS) - set(SAID_BY_THE_TALK) == set(FIXED) | set(_asked()) | _problems() | _whys()


def test_every_response_named_in_the_code_exists() -> None:
    named = set(re.findall(r'"(utter_\w+)"', SOURCE))
    assert named == set(FIXED)


@pytest.mark.parametrize("reply", _asked().values(), ids=lambda reply: reply.response)
def test_questions_get_exactly_their_placeholders(reply: Reply) -> None:
    assert _placeholders(TEXTS[reply.response]) == set(reply.values)


@pytest.mark.parametrize(("name", "placeholders"), [*FIXED.items(), *SAID_BY_THE_TALK.items()])
def test_other_responses_have_exactly_their_placeholders(name: str, placeholders: set[str]) -> None:
    assert _placeholders(TEXTS[name]) == placeholders


@pytest.mark.parametrize("name", sorted(_problems() | _whys()))
def test_problems_and_reasons_have_no_placeholders(name: str) -> None:
    assert not _placeholders(TEXTS[name])


@pytest.mark.parametrize("way", [None, "call", "text", "email"])
@pytest.mark.parametrize("ending", ["", "_again", "_help"])
def test_the_summary_shows_the_exact_consent_whose_version_is_kept(
    ending: str, way: str | None
) -> None:
    version, text = CONSENT_WORDINGS["contact"]
    assert 0 < len(version) <= 20
    assert _placeholders(text) == {"clinic", "by"}
    state = IntakeState(channel=way, tries={"confirm": ["", "_again", "_help"].index(ending)})
    reply = ask(state, "confirm", **CLINIC)
    assert reply is not None
    assert (reply.response, reply.kind) == (f"utter_ask_consent{ending}", "confirm")
    shown = consent_text("Harbor Skin", way or ANY)
    assert shown == text.format(clinic="Harbor Skin", by=BY[way or ANY])
    assert WORDING.render(reply).rstrip().endswith(shown)
    assert TEXTS[reply.response].rstrip().endswith("{summary}\n{consent}")


def test_a_summary_with_the_consent_given_shows_none() -> None:
    reply = ask(IntakeState(consents={"contact": True}), "confirm", **CLINIC)
    assert reply is not None
    assert (reply.response, reply.kind) == ("utter_ask_confirm", "confirm")
    assert "consent" not in reply.values


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_the_tone(name: str, text: str) -> None:
    assert "!" not in text
    assert not re.search(r"\b(?:guarantee\w*|approved|safe|great|awesome|perfect)\b", text, re.I)
    assert len(text) < 320
