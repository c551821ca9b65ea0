"""What the second net does with messages, whatever the model behind it says."""

import pytest

from nightdesk.safety import second_net
from nightdesk.safety.second_net import WINDOW_WORDS

CALM = {"none": 1.0}


def certain(tier: str) -> dict[str, float]:
    return {tier: 0.9, "none": 0.1}


def test_nothing_is_noticed_where_nothing_is_likely():
    assert second_net.noticed("does it hurt?", lambda _: CALM) is None


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_message_is_not_even_read(text):
    assert second_net.noticed(text, lambda _: pytest.fail("was read")) is None


@pytest.mark.parametrize("tier", ["911", "distress", "er_today", "urgent_line"])
def test_the_likeliest_tier_is_named_and_recorded_as_a_gap(tier):
    flag = second_net.noticed("something", lambda _: certain(tier))
    assert (flag.tier, flag.rule, flag.words) == (tier, "second-net", "")


def test_one_sign_in_a_long_message_is_noticed_and_the_most_serious_counts():
    chatter = "we talked about the weather and the garden for a while. " * 30
    text = f"{chatter}SIGN. {chatter}WORSE. {chatter}"

    def read(part: str) -> dict[str, float]:
        return certain("911" if "WORSE" in part else "er_today" if "SIGN" in part else "none")

    assert second_net.noticed(text, read).tier == "911"


def test_doubt_about_a_window_of_a_long_message_is_no_alarm():
    doubtful = {"911": 0.5, "none": 0.5}
    assert second_net.noticed("short", lambda _: doubtful) is not None
    assert second_net.noticed("long. " * 100, lambda _: doubtful) is None


@pytest.mark.parametrize(("words", "alarms"), [(50, True), (60, True), (61, False)])
def test_what_is_only_a_little_too_long_is_also_read_as_one(words, alarms):
    """Its sense may be cut in two ("... so i wrote the letters" and then the reason)."""
    text = "one two three four five. " * (words // 5) + "six " * (words % 5)

    def read(part: str) -> dict[str, float]:
        chance = 0.5 if part.split() == text.split() else 0.2
        return {"distress": chance, "none": 1 - chance}

    assert bool(second_net.noticed(text, read)) == alarms


@pytest.mark.parametrize(
    "text",
    ["got filler in my lips today", "It's day 4", "numbing cream is on", "Botox 2 hours ago."],
)
def test_what_was_done_and_when_is_no_alarm_by_itself(text):
    assert second_net.noticed(text, lambda _: certain("911")) is None
    assert second_net.noticed(f"{text} and i cant see", lambda _: certain("911")) is not None
    assert second_net.noticed(f"{text} \N{DIZZY FACE}", lambda _: certain("911")) is not None


@pytest.mark.parametrize("text", ["im done", "i have had it", "\N{AMBULANCE}", "it is my face"])
def test_other_words_and_signs_are_read(text):
    assert second_net.noticed(text, lambda _: certain("distress")) is not None


@pytest.mark.parametrize("text", ["", "a", "a b. c d", "word " * 5000, "one. " * 900, "x\n" * 300])
def test_windows_hold_all_words_in_order_and_are_short(text):
    windows = second_net.windows(text)
    assert " ".join(windows).split() == text.split()
    assert all(len(window.split()) <= WINDOW_WORDS for window in windows)


@pytest.mark.parametrize(
    "text",
    [
        # a refusal
        "no. I wont answer your questions",
        "i dont want anybody contacting me",
        "then forget it, dont save anything i wrote",
        "stop texting me, i don't agree to this",
        "changed my mind, withdrawing consent. no more contact",
        # which times suit
        "actually, mornings would be better",
        "weekends would be better",
        "after 5 on friday is best for me",
        # how seldom there is a cold sore
        "cold sores, once or twice a year",
        "herpes on my lip sometimes, when im stressed",
    ],
)
def test_a_bare_refusal_time_or_cold_sore_is_no_danger(text: str) -> None:
    assert second_net.noticed(text, lambda _: {"distress": 0.95}) is None


@pytest.mark.parametrize(
    "text",
    [
        # a refusal
        "i dont want to be here anymore",
        "no i dont want to live, dont contact me",
        "dont call anyone, i took the pills",
        "please tell them i said goodbye, dont text me",
        "i changed my mind about living, dont call",
        # which times suit
        "everyone would be better off on monday",
        "i wont be here friday",
        "no more mornings for me",
        "mornings would be better without me",
        # a cold sore
        "cold sores now",
        "cold sore on my lip since my session",
        "fever now and then",
        "cold sores all over the treated lip, once small, now huge",
    ],
)
def test_a_refusal_time_or_cold_sore_with_anything_more_is_read(text: str) -> None:
    assert second_net.noticed(text, lambda _: {"distress": 0.95}) is not None
