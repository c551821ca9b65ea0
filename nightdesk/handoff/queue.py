"""The queue of outbox rows: each is leased, sent, and then marked by the one who leased it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from nightdesk.handoff.failure import DeliveryError
from nightdesk.handoff.schedule import URGENT, Random, next_try
from nightdesk.store.tables import Outbox, Request


@dataclass(frozen=True)
class Delivery:
    """One leased row, with the little about its request that a notification may say."""

    id: str
    event: str
    channel: str
    address: str
    created_at: datetime
    attempts: int
    """Tries that have already failed."""
    owner: str
    request_id: str
    kind: str
    due_at: datetime | None
    reminder: int
    """How often an alert was told of before; 0 for the first news and for other events."""


def any_due(session: Session, now: datetime) -> bool:
    """Whether `lease` would find something. Needs no write lock, so that an idle relay is cheap."""
    return session.scalar(select(Outbox.id).where(_is_due(now)).limit(1)) is not None


def lease(
    session: Session, owner: str, now: datetime, limit: int, lease_s: float
) -> list[Delivery]:
    """Take up to `limit` due rows for `lease_s` seconds, urgent ones first. The caller commits.

    PostgreSQL passes over rows that another relay is just taking; SQLite has one writer at a time.
    """
    found = session.execute(
        select(Outbox, Request.kind, Request.due_at)
        .join(Request, Request.id == Outbox.request_id)
        .where(_is_due(now))
        .order_by(case((Outbox.event == URGENT, 0), else_=1), Outbox.next_try_at, Outbox.id)
        .limit(limit)
        .with_for_update(of=Outbox, skip_locked=True)
    ).all()
    for row, _kind, _due_at in found:
        row.lease_owner = owner
        row.lease_until = now + timedelta(seconds=lease_s)
    session.flush()
    return [_delivery(row, owner, kind, due_at) for row, kind, due_at in found]


def mark_delivered(session: Session, delivery: Delivery, now: datetime) -> bool:
    """Record success. False, and nothing changes, when the lease has gone to somebody else."""
    return _update_own(
        session,
        delivery,
        delivered_at=now,
        attempts=delivery.attempts + 1,
        last_error=None,
    )


def mark_failed(
    session: Session, delivery: Delivery, now: datetime, error: DeliveryError, random: Random
) -> bool:
    """Record a failed try and when the next one is due, or that there will be none.

    False, and nothing changes, when the lease has gone to somebody else.
    """
    failures = delivery.attempts + 1
    again = next_try(delivery.event, delivery.channel, failures, now, error.retry_after_s, random)
    given_up = error.final or again is None
    return _update_own(
        session,
        delivery,
        attempts=failures,
        last_error=error.reason,
        next_try_at=now if again is None else again,
        dead_at=now if given_up else None,
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(
        Outbox.delivered_at.is_(None),
        Outbox.dead_at.is_(None),
        Outbox.cancelled_at.is_(None),
        Outbox.next_try_at <= now,
        or_(Outbox.lease_until.is_(None), Outbox.lease_until <= now),
    )


def _delivery(row: Outbox, owner: str, kind: str, due_at: datetime | None) -> Delivery:
    return Delivery(
        id=row.id,
        event=row.event,
        channel=row.channel,
        address=row.address,
        created_at=row.created_at,
        attempts=row.attempts,
        owner=owner,
        request_id=row.request_id,
        kind=kind,
        due_at=due_at,
        reminder=row.step or 0,
    )


def _update_own(session: Session, delivery: Delivery, **values: Any) -> bool:
    """Change the row and end the lease, but only while the lease is still this delivery's."""
    result = session.execute(
        update(Outbox)
        .where(
            Outbox.id == delivery.id,
            Outbox.lease_owner == delivery.owner,
            Outbox.delivered_at.is_(None),
        )
        .values(lease_owner=None, lease_until=None, **values)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount == 1
