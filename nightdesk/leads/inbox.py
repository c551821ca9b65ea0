"""What the front desk sees and does: the list of requests, one request, and its status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, selectinload

from nightdesk.leads.outbox import cancel_reminders
from nightdesk.safety import TIERS
from nightdesk.store.tables import Alert, Audit, Message, Outbox, Request

WAITING = ("submitted", "claimed")
"""Somebody still has to reach the visitor."""
MOST_DRAFTS = 100
UNFINISHED_AFTER = timedelta(minutes=30)
"""Before that a visitor may still be typing."""
MOST_CLOSED = 100
NEWEST = 20


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


@dataclass(frozen=True)
class Listed:
    """A request in the list, with what decides its place."""

    request: Request
    group: str
    """urgent | late | waiting | contacted | draft | closed"""
    tier: str | None
    """The worst red flag that nobody has acknowledged."""


GROUPS = ("urgent", "late", "waiting", "contacted", "draft", "closed")
"""From the top of the list to the bottom."""


@dataclass(frozen=True)
class Detail:
    """All that is known of one request."""

    listed: Listed
    messages: Sequence[Message]
    other_requests: Sequence[Request]
    """Of the same conversation (an alert and a consultation wish are two requests), or of the same
    number or address."""
    notices: Sequence[Outbox]
    """What was sent of its alerts, in the order of their steps."""


@dataclass(frozen=True)
class Summary:
    """Counts and ids only, nothing about a visitor."""

    urgent: int
    new: int
    late: int
    newest: Sequence[str]
    """Ids of the requests submitted last."""
    newest_alert: int
    """The highest number of an alert that nobody has acknowledged; 0 without one."""
    last_told: float
    """When the last notice of such an alert was queued, in seconds since 1970; 0 without one."""


def list_requests(session: Session, now: datetime) -> list[Listed]:
    """Everything that is open: urgent, late, waiting (by due time), contacted, then drafts.

    A draft is shown once its visitor has left it for a while.
    """
    wanted = _with_alerts().where(
        (Request.status.not_in(("draft", "closed"))) | _unacknowledged(Request.id)
    )
    drafts = (
        _with_alerts()
        .where(
            Request.status == "draft",
            Request.created_at <= now - UNFINISHED_AFTER,
            ~_unacknowledged(Request.id),
        )
        .order_by(Request.created_at.desc())
        .limit(MOST_DRAFTS)
    )
    found = [*session.scalars(wanted), *session.scalars(drafts)]
    return sorted((_listed(request, now) for request in found), key=_place)


def list_closed(session: Session) -> list[Listed]:
    """The requests closed last, newest first."""
    closed = (
        _with_alerts()
        .where(Request.status == "closed")
        .order_by(Request.created_at.desc())
        .limit(MOST_CLOSED)
    )
    return [Listed(request, "closed", _worst_tier(request)) for request in session.scalars(closed)]


def _with_alerts() -> Select[Request]:
    return select(Request).options(selectinload(Request.alerts), selectinload(Request.consents))


def _unacknowledged(request_id: Any) -> ColumnElement[bool]:
    return exists().where(Alert.request_id == request_id, Alert.acknowledged_at.is_(None))


def _late(now: datetime) -> ColumnElement[bool]:
    # By status, not by contacted_at: a new red flag puts a contacted request back to submitted.
    return and_(Request.status.in_(WAITING), Request.due_at < now)


def _listed(request: Request, now: datetime) -> Listed:
    tier = _worst_tier(request)
    group = "waiting" if request.status in WAITING else request.status
    if tier is not None:
        group = "urgent"
    elif group == "waiting" and request.due_at is not None and request.due_at < now:
        group = "late"
    return Listed(request, group, tier)


def _worst_tier(request: Request) -> str | None:
    open_tiers = [alert.tier for alert in request.alerts if alert.acknowledged_at is None]
    return min(open_tiers, key=_severity, default=None)


def _severity(tier: str | None) -> int:
    return TIERS.index(tier) if tier in TIERS else len(TIERS)


def _place(listed: Listed) -> tuple[int, int, float]:
    request = listed.request
    by_time = (request.due_at or request.created_at).timestamp()
    if listed.group == "draft":
        by_time = -request.created_at.timestamp()
    severity = _severity(listed.tier) if listed.group == "urgent" else 0
    return GROUPS.index(listed.group), severity, by_time


def summary(session: Session, now: datetime) -> Summary:
    """The numbers for the page's title and its signal."""
    count = select(func.count()).select_from(Request)
    unseen = session.scalars(select(Alert.id).where(Alert.acknowledged_at.is_(None))).all()
    newest = (
        select(Request.id)
        .where(Request.submitted_at.is_not(None))
        .order_by(Request.submitted_at.desc())
        .limit(NEWEST)
    )
    return Summary(
        urgent=session.scalar(count.where(_unacknowledged(Request.id))) or 0,
        new=session.scalar(count.where(Request.status == "submitted")) or 0,
        late=session.scalar(count.where(_late(now))) or 0,
        newest=session.scalars(newest).all(),
        newest_alert=max(unseen, default=0),
        last_told=_last_told(session),
    )


def _last_told(session: Session) -> float:
    told = session.scalar(
        select(func.max(Outbox.created_at))
        .join(Alert, Alert.id == Outbox.alert_id)
        .where(Alert.acknowledged_at.is_(None))
    )
    return told.timestamp() if told else 0.0


def request_detail(session: Session, request_id: str, now: datetime) -> Detail:
    """One request with its conversation. Raises NoSuchRequest."""
    request = session.get(
        Request, request_id, options=[selectinload(Request.alerts), selectinload(Request.consents)]
    )
    if request is None:
        raise NoSuchRequest
    listed = _listed(request, now)
    notices = session.scalars(
        select(Outbox)
        .where(Outbox.request_id == request.id, Outbox.alert_id.is_not(None))
        .order_by(Outbox.step, Outbox.channel, Outbox.address)
    ).all()
    if request.conversation_id is None:  # the visitor had the conversation erased
        return Detail(listed, (), (), notices)
    messages = session.scalars(
        select(Message)
        .where(Message.conversation_id == request.conversation_id)
        .order_by(Message.id)
    )
    same = Request.conversation_id == request.conversation_id
    adds = or_(Request.added_to == request.id, Request.id == request.added_to)
    others = session.scalars(
        select(Request)
        .options(selectinload(Request.alerts), selectinload(Request.consents))
        .where(or_(same, adds), Request.id != request.id)
        .order_by(Request.created_at)
    )
    return Detail(listed, messages.all(), others.all(), notices)


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


def close_request(session: Session, request_id: str, login: str, now: datetime) -> None:
    """Nothing is left to do. Raises as `claim`. Does not commit."""
    if not _step(session, request_id, "contacted", "closed", {}):
        raise WrongStatus(_refreshed(session, request_id).status)
    record(session, login, "closed", now, request_id)


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
