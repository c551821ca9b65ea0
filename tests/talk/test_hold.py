"""While staff hold a conversation the assistant is silent, and danger is still met."""

import uuid

import pytest
from sqlalchemy import select

from nightdesk.store.tables import Alert, Message
from nightdesk.talk.hold import hold, release
from nightdesk.talk.receive import UnknownConversation, receive
from nightdesk.talk.recover import finish_without_engine
from tests.talk.conftest import Talk


def send(talk: Talk, text: str) -> tuple[bool, list[str]]:
    """Whether a turn is to follow, and the kinds of all the conversation's replies."""
    received = receive(talk.core, talk.id, client_id=uuid.uuid4().hex, text=text)
    with talk.core.db.reading() as session:
        said = session.scalars(select(Message).where(Message.author != "visitor"))
        return received.pending, [message.kind for message in said]


def test_messages_are_stored_and_the_assistant_is_silent(talk: Talk) -> None:
    assert hold(talk.core, talk.id, "desk")
    assert send(talk, "does it hurt?") == (False, ["notice"])
    assert send(talk, "hello?") == (False, ["notice"])


def test_a_red_flag_is_answered_and_alerted(talk: Talk) -> None:
    hold(talk.core, talk.id, "desk")
    pending, kinds = send(talk, "i cant breathe and my tongue is swelling")
    assert (pending, kinds[:2]) == (False, ["notice", "urgent"])
    with talk.core.db.reading() as session:
        assert [alert.tier for alert in session.scalars(select(Alert))] == ["911"]


def test_one_line_for_each_change_of_hands(talk: Talk) -> None:
    assert [hold(talk.core, talk.id, "desk"), hold(talk.core, talk.id, "ana")] == [True, False]
    assert [release(talk.core, talk.id), release(talk.core, talk.id)] == [True, False]
    assert send(talk, "does it hurt?") == (True, ["notice", "notice"])


@pytest.mark.parametrize("engine", [True, False])
def test_a_turn_under_way_when_staff_take_over_is_theirs(talk: Talk, engine: bool) -> None:
    received = receive(talk.core, talk.id, client_id="before-1", text="does it hurt?")
    hold(talk.core, talk.id, "desk")
    if engine:
        assert talk.core.turn(received.message_id, "treatments", "ask_treatment", 0.9) == []
    assert finish_without_engine(talk.core, received.message_id) == []
    with talk.core.db.reading() as session:
        assert session.get_one(Message, received.message_id).turn == "done"


def test_an_unknown_conversation_cannot_be_held(talk: Talk) -> None:
    with pytest.raises(UnknownConversation):
        hold(talk.core, "cv_unknown", "desk")
