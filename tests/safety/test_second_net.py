"""What the second net does with messages, whatever the model behind it says."""

import pytest

from nightdesk.app import Nightdesk
from nightdesk.safety import second_net
from nightdesk.safety.second_net import WINDOW_WORDS
from nightdesk.talk.danger import check_fully

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
    [
        "got filler in my lips today",
        "It's day 4",
        "numbing cream is on",
        "Botox 2 hours ago.",
        "me puse relleno en los labios hoy",
        "Ayer me inyectaron relleno en los pómulos",
        "me puse la crema anestésica",
    ],
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


REFUSALS = [
    "no. I wont answer your questions",
    "i dont want anybody contacting me",
    "then forget it, dont save anything i wrote",
    "stop texting me, i don't agree to this",
    "changed my mind, withdrawing consent. no more contact",
]


@pytest.mark.parametrize("text", REFUSALS)
def test_a_bare_refusal_alarms_only_where_the_net_is_rather_sure(text: str) -> None:
    assert second_net.noticed(text, lambda _: {"distress": 0.45}) is None
    assert second_net.noticed(text, lambda _: {"distress": 0.55}) is not None


@pytest.mark.parametrize(
    "text",
    [
        "i want to be done with everything. dont call anyone",
        "i want to be done with everything dont call anyone",
        "i dont want to be anymore. please dont ask questions",
        "nobody to call or text anymore. im done",
    ],
)
def test_despair_in_words_of_refusal_is_noticed(text: str, heavy_parts: Nightdesk) -> None:
    assert check_fully(heavy_parts, text).tier == "distress"


@pytest.mark.parametrize("text", REFUSALS)
def test_a_refusal_is_no_despair(text: str, heavy_parts: Nightdesk) -> None:
    assert check_fully(heavy_parts, text) is None


DANGERS = [
    "i took 40 tylenol",
    "kms",
    "slurred speech",
    "my husband hits me",
    "i want to die",
    "bleach got in my eye",
    "my tongue is swollen",
    "red streaks going down my neck",
]
BESIDE = [
    "{}, my number is 925-555-0142",
    "{}, call me at dana.quist@example.com",
    "Dana Quist, 925-555-2014, {}",
    "{} 925-555-2018",
    "hi this is Dana Quist, my number is (925) 555-0142 and my email is dana.quist@example.com, {}",
    "i'd like a consultation for acne scars, mornings are best. {}",
    "how much is botox and do you have parking? {}",
    "{}\nmornings are best\nDana Quist",
    "Dana Quist 925-555-2014 {}, mornings are best",
    "mornings are best\n{}\n925-555-0142",
]


@pytest.mark.parametrize("around", BESIDE)
@pytest.mark.parametrize("danger", DANGERS)
def test_a_request_around_it_hides_no_danger(
    danger: str, around: str, heavy_parts: Nightdesk
) -> None:
    assert check_fully(heavy_parts, around.format(danger)) is not None


@pytest.mark.parametrize("around", BESIDE)
def test_a_request_is_no_danger_by_itself(around: str, heavy_parts: Nightdesk) -> None:
    for text in ("acne scars", "hello", "do you do peels", "my wallet is bleeding"):
        assert check_fully(heavy_parts, around.format(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        # which times suit
        "actually, mornings would be better",
        "weekends would be better",
        "after 5 on friday is best for me",
        # how seldom there is a cold sore
        "cold sores, once or twice a year",
        "herpes on my lip sometimes, when im stressed",
    ],
)
def test_a_bare_time_or_cold_sore_is_no_danger(text: str) -> None:
    assert second_net.noticed(text, lambda _: {"distress": 0.95}) is None


@pytest.mark.parametrize(
    "text", ["can't speak english well", "i cant speak or read english sorry", "No hablo inglés"]
)
def test_which_language_one_speaks_is_no_danger(text: str) -> None:
    assert second_net.noticed(text, lambda _: certain("911")) is None


@pytest.mark.parametrize(
    "text",
    [
        "cant speak",
        "i can't speak since botox",
        "no puedo hablar",
        "suddenly i cant speak english",
        "me puse relleno hoy y no veo",
        "me duele el relleno",
    ],
)
def test_who_cannot_speak_or_says_what_is_wrong_is_read(text: str) -> None:
    assert second_net.noticed(text, lambda _: certain("911")) is not None


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


SIGN = "i have hives everywhere"


@pytest.mark.parametrize(
    "text",
    [
        f"{SIGN} is that normal",
        f"{SIGN}, is that bad?",
        f"{SIGN} and can i still wear makeup",
        f"is it normal that {SIGN}",
        f"{SIGN}. normal?",
        f"{SIGN} es normal",
    ],
)
def test_a_question_hides_no_sign_that_was_told_before_it(text: str) -> None:
    def read(part: str) -> dict[str, float]:
        return certain("911") if part.strip(" .,") == SIGN else CALM

    assert second_net.noticed(text, read) is not None
    assert not second_net.is_harmless(text, read)


@pytest.mark.parametrize("text", ["does it hurt", "is it bad", "how long does it last", "ok?", ""])
def test_a_mere_question_tells_of_nothing_before_it(text: str) -> None:
    assert second_net.before_question(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "there are hives all over my arms and legs, is that ok",
        "got the serum on last night and my lips are swelling up is it supposed to do that",
        "my son chewed up two of my blood pressure pills is that bad",
    ],
)
def test_plain_danger_before_a_question_is_found(text: str, heavy_parts: Nightdesk) -> None:
    assert check_fully(heavy_parts, text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "my cheeks are pink since this morning is that normal",
        "it peels a bit, is that ok",
        "couldn't sleep, scrolling. how much is botox",
        "i won't be needing the consult anymore",
    ],
)
def test_what_is_harmless_before_a_question_is_no_danger(text: str, heavy_parts: Nightdesk) -> None:
    assert check_fully(heavy_parts, text) is None
