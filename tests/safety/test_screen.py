"""The red-flag net against a labelled set of its own, and against hostile text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.base.data import read_yaml
from nightdesk.safety import default
from nightdesk.safety.rules import TIERS

HERE = Path(__file__).parent
URGENT = read_yaml(HERE / "urgent.yml")
ORDINARY = [text for group in read_yaml(HERE / "ordinary.yml").values() for text in group]


def missed(tier: str) -> list[str]:
    """Messages of this tier that raised no alarm, or a less serious one."""
    found = {text: default().check(text) for text in URGENT[tier]}
    return [t for t, f in found.items() if not f or TIERS.index(f.tier) > TIERS.index(tier)]


@pytest.mark.parametrize("tier", ["911", "distress"])
def test_no_emergency_and_no_distress_is_missed(tier):
    assert missed(tier) == []


def test_nearly_all_other_urgent_messages_are_noticed():
    total = len(URGENT["er_today"]) + len(URGENT["urgent_line"])
    lost = missed("er_today") + missed("urgent_line")
    assert len(lost) <= 0.03 * total, lost


def test_ordinary_messages_raise_at_most_one_false_alarm_in_a_hundred():
    alarms = [text for text in ORDINARY if default().check(text)]
    assert len(alarms) <= 0.01 * len(ORDINARY), alarms


def test_the_sets_are_large_enough_to_mean_something():
    assert sum(len(texts) for texts in URGENT.values()) >= 150
    assert len(ORDINARY) >= 300


def test_a_sign_at_the_end_of_a_long_message_still_fires():
    story = "I had a lovely holiday and want to ask about prices and parking and times. "
    text = (story * 80)[:4960] + " Also my throat is closing up"
    assert default().check(text).tier == "911"


def test_the_most_serious_rule_wins():
    flag = default().check("my cheek is oozing pus since the laser and i cant breathe")
    assert flag.tier == "911"
    assert "cant breathe" in flag.words


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("no fever", False),
        ("no idea why but i have a fever of 103 and the redness is spreading", True),
        ("no redness but my throat is closing", True),
        ("my mom had a stroke years ago", False),
        ("my mom is having a stroke", True),
        ("it was hard to breathe but it went away", True),
        ("what if i get an infection", False),
        ("not sure if im having an allergic reaction, my lips are swelling", True),
        ("Help. Throat. Closing.", True),
        ("I CAN’T BREATHE", True),
        ("i can't breatheeee", True),
        ("trouble breahting", True),
        ("𝓘 𝓬𝓪𝓷𝓽 𝓫𝓻𝓮𝓪𝓽𝓱𝓮", True),
        ("i\u200b can\u200bt bre\u200bathe", True),
    ],
)
def test_context_and_spelling(text, fires):
    assert (default().check(text) is not None) is fires


def test_explain_shows_what_fired_and_what_was_set_aside():
    findings = default().explain("no fever and no chest pain but my tongue is swelling up")
    fired = [finding for finding in findings if finding.fired]
    assert fired[0].rule == "throat_tongue"
    assert fired[0].signs[0].words == "tongue is swelling"
    held = {sign.name: sign.reason for finding in findings for sign in finding.discarded}
    assert held["chest_pain"] == "negated"


def test_explain_and_check_agree():
    for text in [t for texts in URGENT.values() for t in texts][::5] + ORDINARY[::10]:
        fired = [finding for finding in default().explain(text) if finding.fired]
        flag = default().check(text)
        assert (fired[0].rule if fired else None) == (flag.rule if flag else None)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text):
    default().check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "💀" * 500,
        "a" * 100_000,
        "no " * 30_000,
        "breath " * 14_000,
        "if my " * 16_000,
        "!?.," * 25_000,
        "\u200b" * 100_000,
    ],
)
def test_hostile_text_is_survived(text):
    default().check(text)
    default().explain(text[:5_000])
