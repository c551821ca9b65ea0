"""The actions: one core call, one utterance a reply, and never an exception to Rasa."""

import asyncio
import logging
from types import SimpleNamespace
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import base
from actions.intake import Intake
from nightdesk.base.reply import Choice, Reply

CANARY = "zebra-canary-7731"


class Core:
    """Answers like the core, or fails like it."""

    def __init__(self, replies: list[Reply] | Exception) -> None:
        self.replies = replies
        self.calls: list[dict[str, Any]] = []
        self.clinic = SimpleNamespace(phone=SimpleNamespace(display="925-555-0100"))

    def turn(self, **call: Any) -> list[Reply]:
        self.calls.append(call)
        if isinstance(self.replies, Exception):
            raise self.replies
        return self.replies


def run(monkeypatch: pytest.MonkeyPatch, core: Core, **message: Any) -> list[dict[str, Any]]:
    """What Intake utters for a message."""
    monkeypatch.setattr(base, "core", lambda: core)
    latest = {
        "vector": "AAAA",
        "text": CANARY,
        "intent": {"name": "give_details", "confidence": 0.75},
        "metadata": {"message_id": 42},
    } | message
    tracker = Tracker.from_dict({"sender_id": "c0ffee", "latest_message": latest})
    dispatcher = CollectingDispatcher()
    assert asyncio.run(Intake().run(dispatcher, tracker, {})) == []
    return dispatcher.messages


def test_the_core_is_asked_once_with_the_message_and_what_was_understood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    core = Core([])
    run(monkeypatch, core)
    assert core.calls == [
        {
            "message_id": 42,
            "topic": "intake",
            "intent": "give_details",
            "confidence": 0.75,
            "vector": "AAAA",
            "conversation_id": "c0ffee",
        }
    ]


def test_text_and_data_of_a_reply_stay_in_one_utterance(monkeypatch: pytest.MonkeyPatch) -> None:
    choice = Choice("Skip", "skip:phone")
    replies = [
        Reply("ask", "utter_ask_phone", {"name": "Dana"}, choices=(choice,)),
        Reply("answer", text="Literal {braces} stay."),
    ]
    named, literal = run(monkeypatch, Core(replies))
    assert (named["response"], named["name"]) == ("utter_ask_phone", "Dana")
    assert Reply.from_dict(named["custom"]).choices == (choice,)
    assert literal["text"] == "Literal {braces} stay."
    assert Reply.from_dict(literal["custom"]).kind == "answer"


def test_no_value_trips_rasas_placeholders(monkeypatch: pytest.MonkeyPatch) -> None:
    reply = Reply("reflect", "utter_concern_reflect", {"concerns": "spots 10[ish]", "areas": ""})
    (said,) = run(monkeypatch, Core([reply]))
    assert "0[" not in said["concerns"]


@pytest.mark.parametrize("error", [RuntimeError(CANARY), KeyError(CANARY)])
def test_a_failing_core_is_an_apology_and_a_log_line_without_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    with caplog.at_level(logging.DEBUG):
        (said,) = run(monkeypatch, Core(error))
    assert (said["response"], said["phone"]) == ("utter_action_failed", "925-555-0100")
    assert said["custom"]["kind"] == "error"
    assert "c0ffee" in caplog.text
    assert type(error).__name__ in caplog.text
    assert CANARY not in caplog.text


def test_a_message_without_an_id_does_not_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    core = Core([])
    (said,) = run(monkeypatch, core, metadata=None)
    assert said["response"] == "utter_action_failed"
    assert core.calls == []


def test_without_a_core_nothing_is_said_and_nothing_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    core = Core(RuntimeError())
    del core.clinic
    assert run(monkeypatch, core) == []
