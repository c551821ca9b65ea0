"""Talks with the core alone: the classifier's part is played by the test."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from nightdesk.app import Nightdesk
from nightdesk.base.reply import Reply
from nightdesk.store.conversations import add_replies, open_conversation
from nightdesk.store.tables import Message
from nightdesk.store.visitor_data import requests_of
from nightdesk.talk.receive import receive
from tests.conftest import build_core, lend

TOPICS = {
    "greet": "greeting",
    "thanks": "greeting",
    "goodbye": "greeting",
    "smalltalk": "greeting",
    "ask_treatment": "treatments",
    "ask_clinic": "treatments",
    "state_concern": "treatments",
    "want_consultation": "intake",
    "give_details": "intake",
    "affirm": "intake",
    "deny": "intake",
    "correct_details": "intake",
    "choose": "intake",
    "skip": "intake",
    "cancel": "intake",
    "ask_why": "intake",
    "ask_human": "handoff",
    "existing_client": "handoff",
    "complaint": "handoff",
    "ask_privacy": "privacy",
    "urgent": "safety",
    "out_of_scope": "fallback",
    "abuse": "fallback",
    "nlu_fallback": "fallback",
}


class Talk:
    """One visitor's conversation."""

    def __init__(self, core: Nightdesk) -> None:
        self.core = core
        with core.db.writing() as session:
            self.id = open_conversation(session, core.clock(), timedelta(hours=1)).id
            session.commit()
        self.choices: list[dict[str, Any]] = []

    def say(self, text: str, intent: str, confidence: float = 0.9) -> list[Reply]:
        """Send a text that the classifier takes for `intent`."""
        received = receive(self.core, self.id, client_id=uuid.uuid4().hex, text=text)
        return self._turn(received.message_id, intent, confidence)

    def alarm(self, text: str) -> None:
        """Send a text in which the rules see danger: no turn is taken."""
        received = receive(self.core, self.id, client_id=uuid.uuid4().hex, text=text)
        assert not received.pending

    def press(self, label: str) -> list[Reply]:
        """Press a button of the last reply that had some."""
        choice = next(choice["id"] for choice in self.choices if choice["label"] == label)
        received = receive(self.core, self.id, client_id=uuid.uuid4().hex, choice_id=choice)
        return self._turn(received.message_id, "choose", 1.0)

    def _turn(self, message_id: int, intent: str, confidence: float) -> list[Reply]:
        replies = self.core.turn(message_id, TOPICS[intent], intent, confidence)
        with self.core.db.writing() as session:
            message = session.get_one(Message, message_id)
            said = self.core.said(replies)
            stored = add_replies(session, self.id, said, self.core.clock(), message)
            session.commit()
        self.choices = next(
            (m.body["choices"] for m in reversed(stored) if "choices" in m.body), []
        )
        return replies

    def requests(self) -> list[dict[str, Any]]:
        """What staff would find."""
        from nightdesk.leads.requests import describe

        with self.core.db.reading() as session:
            return [describe(request) for request in requests_of(session, self.id)]


@pytest.fixture
def talk(prepared_url: str, heavy_parts: Nightdesk) -> Iterator[Talk]:
    core = lend(heavy_parts, build_core(prepared_url))
    yield Talk(core)
    core.close()
