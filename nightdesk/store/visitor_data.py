"""Everything that is kept about one visitor: to take along, or to have erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from nightdesk.store.tables import Audit, Conversation, Message, Outbox, Request

ERASED = "[deleted]"
PERSONAL = ("name", "phone", "email", "channel", "times")


def requests_of(session: Session, conversation_id: str) -> list[Request]:
    """The conversation's requests, oldest first."""
    return list(
        session.scalars(
            select(Request)
            .where(Request.conversation_id == conversation_id)
            .order_by(Request.created_at)
        )
    )


def erase(session: Session, conversation_id: str, at: datetime, by: str = "visitor") -> bool:
    """Erase a conversation and its requests; False when there is none. Does not commit.

    An alert outlives it without any personal detail or word of the visitor's, so that a red flag
    still reaches staff.
    """
    # Locked, or a request that is being saved at the moment would outlive it.
    conversation = session.get(Conversation, conversation_id, with_for_update=True)
    if conversation is None:
        return False
    _erase_requests(session, conversation_id, at, by)
    session.delete(conversation)
    session.flush()
    return True


def erase_talk(session: Session, conversation: Conversation, last: Message, at: datetime) -> None:
    """Erase all that a conversation holds while its visitor stays in it. Does not commit.

    Of the `last` message, by which they asked for it, only the fact remains.
    """
    _erase_requests(session, conversation.id, at, "visitor")
    last.text, last.reply_to = ERASED, None
    conversation.intake, conversation.talk = {}, {}
    session.flush()
    session.execute(
        delete(Message).where(Message.conversation_id == conversation.id, Message.id != last.id)
    )


def _erase_requests(session: Session, conversation_id: str, at: datetime, by: str) -> None:
    for request in requests_of(session, conversation_id):
        session.add(Audit(at=at, login=by, action="erased", request_id=request.id))
        if request.kind == "urgent":
            blank(request)
            request.conversation_id = None
        else:
            session.query(Outbox).filter(Outbox.request_id == request.id).delete()
            session.delete(request)
    session.flush()


def blank(request: Request) -> None:
    """Take every personal detail and word of the visitor out of a request. Does not commit."""
    nothing: dict[str, Any] = dict.fromkeys(PERSONAL)
    nothing.update(concerns=[], areas=[], words="", treatments=[], flags=[])
    for name, value in nothing.items():
        setattr(request, name, value)
