"""The numbers above the list of requests, which open pages ask for again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightdesk.leads.held import count_held, newest_words
from nightdesk.leads.listed import is_late, unacknowledged
from nightdesk.store.tables import Alert, Outbox, Request

NEWEST = 20


@dataclass(frozen=True)
class Summary:
    """Counts and ids only, nothing about a visitor."""

    urgent: int
    new: int
    late: int
    held: int
    newest: Sequence[str]
    """The requests submitted or changed last, as id@when (in seconds since 1970)."""
    newest_alert: int
    """The highest number of an alert that nobody has acknowledged; 0 without one."""
    last_told: float
    """When the last notice of such an alert was queued, in seconds since 1970; 0 without one."""
    newest_held: int
    """The highest number of a message in a talk that staff hold; 0 without one."""


def summary(session: Session, now: datetime) -> Summary:
    """The numbers for the page's title and its signal."""
    count = select(func.count()).select_from(Request)
    unseen = session.scalars(select(Alert.id).where(Alert.acknowledged_at.is_(None))).all()
    newest = (
        select(Request.id, Request.submitted_at)
        .where(Request.submitted_at.is_not(None))
        .order_by(Request.submitted_at.desc())
        .limit(NEWEST)
    )
    return Summary(
        urgent=session.scalar(count.where(unacknowledged(Request.id))) or 0,
        new=session.scalar(count.where(Request.status == "submitted")) or 0,
        late=session.scalar(count.where(is_late(now))) or 0,
        held=count_held(session),
        newest=[f"{name}@{at.timestamp():.3f}" for name, at in session.execute(newest) if at],
        newest_alert=max(unseen, default=0),
        last_told=_last_told(session),
        newest_held=newest_words(session),
    )


def _last_told(session: Session) -> float:
    told = session.scalar(
        select(func.max(Outbox.created_at))
        .join(Alert, Alert.id == Outbox.alert_id)
        .where(Alert.acknowledged_at.is_(None))
    )
    return told.timestamp() if told else 0.0
