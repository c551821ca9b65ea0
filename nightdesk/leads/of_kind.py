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
    """From one request alone: several forms of a conversation may be of several people."""
    others = session.scalars(
        select(Request)
        .where(Request.conversation_id == conversation.id, Request.kind == "consultation")
        .order_by(Request.status == "closed", Request.created_at.desc())
    ).all()
    reachable = [other for other in others if other.phone or other.email] or others
    for other in reachable[:1]:
        if _may_be_of(request, other):
            for name in CONTACT:
                setattr(request, name, getattr(request, name) or getattr(other, name))


def _may_be_of(request: Request, other: Request) -> bool:
    """Whether nothing that both of them say of whom to reach differs."""
    both = ((getattr(request, name), getattr(other, name)) for name in ("phone", "email"))
    return all(mine == known for mine, known in both if mine and known)


def add_contact(
    request: Request, *, name: str | None, phone: str | None, email: str | None
) -> None:
    """Note on a request whom staff can reach; what is known stays where nothing new came."""
    request.name = name or request.name
    request.phone = phone or request.phone
    request.email = email or request.email
