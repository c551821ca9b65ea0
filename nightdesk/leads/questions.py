"""Questions that had no approved answer: staff see them, and say when they are dealt with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightdesk.store.tables import Audit, Message, Question, Request

SHOWN = 200
"""The newest ones; more than these nobody reads on one page."""


class NoSuchQuestion(LookupError):  # noqa: N818 (like NoSuchRequest)
    """There is no such question (any more): the visitor may have had it erased."""


@dataclass(frozen=True)
class Asked:
    """A question with the visitor's words, and the request by which they can be reached."""

    id: int
    at: datetime
    text: str
    request_id: str | None


def open_questions(session: Session) -> Sequence[Asked]:
    """The questions that nobody has dealt with, newest first."""
    rows = session.execute(
        select(Question, Message)
        .join(Message, Message.id == Question.message_id)
        .where(Question.answered_at.is_(None))
        .order_by(Question.at.desc())
        .limit(SHOWN)
    )
    return [
        Asked(question.id, question.at, message.text, _request_of(session, message))
        for question, message in rows
    ]


def count_open(session: Session) -> int:
    """How many questions wait."""
    waiting = select(func.count()).select_from(Question).where(Question.answered_at.is_(None))
    return session.scalar(waiting) or 0


def deal_with(session: Session, question_id: int, login: str, now: datetime) -> None:
    """Mark a question as dealt with. Raises NoSuchQuestion. Does not commit."""
    question = session.get(Question, question_id)
    if question is None:
        raise NoSuchQuestion
    question.answered_at = question.answered_at or now
    session.add(Audit(at=now, login=login, action="question dealt with", request_id=None))


def _request_of(session: Session, message: Message) -> str | None:
    return session.scalars(
        select(Request.id)
        .where(Request.conversation_id == message.conversation_id)
        .order_by(Request.created_at.desc())
    ).first()
