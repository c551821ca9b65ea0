"""Conversations that staff hold: who, since when, and what the visitor has written to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from nightdesk.store.tables import Conversation, Message, Request

_TO_STAFF = and_(
    Message.conversation_id == Conversation.id,
    Message.author == "visitor",
    Message.at >= Conversation.held_at,
)
"""What visitors write while they read that their messages go to the staff."""


@dataclass(frozen=True)
class Held:
    """A conversation in which the assistant is silent."""

    id: str
    by: str
    since: datetime
    messages: Sequence[Message]
    """What the visitor has written since."""
    request_id: str | None
    """By which they can be reached, if there is one."""


def held_conversations(session: Session) -> list[Held]:
    """Every conversation that staff hold now, the one that is held longest first."""
    found = session.scalars(
        select(Conversation)
        .where(Conversation.held_at.is_not(None))
        .order_by(Conversation.held_at, Conversation.id)
    )
    return [
        Held(
            id=conversation.id,
            by=conversation.held_by or "",
            since=conversation.held_at,
            messages=_written_since(session, conversation.id),
            request_id=_request_of(session, conversation.id),
        )
        for conversation in found
        if conversation.held_at is not None
    ]


def count_held(session: Session) -> int:
    """How many conversations staff hold."""
    held = select(func.count()).select_from(Conversation).where(Conversation.held_at.is_not(None))
    return session.scalar(held) or 0


def newest_words(session: Session) -> int:
    """The highest number of a message that a visitor has written to staff; 0 without one."""
    newest = select(func.max(Message.id)).select_from(Conversation).join(Message, _TO_STAFF)
    return session.scalar(newest) or 0


def _written_since(session: Session, conversation_id: str) -> Sequence[Message]:
    written = select(Message).join(Conversation, _TO_STAFF).order_by(Message.id)
    return session.scalars(written.where(Conversation.id == conversation_id)).all()


def _request_of(session: Session, conversation_id: str) -> str | None:
    return session.scalars(
        select(Request.id)
        .where(Request.conversation_id == conversation_id, Request.status != "draft")
        .order_by(Request.created_at.desc())
    ).first()
