"""SQLite gives the id of an erased last message again: a late turn must not decide the new one."""

from datetime import timedelta

import pytest

from nightdesk.store.conversations import lock_turn, open_conversation
from nightdesk.store.tables import Message
from nightdesk.store.visitor_data import erase
from nightdesk.talk.receive import receive
from nightdesk.talk.recover import finish_without_engine
from nightdesk.talk.turn import UnknownMessage
from nightdesk.talk.understand import understand
from tests.talk.conftest import Talk

SAID = ("treatments", "ask_treatment", 0.9)


@pytest.fixture
def erased(talk: Talk) -> str:
    """The id of a conversation that is gone; a message of `talk` has the id of its message."""
    core = talk.core
    with core.db.writing() as session:
        gone = open_conversation(session, core.clock(), timedelta(hours=1)).id
        session.commit()
    before = receive(core, gone, client_id="of-the-first", text="how much is it?").message_id
    with core.db.writing() as session:
        erase(session, gone, core.clock())
        session.commit()
    again = receive(core, talk.id, client_id="of-the-next", text="does it hurt?").message_id
    if "sqlite" in core.settings.database_url:
        assert again == before, "else this test shows nothing"
    return gone


def message_of(talk: Talk) -> Message:
    with talk.core.db.reading() as session:
        return session.query(Message).filter(Message.client_id == "of-the-next").one()


def test_a_late_turn_changes_nothing(talk: Talk, erased: str) -> None:
    message_id = message_of(talk).id
    with pytest.raises(UnknownMessage):
        talk.core.turn(message_id, *SAID, conversation_id=erased)
    assert understand(talk.core, message_id, *SAID[1:], conversation_id=erased) is None
    with talk.core.db.writing() as session:
        assert lock_turn(session, message_id, erased) is None
    assert message_of(talk).outcome is None
    assert talk.core.turn(message_id, *SAID, conversation_id=talk.id)


def test_nor_does_one_that_is_ended_without_the_engine(talk: Talk, erased: str) -> None:
    message_id = message_of(talk).id
    assert finish_without_engine(talk.core, message_id, erased) == []
    assert message_of(talk).turn == "pending"
    assert finish_without_engine(talk.core, message_id, talk.id) != []
