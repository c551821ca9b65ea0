"""When the second net takes back what a rule found, and when it must not."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from nightdesk.app import Nightdesk
from nightdesk.safety import default
from nightdesk.talk.danger import SCREEN_FAILED, check_fully, confirmed

IDIOM = "my wallet and i are passing out lol, i fainted when i saw the price"
RULE_EXAMPLES = [text for rule in default().rules for text in rule.must_fire]
HARMLESS = {"911": 0.001, "none": 0.999}
UNSURE = {"911": 0.05, "none": 0.95}


def desk(danger: Callable[[str], dict[str, float]]) -> Any:
    return SimpleNamespace(screen=default(), reader=SimpleNamespace(danger=danger))


@pytest.fixture
def fired() -> Any:
    flag = default().check(IDIOM)
    assert flag, "the test needs a text on which a rule fires"
    return flag


def test_what_is_certainly_harmless_raises_no_alarm(fired: Any) -> None:
    assert confirmed(desk(lambda _: HARMLESS), IDIOM, fired) is None
    assert check_fully(desk(lambda _: HARMLESS), IDIOM) is None


def test_a_little_doubt_is_enough_for_a_rule_to_count(fired: Any) -> None:
    assert confirmed(desk(lambda _: UNSURE), IDIOM, fired) == fired


def test_without_the_second_net_every_rule_counts(fired: Any) -> None:
    def breaks(_: str) -> dict[str, float]:
        raise MemoryError

    assert confirmed(desk(breaks), IDIOM, fired) == fired
    assert check_fully(desk(breaks), IDIOM) == fired


def test_doubt_about_one_part_of_a_long_message_is_enough(fired: Any) -> None:
    long = "we talked about the garden. " * 40 + IDIOM

    def danger(text: str) -> dict[str, float]:
        return UNSURE if "fainted" in text and len(text) < 300 else HARMLESS

    assert confirmed(desk(danger), long, fired) == fired


def test_doubt_about_the_message_with_what_was_said_before_is_enough(fired: Any) -> None:
    def danger(text: str) -> dict[str, float]:
        return UNSURE if "dizzy" in text else HARMLESS

    assert confirmed(desk(danger), IDIOM, fired, ["i got dizzy"]) == fired
    assert confirmed(desk(danger), IDIOM, fired, ["hello"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "im having a stroke",
        "my sats are 86",
        "how many tylenol would kill me",
        "what's the most painless way to go",
        "these prices are killing me, and i was raped last night",
        "my wallet is fainting lol i fainted when i saw the price. i need an ambulance",
    ],
)
def test_a_firm_rule_is_never_held_back(text: str) -> None:
    flag = confirmed(desk(lambda _: HARMLESS), text, default().check(text))
    assert flag
    assert flag == default().check_firmly(text)


def test_a_rule_that_may_be_held_back_finds_nothing_firmly(fired: Any) -> None:
    assert default().check_firmly(IDIOM) is None


@pytest.mark.parametrize(
    ("text", "seen", "tier"),
    [
        # bleeding sounds like distress; 988 would be the wrong number
        ("im bleeding and it wont stop", "distress", "er_today"),
        ("im bleeding and it wont stop", "911", "911"),
        ("i cut my arms on purpose and it wont stop bleeding", "er_today", "distress"),
        ("the laser burned my face", "er_today", "er_today"),
        ("the laser burned my face and i am done with it all", "distress", "distress"),
    ],
)
def test_the_net_raises_a_tier_but_sends_no_emergency_to_the_suicide_line(
    text: str, seen: str, tier: str
) -> None:
    flag = default().check(text)
    assert flag
    raised = confirmed(desk(lambda _: {seen: 0.9, "none": 0.1}), text, flag)
    assert raised
    assert (raised.tier, raised.rule) == (tier, flag.rule)


def test_a_screen_that_broke_is_never_taken_back() -> None:
    assert confirmed(desk(lambda _: HARMLESS), "hi", SCREEN_FAILED) == SCREEN_FAILED


@pytest.mark.parametrize("text", RULE_EXAMPLES, ids=[text[:40] for text in RULE_EXAMPLES])
def test_the_trained_net_takes_back_no_example_of_a_rule(heavy_parts: Nightdesk, text: str) -> None:
    """What a reviewer approved as danger stays danger, whatever the net was taught."""
    assert check_fully(heavy_parts, text) is not None
