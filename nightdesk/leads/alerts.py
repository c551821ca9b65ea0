"""Red flags become alerts that staff are told of, whatever else happens."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.base.ids import new_id
from nightdesk.leads.outbox import enqueue
from nightdesk.leads.promise import due_at
from nightdesk.store.tables import Alert, Conversation, Message, Request

URGENT = "request.urgent"


def raise_alert(
    session: Session,
    clinic: Clinic,
    conversation: Conversation,
    message: Message,
    *,
    tier: str,
    rule: str,
    at: datetime,
) -> Request:
    """Record the red flag in `message` and put it on its way to staff. Does not commit.

    A conversation has one urgent request that collects its alerts; contact details that are
    already known go along, so that staff can call.
    """
    request = _urgent_request(session, conversation, at)
    _take_over_contact(session, conversation, request)
    request.status = "submitted"
    request.due_at = due_at(clinic, "urgent", at)
    request.words = "\n".join(filter(None, [request.words, message.text]))
    request.alerts.append(Alert(message_id=message.id, tier=tier, rule=rule, at=at))
    session.flush()
    enqueue(session, clinic, request, URGENT, at)
    return request


def _urgent_request(session: Session, conversation: Conversation, at: datetime) -> Request:
    known = session.scalars(
        select(Request).where(Request.conversation_id == conversation.id, Request.kind == "urgent")
    ).one_or_none()
    if known is not None:
        return known
    request = Request(
        id=new_id("req_"),
        conversation_id=conversation.id,
        kind="urgent",
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
        .where(Request.conversation_id == conversation.id, Request.kind != "urgent")
        .order_by(Request.created_at)
    )
    for other in others:
        for name in ("name", "phone", "email", "channel"):
            setattr(request, name, getattr(other, name) or getattr(request, name))
