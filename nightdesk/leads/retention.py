"""Erasing what has been kept long enough.

Each thing is erased in a transaction of its own, so that visitors and staff wait for none of it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, select
from sqlalchemy.orm import Session

from nightdesk.leads.requests import withdraw_draft
from nightdesk.store.database import Database
from nightdesk.store.tables import Alert, Conversation, Message, Outbox, Question, Request
from nightdesk.store.visitor_data import erase

KEPT = ("submitted", "claimed")
"""Requests that somebody still has to answer are never erased by age."""

Erase = Callable[[Session, str], bool]
"""Erases one thing by its id; False where there was nothing (any more) to erase."""


def retain(
    db: Database,
    *,
    now: datetime,
    conversations_before: datetime,
    drafts_before: datetime,
    requests_before: datetime,
) -> int:
    """Erase what is older than the given moments; returns how many."""
    old_draft = (Request.status == "draft") & (Request.created_at < drafts_before)
    old_request = Request.status.not_in((*KEPT, "draft")) & (Request.created_at < requests_before)
    erased = 0
    for old in (old_draft, old_request):
        ids = _found(db, select(Request.id).where(old))
        erased += _each(db, ids, partial(_erase_request, old=old))
    idle = _idle(conversations_before)
    ids = _found(db, select(Conversation.id).where(idle))
    erased += _each(db, ids, partial(_erase_conversation, idle=idle, now=now))
    return erased + _each(db, _unwanted(db, now), _forget_chat)


def _found(db: Database, wanted: Select[str]) -> Sequence[str]:
    with db.reading() as session:
        return session.scalars(wanted).all()


def _each(db: Database, ids: Sequence[str], erase_one: Erase) -> int:
    """How many of them were erased."""
    erased = 0
    for one in ids:
        with db.writing() as session:
            erased += erase_one(session, one)
            session.commit()
    return erased


def _erase_request(session: Session, request_id: str, *, old: ColumnElement[bool]) -> bool:
    """Erase a request that still is `old`; of a draft also what the talk knows of it."""
    request = session.scalars(select(Request).where(Request.id == request_id, old)).one_or_none()
    if request is None:
        return False
    if request.status == "draft" and request.conversation_id:
        conversation = session.get(Conversation, request.conversation_id, with_for_update=True)
        if conversation is not None:
            _forget_intake(conversation)
    session.execute(delete(Alert).where(Alert.request_id == request.id))
    session.execute(delete(Outbox).where(Outbox.request_id == request.id))
    session.delete(request)
    return True


def _idle(before: datetime) -> ColumnElement[bool]:
    has_request = exists().where(Request.conversation_id == Conversation.id)
    return (Conversation.last_seen_at < before) & ~has_request


def _erase_conversation(
    session: Session, conversation_id: str, *, idle: ColumnElement[bool], now: datetime
) -> bool:
    still = select(Conversation.id).where(Conversation.id == conversation_id, idle)
    if session.scalar(still) is None:
        return False
    return erase(session, conversation_id, now, by="retention")


def _unwanted(db: Database, now: datetime) -> list[str]:
    """The ended talks that their visitors did not want to be kept, and of which words are left.

    An alert that nobody has acknowledged yet keeps its talk, and so does a question that nobody has
    answered: staff need the words.
    """
    here = Message.conversation_id == Conversation.id
    alerted = (
        exists()
        .where(Request.conversation_id == Conversation.id)
        .where(Alert.request_id == Request.id, Alert.acknowledged_at.is_(None))
    )
    asked = exists().where(here, Question.message_id == Message.id, Question.answered_at.is_(None))
    ended = select(Conversation.id, Conversation.intake).where(
        Conversation.expires_at < now, exists().where(here), ~alerted, ~asked
    )
    with db.reading() as session:
        return [id for id, intake in session.execute(ended) if _not_to_be_kept(intake)]


def _not_to_be_kept(intake: dict[str, Any]) -> bool:
    return (intake.get("consents") or {}).get("chat") is False


def _forget_chat(session: Session, conversation_id: str) -> bool:
    """Erase the words of a talk; what its visitor has sent stays."""
    conversation = session.get(Conversation, conversation_id, with_for_update=True)
    if conversation is None:
        return False
    session.execute(delete(Message).where(Message.conversation_id == conversation_id))
    withdraw_draft(session, conversation)
    _forget_intake(conversation)
    return True


def _forget_intake(conversation: Conversation) -> None:
    """Keep of what the visitor told only what they agreed to."""
    consents = conversation.intake.get("consents")
    conversation.intake = {"consents": consents} if consents else {}
    conversation.talk = {}
