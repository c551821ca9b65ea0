"""An alert is told again, and to more people, until somebody acknowledges it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.leads.outbox import enqueue_step
from nightdesk.store.tables import Alert

MOST_AT_ONCE = 50
"""Alerts in one transaction, so that the chat never waits long for the relay."""


def tell(session: Session, clinic: Clinic, alert: Alert, step: int, at: datetime) -> None:
    """Queue a step of the alert (0 is its first news) and note when the next one is due.

    Steps after the last one of clinic.yml's list repeat that one. Does not commit.
    """
    steps = clinic.urgent_steps
    enqueue_step(session, alert, step, steps[min(step, len(steps) - 1)], at)
    alert.next_step = step + 1
    alert.next_step_at = next_moment(clinic, alert.at, step, at)


def next_moment(clinic: Clinic, raised: datetime, told: int, now: datetime) -> datetime | None:
    """When the step after `told` is due, or None when it was the last one.

    Repeats are counted from `now`: those that were missed while no relay ran are not made up for.
    """
    steps, urgent = clinic.urgent_steps, clinic.notify.urgent
    if told + 1 < len(steps):
        return raised + timedelta(minutes=steps[told + 1].after_minutes)
    again = now + timedelta(minutes=urgent.repeat_minutes)
    end = timedelta(minutes=steps[-1].after_minutes, hours=urgent.repeat_hours)
    return again if again <= raised + end else None


def any_due(session: Session, now: datetime) -> bool:
    """Whether `tell_due` would find something; needs no write lock."""
    return session.scalar(select(Alert.id).where(_is_due(now)).limit(1)) is not None


def tell_due(session: Session, clinic: Clinic, now: datetime) -> int:
    """Queue the next step of each alert that waits for it; returns how many. Does not commit.

    A step is queued once, also by several relays: PostgreSQL passes over alerts that another one
    has locked, and SQLite has one writer at a time.
    """
    due = session.scalars(
        select(Alert)
        .where(_is_due(now))
        .order_by(Alert.next_step_at, Alert.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for alert in due:
        tell(session, clinic, alert, alert.next_step, now)
    return len(due)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(Alert.acknowledged_at.is_(None), Alert.next_step_at <= now)
