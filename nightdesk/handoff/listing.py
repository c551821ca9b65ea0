"""What operators see of the outbox, and sending something again."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from nightdesk.store.tables import Outbox

LATE = timedelta(minutes=5)
"""A notification that has waited this long deserves somebody's attention."""


def describe(session: Session) -> list[dict[str, Any]]:
    """Every notification, oldest first, as plain data. Moments are aware, or None.

    Of a webhook's address only the host is shown, because its path often holds a secret.
    """
    rows = session.scalars(select(Outbox).order_by(Outbox.created_at, Outbox.id))
    return [_describe_one(row) for row in rows]


def count_late(session: Session, now: datetime) -> int:
    """How many notifications have been given up, or are not delivered after five minutes."""
    late = or_(Outbox.dead_at.is_not(None), Outbox.created_at <= now - LATE)
    waits = (Outbox.delivered_at.is_(None), Outbox.cancelled_at.is_(None))
    count = select(func.count()).select_from(Outbox).where(*waits, late)
    return session.scalar(count) or 0


def send_again(session: Session, delivery_id: str, now: datetime) -> bool:
    """Let an undelivered notification start its tries anew, under the same id. Does not commit.

    Meant for one that was given up; one that waits for its next try is brought forward. A live
    lease stays, so that nothing is sent twice at a time. False if there is no such notification or
    it has been delivered or called off.
    """
    result = session.execute(
        update(Outbox)
        .where(
            Outbox.id == delivery_id,
            Outbox.delivered_at.is_(None),
            Outbox.cancelled_at.is_(None),
        )
        .values(dead_at=None, attempts=0, next_try_at=now)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


def _describe_one(row: Outbox) -> dict[str, Any]:
    is_mail = row.channel == "email"
    return {
        "id": row.id,
        "event": row.event,
        "request": row.request_id,
        "channel": row.channel,
        "address": row.address if is_mail else urlsplit(row.address).hostname or "",
        "attempts": row.attempts,
        "next_try_at": row.next_try_at,
        "delivered_at": row.delivered_at,
        "dead_at": row.dead_at,
        "cancelled_at": row.cancelled_at,
        "last_error": row.last_error,
    }
