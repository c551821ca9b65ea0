"""What the front desk does with a request: its steps, there and back, and the audit trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from nightdesk.leads import ledger
from nightdesk.leads.outbox import cancel_reminders
from nightdesk.store.tables import Alert, Audit, Outbox, Request

CLOSED = "closed"
"""The action in the audit trail by which staff close a request."""


class InboxError(Exception):
    """What was asked for cannot be done."""


class NoSuchRequest(InboxError):  # noqa: N818 - reads as what happened
    """There is no request with this id (any more)."""


class AlreadyClaimed(InboxError):  # noqa: N818
    """Somebody else was faster; `by` says who."""

    def __init__(self, by: str) -> None:
        super().__init__(f"already claimed by {by}")
        self.by = by


class WrongStatus(InboxError):  # noqa: N818
    """The request's `status` does not allow this step."""

    def __init__(self, status: str) -> None:
        super().__init__(f"not possible while the request is {status}")
        self.status = status


def record(
    session: Session, login: str, action: str, now: datetime, request_id: str | None = None
) -> None:
    """Write into the audit trail who did what. Does not commit."""
    session.add(Audit(at=now, login=login, action=action, request_id=request_id))


def claim(session: Session, request_id: str, login: str, now: datetime) -> None:
    """Take a submitted request; of several who try at once exactly one gets it.

    Raises AlreadyClaimed, WrongStatus or NoSuchRequest. Does not commit.
    """
    values = {"claimed_by": login, "claimed_at": now, "contacted_at": None}
    if not _step(session, request_id, "submitted", "claimed", values):
        request = _refreshed(session, request_id)
        if request.status == "claimed" and request.claimed_by:
            raise AlreadyClaimed(request.claimed_by)
        raise WrongStatus(request.status)
    record(session, login, "claimed", now, request_id)


def mark_contacted(session: Session, request_id: str, login: str, now: datetime) -> None:
    """The visitor has been reached: the promise is kept. Raises as `claim`. Does not commit."""
    if not _step(session, request_id, "claimed", "contacted", {"contacted_at": now}):
        raise WrongStatus(_refreshed(session, request_id).status)
    record(session, login, "contacted", now, request_id)


def close_request(
    session: Session, request_id: str, login: str, now: datetime, *, seen: str = "contacted"
) -> None:
    """Nothing is left to do, also where nobody was reached. Raises as `claim`. Does not commit.

    `seen` is the status on the person's screen: what a colleague has claimed meanwhile stays open.
    """
    values = {} if seen == "contacted" else {"contacted_at": None}
    if seen == "submitted":  # whoever had it before a red flag is not who closes it
        values |= {"claimed_by": None, "claimed_at": None}
    closable = seen in ("submitted", "claimed", "contacted")
    if not (closable and _step(session, request_id, seen, "closed", values)):
        raise WrongStatus(_refreshed(session, request_id).status)
    record(session, login, CLOSED, now, request_id)


def release(session: Session, request_id: str, login: str, now: datetime) -> None:
    """Give a claimed request back to all. Raises as `claim`. Does not commit."""
    values = {"claimed_by": None, "claimed_at": None}
    if not _step(session, request_id, "claimed", "submitted", values):
        raise WrongStatus(_refreshed(session, request_id).status)
    record(session, login, "released", now, request_id)


def take_back_contact(session: Session, request_id: str, login: str, now: datetime) -> None:
    """The visitor was not reached after all: the promise holds. Raises as `claim`. Does not commit.

    It stays with whoever had claimed it, or it is everybody's.
    """
    request = _refreshed(session, request_id)
    before = "claimed" if request.claimed_by else "submitted"
    if not _step(session, request_id, "contacted", before, {"contacted_at": None}):
        raise WrongStatus(_refreshed(session, request_id).status)
    record(session, login, "not contacted", now, request_id)


def reopen(session: Session, request_id: str, login: str, now: datetime) -> None:
    """Take back a closing: the request is again what it was before. Does not commit.

    Raises as `claim`, also when the visitor has taken the request back.
    """
    request = _refreshed(session, request_id)
    before = "claimed" if request.claimed_by else "submitted"
    if request.contacted_at:
        before = "contacted"
    refused = not may_reopen(request)
    if refused or not _step(session, request_id, "closed", before, {}):
        raise WrongStatus(_refreshed(session, request_id).status)
    record(session, login, "reopened", now, request_id)


def may_reopen(request: Request) -> bool:
    """Whether a closed request may be open again: not against its visitor's will."""
    contact = ledger.latest(request, "contact")
    return request.status == "closed" and (contact is None or contact.granted)


def acknowledge_alerts(
    session: Session, request_id: str, login: str, now: datetime, *, up_to: int | None = None
) -> int:
    """A person has seen the red flags and takes care; returns how many were still unseen.

    `up_to` is the last alert that was on the person's screen: one that came in meanwhile stays
    unacknowledged. No further step of what is acknowledged is told, and reminders under way are
    called off. Does not commit.
    """
    _refreshed(session, request_id)
    unseen = update(Alert).where(Alert.request_id == request_id, Alert.acknowledged_at.is_(None))
    if up_to is not None:
        unseen = unseen.where(Alert.id <= up_to)
    seen = {"acknowledged_at": now, "acknowledged_by": login, "next_step_at": None}
    done = _rows(session, unseen.values(**seen))
    if done:
        acknowledged = select(Alert.id).where(
            Alert.request_id == request_id, Alert.acknowledged_at.is_not(None)
        )
        cancel_reminders(session, now, Outbox.alert_id.in_(acknowledged))
        record(session, login, "acknowledged", now, request_id)
    return done


def _step(
    session: Session, request_id: str, before: str, after: str, values: Mapping[str, Any]
) -> bool:
    """Move on only from the expected status; the database decides between two who try at once."""
    guarded = update(Request).where(Request.id == request_id, Request.status == before)
    return _rows(session, guarded.values(status=after, **values)) == 1


def _rows(session: Session, statement: Any) -> int:
    """Run an update and say how many rows it changed."""
    done: int = session.connection().execute(statement).rowcount
    session.expire_all()
    return done


def _refreshed(session: Session, request_id: str) -> Request:
    request = session.get(Request, request_id, populate_existing=True)
    if request is None:
        raise NoSuchRequest
    return request
