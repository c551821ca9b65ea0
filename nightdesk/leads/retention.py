"""Erasing what has been kept long enough."""

from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from nightdesk.store.tables import Alert, Conversation, Message, Outbox, Request
from nightdesk.store.visitor_data import erase

KEPT = ("submitted", "claimed")
"""Requests that somebody still has to answer are never erased by age."""


def retain(
    session: Session,
    *,
    now: datetime,
    conversations_before: datetime,
    drafts_before: datetime,
    requests_before: datetime,
) -> int:
    """Erase what is older than the given moments; returns how many. Does not commit."""
    old_drafts = Request.status == "draft", Request.created_at < drafts_before
    old_requests = Request.status.not_in((*KEPT, "draft")), Request.created_at < requests_before
    erased = 0
    for conditions in (old_drafts, old_requests):
        for request in session.scalars(select(Request).where(*conditions)).all():
            session.execute(delete(Alert).where(Alert.request_id == request.id))
            session.execute(delete(Outbox).where(Outbox.request_id == request.id))
            session.delete(request)
            erased += 1
    session.flush()
    has_request = exists().where(Request.conversation_id == Conversation.id)
    idle = select(Conversation.id).where(
        Conversation.last_seen_at < conversations_before, ~has_request
    )
    for conversation_id in session.scalars(idle).all():
        erase(session, conversation_id, now, by="retention")
        erased += 1
    return erased + _forget_chats(session, now)


def _forget_chats(session: Session, now: datetime) -> int:
    """Erase the ended talks that their visitors did not want to be kept; what they sent stays.

    An alert that nobody has acknowledged yet keeps its talk: staff need the words.
    """
    forgotten = 0
    alerted = (
        exists()
        .where(Request.conversation_id == Conversation.id)
        .where(Alert.request_id == Request.id, Alert.acknowledged_at.is_(None))
    )
    ended = select(Conversation).where(Conversation.expires_at < now, ~alerted)
    for conversation in session.scalars(ended).all():
        if (conversation.intake.get("consents") or {}).get("chat") is not False:
            continue
        gone = session.execute(delete(Message).where(Message.conversation_id == conversation.id))
        forgotten += bool(gone.rowcount)  # type: ignore[attr-defined]
    return forgotten
