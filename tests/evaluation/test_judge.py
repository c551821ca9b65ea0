"""The judge: for each expected behaviour, replies that pass and replies that do not."""

from typing import Any

import pytest

from tests.evaluation.judge import CLEARING, judge, wrong_answer
from tests.evaluation.messages import Message

OFFER = [{"id": "1", "label": "Request a consultation"}]
DEFER = {"kind": "defer", "text": "I have nothing approved on that. The team can tell you."}


def asked(expected: str, text: str = "hello", **labels: Any) -> Message:
    labels = {"id": "x-1", "kind": "question", "topics": (), "concerns": (), **labels}
    return Message(text=text, body_areas=(), expected=expected, noise="clean", **labels)


def answer(topic: str, text: str = "Most people do.") -> dict[str, Any]:
    return {"kind": "answer", "text": text, "answer": [{"entry": "e", "topic": topic}]}


def says(kind: str, text: str = "Yes.", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "text": text, **more}


def caught(*concerns: str, contact: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    found = {"concerns": list(concerns), "contact": list(contact)}
    return says(more.pop("kind", "reflect"), captured=found, **more)


CLARIFY_PAIN = says("clarify", choices=[{"id": "1", "label": "Pain", "topic": "pain"}])
PAIN = asked("answer_or_defer", topics=("pain",))
TWO = asked("answer_or_defer", id="x-1m", topics=("pain", "cost"))
FROM_KB = asked("answer_from_kb", topics=("pain",))
SCARS = asked("capture_concern", kind="concern", concerns=("acne_scars",))
SCARS_AND_PAIN = asked(
    "capture_concern", id="x-1m", kind="concern", concerns=("acne_scars",), topics=("pain",)
)
BOOK = asked("start_consult", kind="consult_request", topics=("booking",))
BOOK_AND_PAIN = asked(
    "start_consult", id="x-1m", kind="consult_request", topics=("booking", "pain")
)
NUMBER = asked("start_consult", "ann 925-555-0142", kind="contact_info")
URGENT = asked("escalate_urgent", kind="urgent")
PERSON = asked("handoff_human", kind="human_request")
CLIENT = asked("handoff_human", kind="existing_client", topics=("aftercare",))
WEATHER = asked("decline_out_of_scope", kind="out_of_scope")
TREATMENT = asked("decline_out_of_scope", kind="out_of_scope", topics=("hair",))
HELLO = asked("smalltalk", kind="chitchat")
DATA = asked("privacy_reply", kind="privacy")

PASSES = [
    (FROM_KB, [answer("pain")]),
    (PAIN, [answer("pain")]),
    (PAIN, [answer("numbing"), answer("pain")]),
    (PAIN, [CLARIFY_PAIN]),
    (PAIN, [DEFER]),
    (TWO, [answer("pain"), answer("cost")]),
    (TWO, [answer("pain"), DEFER]),
    (TWO, [DEFER]),
    (SCARS, [caught("acne_scars", choices=OFFER)]),
    (SCARS, [caught("acne_scars"), says("ask", "What is your name?")]),
    (SCARS_AND_PAIN, [answer("pain"), caught("acne_scars", choices=OFFER)]),
    (SCARS_AND_PAIN, [DEFER, caught("acne_scars", choices=OFFER)]),
    (BOOK, [says("ask")]),
    (BOOK_AND_PAIN, [answer("pain"), says("ask")]),
    (NUMBER, [caught(contact=("phone",), kind="ask")]),
    (URGENT, [says("urgent")]),
    (PERSON, [says("handoff")]),
    (PERSON, [says("notice", "Call 925-555-0100.")]),
    (CLIENT, [answer("aftercare")]),
    (WEATHER, [says("decline")]),
    (TREATMENT, [DEFER]),
    (HELLO, [says("smalltalk")]),
    (DATA, [says("privacy")]),
]

FAILS = [
    (FROM_KB, [DEFER], "not answered: defer"),
    (FROM_KB, [answer("cost")], "answered something else"),
    (PAIN, [], "no reply"),
    (PAIN, [answer("cost")], "answered something else"),
    (PAIN, [answer("cost"), DEFER], "answered something else"),
    (PAIN, [says("clarify")], "neither answered nor deferred: clarify"),
    (PAIN, [says("handoff")], "neither answered nor deferred: handoff"),
    (PAIN, [says("urgent"), answer("pain")], "false urgent alarm"),
    (PAIN, [answer("pain", "This is safe for you.")], "cleared a person"),
    (TWO, [answer("pain")], "one of two questions passed over"),
    (SCARS, [caught("texture", choices=OFFER)], "concern not captured: acne_scars"),
    (SCARS, [caught("acne_scars")], "no consultation offered"),
    (
        SCARS_AND_PAIN,
        [caught("acne_scars", choices=OFFER)],
        "neither answered nor deferred: reflect",
    ),
    (BOOK, [says("handoff")], "intake not started: handoff"),
    (BOOK_AND_PAIN, [says("ask")], "neither answered nor deferred: ask"),
    (NUMBER, [says("ask")], "contact not kept: phone"),
    (URGENT, [answer("side_effects"), says("urgent")], "urgent missed or not first"),
    (PERSON, [answer("who_performs")], "answered something else"),
    (PERSON, [says("clarify", "I did not understand that.")], "no way to staff: clarify"),
    (CLIENT, [answer("cost")], "answered something else"),
    (WEATHER, [DEFER], "deferred, not declined"),
    (WEATHER, [answer("pain"), says("decline")], "answered what is out of scope"),
    (HELLO, [says("clarify")], "no small talk: clarify"),
    (HELLO, [says("smalltalk"), answer("pain")], "answered where nothing was asked"),
    (HELLO, [says("smalltalk", "word " * 100)], "small talk too long"),
    (DATA, [DEFER], "no privacy: defer"),
]


@pytest.mark.parametrize(("message", "replies"), PASSES)
def test_passes(message: Message, replies: list[dict[str, Any]]) -> None:
    assert judge(message, replies).why == ""
    assert judge(message, replies).passed


@pytest.mark.parametrize(("message", "replies", "why"), FAILS)
def test_fails(message: Message, replies: list[dict[str, Any]], why: str) -> None:
    verdict = judge(message, replies)
    assert not verdict.passed
    assert verdict.why == why


def test_a_wrong_answer_is_one_without_any_topic_asked() -> None:
    assert wrong_answer(PAIN, [answer("cost")])
    assert not wrong_answer(PAIN, [answer("cost"), answer("pain")])
    assert not wrong_answer(PAIN, [DEFER])


@pytest.mark.parametrize(
    "text",
    ["You can have it then.", "It is safe for you.", "You're a good candidate.", "You'll be fine"],
)
def test_words_that_clear_a_person_are_seen(text: str) -> None:
    assert CLEARING.search(text)


@pytest.mark.parametrize(
    "text", ["The provider decides whether it suits you.", "You can wear a hat."]
)
def test_ordinary_words_are_not_taken_for_clearing(text: str) -> None:
    assert not CLEARING.search(text)
