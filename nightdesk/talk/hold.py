"""Staff hold a conversation: the assistant is silent until they give it back.

Messages are stored and looked at for danger all the while (nightdesk.talk.receive). What staff
forget to give back comes back by itself, or a visitor would wait for nobody.
"""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.base.clock import Clock
from nightdesk.base.reply import Reply
from nightdesk.leads.inbox import record
from nightdesk.store.conversations import Said, add_replies
from nightdesk.store.database import Database
from nightdesk.store.tables import Conversation
from nightdesk.talk.receive import UnknownConversation

LONGEST = timedelta(minutes=30)
"""So long a conversation is held at most; who needs longer holds it again."""
BY_ITSELF = "Nightdesk"
"""Who gave it back, in the audit trail, when nobody did."""


class Holder(Protocol):
    """What holding needs of the application; nightdesk.app.Nightdesk has it."""

    @property
    def db(self) -> Database: ...  # noqa: D102
    @property
    def clinic(self) -> Clinic: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    def said(self, replies: list[Reply]) -> list[Said]: ...  # noqa: D102


def hold(desk: Holder, conversation_id: str, by: str) -> bool:
    """Silence the assistant for `by`, a login, and tell the visitor; False when it is held already.

    Raises UnknownConversation.
    """
    at = desk.clock()
    with desk.db.writing() as session:
        conversation = _locked(session, conversation_id)
        if conversation.held_at is not None:
            return False
        conversation.held_at, conversation.held_by = at, by
        _tell(desk, session, conversation_id, "utter_held", at)
        record(session, by, "held a chat", at)
        session.commit()
    return True


def release(desk: Holder, conversation_id: str, by: str = "command line") -> bool:
    """Let the assistant answer again, and tell the visitor; False when nobody holds it.

    Raises UnknownConversation.
    """
    return _release(desk, conversation_id, by, held_before=desk.clock())


def release_forgotten(desk: Holder) -> list[str]:
    """Give back every conversation that is held for too long; returns their ids."""
    before = desk.clock() - LONGEST
    with desk.db.reading() as session:
        found = session.scalars(select(Conversation.id).where(Conversation.held_at <= before)).all()
    return [one for one in found if _give_back(desk, one, before)]


def _give_back(desk: Holder, conversation_id: str, before: datetime) -> bool:
    try:
        return _release(desk, conversation_id, BY_ITSELF, held_before=before)
    except UnknownConversation:  # erased meanwhile
        return False


def _release(desk: Holder, conversation_id: str, by: str, held_before: datetime) -> bool:
    at = desk.clock()
    with desk.db.writing() as session:
        conversation = _locked(session, conversation_id)
        if conversation.held_at is None or conversation.held_at > held_before:
            return False  # or it was given back and is held anew
        conversation.held_at, conversation.held_by = None, None
        _tell(desk, session, conversation_id, "utter_released", at)
        record(session, by, "gave a chat back", at)
        session.commit()
    return True


def _locked(session: Session, conversation_id: str) -> Conversation:
    conversation = session.get(Conversation, conversation_id, with_for_update=True)
    if conversation is None:
        raise UnknownConversation
    return conversation


def _tell(desk: Holder, session: Session, conversation_id: str, line: str, at: datetime) -> None:
    notice = Reply("notice", line, {"clinic": desk.clinic.name})
    add_replies(session, conversation_id, desk.said([notice]), at, author="system")
