"""How long what was told of lasts, what comes after it, and which of several is meant."""

import time

import pytest

from nightdesk.knowledge.topics import OF_WHAT_COMES_AFTER
from nightdesk.talk import follow_ups, going_on, meant
from nightdesk.talk.follow_ups import leans
from nightdesk.talk.further import follows_up
from tests.talk.conftest import Talk


def answered(talk: Talk, text: str, intent: str = "ask_treatment") -> list[tuple[str, str]]:
    """The treatment and topic of each answer."""
    answers = [source for reply in talk.say(text, intent) for source in reply.answer]
    return [(source["treatment"], source["topic"]) for source in answers]


@pytest.mark.parametrize(
    ("first", "treatment"),
    [
        ("is needling painful", "microneedling"),
        ("will i be very red", "microneedling"),
        ("will my face puff up", "microneedling"),
        ("what are the worst side effects", "microneedling"),
        ("is botox painful", "botox"),
        ("are fillers painful", "filler"),
    ],
)
@pytest.mark.parametrize("then", ["and how long will that last?", "how many days does it stay"])
def test_that_lasts_which_was_told_of_and_no_result(
    talk: Talk, first: str, treatment: str, then: str
) -> None:
    talk.say(first, "ask_treatment")
    replies = talk.say(then, "ask_treatment")
    told = [(source["treatment"], source["topic"]) for r in replies for source in r.answer]
    assert replies[0].response == "utter_said_answer" or told
    assert all(name == treatment and topic in OF_WHAT_COMES_AFTER for name, topic in told)


def test_after_numbing_that_is_the_numbness(talk: Talk) -> None:
    talk.say("will i be numbed first", "ask_treatment")
    assert answered(talk, "how long does it last then") == [("microneedling", "numbing")]


def test_after_results_that_is_the_result(talk: Talk) -> None:
    talk.say("when will i notice a change", "ask_treatment")
    assert answered(talk, "how long does it last") == [("microneedling", "results_longevity")]


@pytest.mark.parametrize(
    "first",
    ["i had botox on monday, is needling ok now", "fillers three days ago, may i do needling"],
)
@pytest.mark.parametrize("then", ["how long", "so i have to wait?", "how long do i need to wait"])
def test_how_long_after_asking_leave_is_how_long_to_wait(talk: Talk, first: str, then: str) -> None:
    assert answered(talk, first)
    (reply, *_) = talk.say(then, "ask_treatment")
    topics = {topic for source in reply.answer for topic in source["topics"]}
    assert reply.response == "utter_said_answer" or topics & {"combination_other"}


def test_to_have_to_wait_names_no_subject() -> None:
    assert leans("so i need to wait?")


@pytest.mark.parametrize("then", ["who does?", "ok then who can", "do you know anybody who does"])
def test_who_does_it_after_no_answer_is_whom_to_ask(talk: Talk, then: str) -> None:
    talk.say("do you pierce ears", "ask_clinic")
    (reply, *_) = talk.say(then, "ask_treatment")
    assert reply.response == "utter_handoff_person"


def test_who_else_has_what_we_have_not_is_not_known(talk: Talk) -> None:
    talk.say("do you offer laser", "ask_clinic")
    assert [r.kind for r in talk.say("who does then?", "ask_treatment")] == ["defer"]


def test_who_does_it_after_an_answer_asks_who_treats(talk: Talk) -> None:
    talk.say("how is a session done", "ask_treatment")
    assert answered(talk, "who does it") == [("microneedling", "who_performs")]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("botox or ipl", "which ones do you guys offer"),
        ("", "ipl or botox, which of those do you carry?"),
    ],
)
def test_which_of_several_is_offered(talk: Talk, first: str, then: str) -> None:
    if first:
        talk.say(first, "ask_treatment")
    (reply,) = talk.say(then, "ask_treatment")
    assert reply.text == "The clinic offers Botox and IPL photofacials." or (
        reply.text == "The clinic offers IPL photofacials and Botox."
    )


def test_which_of_several_is_offered_for_something_asks_more(talk: Talk) -> None:
    talk.say("botox or ipl", "ask_treatment")
    replies = talk.say("which do you have for pores", "ask_treatment")
    assert all("The clinic offers" not in reply.text for reply in replies)


def test_one_of_two_is_asked_the_same_and_then_the_other(talk: Talk) -> None:
    talk.say("do you have ipl or filler", "ask_clinic")
    (first, *_) = talk.say("the first one", "ask_treatment")
    assert first.text == "The clinic offers IPL photofacials."
    (other, *_) = talk.say("and the other one", "smalltalk")
    assert other.text == "The clinic offers dermal fillers."


def test_one_of_two_that_were_compared_is_told_what_it_is(talk: Talk) -> None:
    talk.say("filler or botox", "ask_treatment")
    talk.say("which one is best", "ask_treatment")
    assert answered(talk, "the second one") == [("botox", "what_is")]


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("peel or ipl for brown spots", ["chemical_peel", "ipl"]),
        ("ipl or botox for redness", ["ipl", "botox"]),
    ],
)
def test_compared_for_a_concern_it_is_told_what_each_is_used_for(
    talk: Talk, first: str, names: list[str]
) -> None:
    assert answered(talk, first) == [(name, "concerns_treated") for name in names]
    assert answered(talk, "the second one") == [(names[1], "concerns_treated")]


def test_after_how_it_is_done_comes_the_healing_and_the_care(talk: Talk) -> None:
    talk.say("what is a chemical peel", "ask_treatment")
    assert answered(talk, "and then what?", "smalltalk") == [("chemical_peel", "downtime")]
    assert answered(talk, "ok and after that", "nlu_fallback") == [("chemical_peel", "aftercare")]
    for _ in range(2):
        (reply, *_) = talk.say("and then", "smalltalk")
        assert reply.response == "utter_said_more"


def test_what_comes_next_is_the_topic_s_where_nothing_is_done(talk: Talk) -> None:
    talk.say("how should i get ready for it", "ask_treatment")
    assert answered(talk, "then what", "smalltalk") == [("microneedling", "preparation")]


def test_nothing_comes_next_after_an_answer_on_the_place(talk: Talk) -> None:
    talk.say("is there parking", "ask_clinic")
    assert answered(talk, "and then what", "smalltalk") == []


@pytest.mark.parametrize(
    "text",
    [
        "i've got a reunion in two months, could i do needling before it",
        "there is a prom in 4 weeks is it too late to get skinpen done before",
    ],
)
def test_before_an_event_only_its_time_is_told(talk: Talk, text: str) -> None:
    assert answered(talk, text) == [("microneedling", "results_timeline")]


@pytest.mark.parametrize(
    "text",
    [
        "i have a prom in 4 weeks and i am pregnant can i do skinpen before",
        "i have lupus and a prom in 4 weeks can i do skinpen before",
        "i have a prom in 4 weeks can i do skinpen with lupus before",
    ],
)
def test_before_an_event_what_else_is_told_counts(text: str) -> None:
    assert meant.stands_for(text, text) is None


def test_what_another_person_once_had_is_not_asked_about(talk: Talk) -> None:
    first = "my mom had a laser that left her with scars, is needling risky for me"
    told = answered(talk, first)
    assert told
    assert {treatment for treatment, _ in told} == {"microneedling"}


@pytest.mark.parametrize(
    "words", ["how long ", "and ", "which do you ", "i have a ", "so who ", "a"]
)
def test_no_pattern_freezes(words: str) -> None:
    text = words * (5000 // len(words))
    begun = time.monotonic()
    for pattern in (
        follow_ups._LASTS,
        follow_ups._ASKS_LEAVE,
        going_on._WHICH_OFFERED,
        going_on._NOTHING_ELSE,
        going_on._WHO_DOES,
        meant._BEFORE_EVENT,
    ):
        pattern.search(text)
    follows_up(text)
    assert time.monotonic() - begun < 1


def test_a_comparison_at_the_start_of_a_talk_is_with_our_own_treatment(talk: Talk) -> None:
    (reply,) = talk.say("is this more like botox", "ask_treatment")
    assert reply.answer[0]["topic"] == "vs_botox_filler"
