"""The one request of a kind that a conversation has, with the contact details known so far."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightdesk.base.ids import new_id
from nightdesk.store.tables import Conversation, Request

CONTACT = ("name", "phone", "email", "channel")


def request_of_kind(
    session: Session, conversation: Conversation, kind: str, at: datetime
) -> Request:
    """The conversation's request of this kind, made now if there is none. Does not commit.

    Contact details that the visitor gave elsewhere in the conversation go along where it has none,
    so that staff can call.
    """
    known = session.scalars(
        select(Request).where(Request.conversation_id == conversation.id, Request.kind == kind)
    ).one_or_none()
    request = known or _new(session, conversation, kind, at)
    _take_over_contact(session, conversation, request)
    return request


def _new(session: Session, conversation: Conversation, kind: str, at: datetime) -> Request:
    request = Request(
        id=new_id("req_"),
        conversation_id=conversation.id,
        kind=kind,
        status="submitted",
        created_at=at,
        submitted_at=at,
        words="",
    )
    session.add(request)
    return request


def _take_over_contact(session: Session, conversation: Conversation, request: Request) -> None:
    others = session.scalars(
        select(Request)
        .where(Request.conversation_id == conversation.id, Request.kind == "consultation")
        .order_by(Request.created_at.desc())
    )
    for other in others:
        for name in CONTACT:
            setattr(request, name, getattr(request, name) or getattr(other, name))


def add_contact(
    request: Request, *, name: str | None, phone: str | None, email: str | None
) -> None:
    """Note on a request whom staff can reach; what is known stays where nothing new came."""
    request.name = name or request.name
    request.phone = phone or request.phone
    request.email = email or request.email
