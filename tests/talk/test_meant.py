"""Questions whose words draw them to a wrong answer, and messages that only point at something."""

import time

import pytest
from sqlalchemy import select

from nightdesk.lexicon import Lexicon
from nightdesk.store.tables import Question
from nightdesk.talk.about import by_order
from nightdesk.talk.meant import (
    AFTERCARE,
    INSURANCE,
    NEEDLE_FREE,
    PHOTOS,
    is_unknown,
    says_too_little,
    stands_for,
    with_facial,
)
from tests.talk.conftest import Talk


def entries(talk: Talk, text: str, intent: str = "ask_treatment") -> list[str]:
    return [told["entry"] for reply in talk.say(text, intent) for told in reply.answer]


def responses(talk: Talk, text: str, intent: str = "ask_treatment") -> list[str]:
    return [reply.response for reply in talk.say(text, intent)]


def kept_questions(talk: Talk) -> int:
    with talk.core.db.reading() as session:
        return len(session.scalars(select(Question)).all())


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("got any options without needles", NEEDLE_FREE),
        ("which ones don't involve a needle", NEEDLE_FREE),
        ("something needle free please", NEEDLE_FREE),
        ("i can't stand needles, what else is there", NEEDLE_FREE),
        ("would you be an in-network provider", INSURANCE),
        ("and humana?", INSURANCE),
        ("are there any before & after pictures to look at", PHOTOS),
        ("show me photos of your clients", PHOTOS),
        ("befores and afters, where?", PHOTOS),
        ("will you put a photo of my results online", None),
        ("are there photos of clients as dark as me", None),
        ("i got needling done 3 days ago", AFTERCARE),
        ("had the peel this morning.", AFTERCARE),
        ("i had a peel yesterday and it itches", None),
        ("i had botox last spring", None),
        ("how many needles does the pen have", None),
        ("i fear needles, does it hurt", None),
        ("i work in network marketing", None),
        ("my kaiser doctor gave me a cream", None),
    ],
)
def test_what_a_part_stands_for(words: str, question: str | None) -> None:
    assert stands_for(words, words) == question


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("is it fine during my period", True),
        ("should i skip it at that time of the month", True),
        ("how much do i load on a card", True),
        ("how long is the healing period", False),
        ("my period is late and i may be pregnant, is it okay", False),
        ("how much is it", False),
        ("is it going to make me blind", True),
        ("could that hurt my eyesight", True),
        ("is it sore around the eyes", False),
        ("what can i take against it", True),
        ("what should i take with me", False),
    ],
)
def test_what_no_entry_tells(words: str, unknown: bool) -> None:
    assert is_unknown(words) is unknown


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("can you do a facial?", "can you do hydrafacial?"),
        ("how much are facials", "how much are hydrafacial"),
        ("do you offer facials for acne", "do you offer facials for acne"),
        ("do you do vampire facials", "do you do vampire facials"),
        ("i had a facial", "i had a facial"),
    ],
)
def test_a_facial_is_the_one_we_have_unless_it_is_named(text: str, read: str) -> None:
    assert with_facial(text) == read


@pytest.mark.parametrize(
    "text", ["and the other ones?", "which one of those", "less than a tattoo?"]
)
def test_what_only_points(text: str) -> None:
    assert says_too_little(text)


@pytest.mark.parametrize("text", ["what is a peel", "does it hurt", "ok", "how much"])
def test_what_asks_something(text: str) -> None:
    assert not says_too_little(text) or text == "ok"


def test_long_texts_are_read_at_once() -> None:
    began = time.monotonic()
    kinds = ("needles without ", "and so it is ", "my period ", "how much is the ")
    more = ("before and after ", "photos of ", "i had my first first peel ", "hurt my your ")
    for words in (*kinds, *more):
        text = (words * 1000)[:5000]
        stands_for(text, text)
        is_unknown(text)
        says_too_little(text)
        with_facial(text)
    assert time.monotonic() - began < 5


def test_who_wants_no_needles_is_told_what_works_without_and_stays_with_that(talk: Talk) -> None:
    told = entries(talk, "what can you do for large pores without any needles?")
    assert told == ["mn-needle-free-1"]
    (*_, last) = talk.say("does it hurt", "ask_treatment")
    assert last.answer[0]["treatment"] == "hydrafacial"


def test_insurance_comes_before_taxes_and_is_not_told_twice(talk: Talk) -> None:
    assert entries(talk, "do you accept health insurance") == ["mn-insurance-2"]
    assert responses(talk, "not even humana") == ["utter_said_answer"]


def test_insurance_is_heard_in_what_sounds_like_chat(talk: Talk) -> None:
    assert entries(talk, "so are you out of network", "smalltalk") == ["mn-insurance-2"]


def test_a_period_is_no_pregnancy(talk: Talk) -> None:
    assert responses(talk, "may i come while i have my period") == ["utter_defer_unknown"]


def test_what_a_facial_costs(talk: Talk) -> None:
    assert entries(talk, "what is the price of a facial?") == ["hydrafacial-cost-1"]


@pytest.mark.parametrize("text", ["price of peel", "a peel price please"])
def test_what_a_peel_costs(talk: Talk, text: str) -> None:
    assert entries(talk, text) == ["peel-cost-1"]


@pytest.mark.parametrize("text", ["the fourth one", "tell me about the 4th one"])
def test_one_of_the_list(talk: Talk, text: str) -> None:
    talk.say("which treatments do you have?", "ask_clinic")
    (reply, *_) = talk.say(text, "ask_treatment")
    assert reply.answer[0]["treatment"] == "hydrafacial"


def test_a_place_that_the_list_does_not_have() -> None:
    assert by_order("the fifth one", ["ipl", "botox"]) == []


def test_where_nothing_can_be_meant_staff_get_no_question(talk: Talk) -> None:
    assert responses(talk, "and what about that other one?") == ["utter_not_understood"]
    assert kept_questions(talk) == 0


def test_who_wants_bigger_lips_means_filler() -> None:
    for text in ("can i get plumper lips", "i'd love to have my lips a bit fuller"):
        assert "filler" in [m.name for m in Lexicon.load().read(text)]


def test_a_fear_of_needles_is_no_fainting() -> None:
    names = [m.name for m in Lexicon.load().read("i'm terrified of needles")]
    assert names == ["fear_of_needles"]


@pytest.mark.parametrize(
    "text",
    [
        "a peel at another clinic went badly wrong, how would yours be different?",
        "my last place burned me with their laser",
        "i was left scarred by filler elsewhere. can you repair it?",
    ],
)
def test_harm_done_elsewhere_gets_a_word_of_regret(talk: Talk, text: str) -> None:
    (reply, *_) = talk.say(text, "ask_treatment")
    assert reply.response == "utter_complaint_elsewhere"
    assert [choice.label for choice in reply.choices] == ["Request a consultation"]


@pytest.mark.parametrize(
    "text",
    [
        "i was burned by laser at another spa. how long does a hydrafacial take?",
        "an old clinic, my last place, left me with dark marks. is it ok for deep brown skin",
    ],
)
def test_what_else_is_asked_beside_such_harm_is_answered(talk: Talk, text: str) -> None:
    assert "utter_complaint_elsewhere" not in responses(talk, text)


@pytest.mark.parametrize("intent", ["ask_privacy", "ask_treatment"])
def test_who_wants_to_see_results_reads_that_there_are_no_photos(talk: Talk, intent: str) -> None:
    assert entries(talk, "could i see some before and after pictures?", intent) == [
        "mn-consultation-7"
    ]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("i had needling done yesterday", "mn-aftercare-1"),
        ("just got a chem peel this morning", "peel-aftercare-1"),
        ("had lip filler two days ago", "filler-aftercare-1"),
    ],
)
def test_who_was_just_treated_reads_how_to_look_after_it(talk: Talk, text: str, entry: str) -> None:
    assert entries(talk, text) == [entry]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("could skin needling make a person go blind", ["mn-eyes-1"]),
        ("would lip filler harm my eyesight", ["filler-side-2"]),
        ("does an ipl damage the eyes", []),
        ("could the laser burn my retina", []),
    ],
)
def test_harm_to_the_eyes_is_told_only_where_a_source_tells_of_it(
    talk: Talk, text: str, told: list[str]
) -> None:
    assert entries(talk, text) == told


def test_what_to_take_for_something_is_not_guessed(talk: Talk) -> None:
    assert responses(talk, "what can i take for that") == ["utter_defer_unknown"]


def test_makeup_alone_asks_when_it_may_be_worn(talk: Talk) -> None:
    assert entries(talk, "makeup??")[0] == "mn-makeup-1"


def test_without_is_without_needles_to_who_dreads_them(talk: Talk) -> None:
    assert responses(talk, "ugh i really hate needles", "smalltalk") == ["utter_feelings"]
    assert entries(talk, "what do you have without") == ["mn-needle-free-1"]


@pytest.mark.parametrize(
    ("told", "asks", "topic"),
    [
        ("my pores are huge", "do you do anything for that", "pores"),
        ("i get stretch marks on my hips", "what do you have for those?", "stretch_marks"),
        ("i have melasma", "can you help with that", "melasma"),
    ],
)
def test_what_there_is_for_that_is_asked_of_the_concern_told_before(
    talk: Talk, told: str, asks: str, topic: str
) -> None:
    talk.say(told, "state_concern")
    (reply, *_) = talk.say(asks, "ask_clinic")
    assert topic in {name for source in reply.answer for name in source["topics"]}
