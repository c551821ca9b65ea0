"""What the front desk sees: the list of requests, and one request."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from nightdesk.leads.inbox import CLOSED, NoSuchRequest
from nightdesk.leads.requests import CHANGED_BY_VISITOR, WITHDRAWN_BY_VISITOR, begun_change
from nightdesk.safety import TIERS
from nightdesk.store.tables import Alert, Audit, Conversation, Message, Outbox, Request

WAITING = ("submitted", "claimed")
"""Somebody still has to reach the visitor."""
MOST_DRAFTS = 100
UNFINISHED_AFTER = timedelta(minutes=30)
"""Before that a visitor may still be typing."""
MOST_CLOSED = 100


@dataclass(frozen=True)
class Listed:
    """A request in the list, with what decides its place."""

    request: Request
    group: str
    """urgent | late | waiting | contacted | draft | closed"""
    tier: str | None = None
    """The worst red flag that nobody has acknowledged."""
    others: int = 0
    """How many more open requests there are of the same talk, number or address."""
    changed_at: datetime | None = None
    """When the visitor last changed what was sent."""
    begun: Mapping[str, Any] = field(default_factory=dict)
    """What of it they have said anew and not confirmed, by the names of the columns."""
    held_by: str = ""
    """Who of the staff has silenced the assistant in its talk."""
    closed_at: datetime | None = None


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
    """What was sent of it and of its alerts, in the order of their steps."""


def list_requests(session: Session, now: datetime) -> list[Listed]:
    """Everything that is open: urgent, late, waiting (by due time), contacted, then drafts.

    A draft is shown once its visitor has left it for a while.
    """
    wanted = _with_alerts().where(
        (Request.status.not_in(("draft", "closed"))) | unacknowledged(Request.id)
    )
    drafts = (
        _with_alerts()
        .where(
            Request.status == "draft",
            Request.created_at <= now - UNFINISHED_AFTER,
            ~unacknowledged(Request.id),
        )
        .order_by(Request.created_at.desc())
        .limit(MOST_DRAFTS)
    )
    found = [*session.scalars(wanted), *session.scalars(drafts)]
    return sorted(_in_context(session, found, now, _shared(found)), key=_place)


def list_closed(session: Session, now: datetime) -> list[Listed]:
    """The requests closed last, newest first."""
    when = _last(_closings(), Request.id).scalar_subquery()
    closed = (
        _with_alerts()
        .where(Request.status == "closed")
        .order_by(func.coalesce(when, Request.created_at).desc(), Request.id)
        .limit(MOST_CLOSED)
    )
    found = session.scalars(closed).all()
    return [replace(one, group="closed") for one in _in_context(session, found, now, {})]


def _in_context(
    session: Session, found: Sequence[Request], now: datetime, shared: Mapping[str, int]
) -> list[Listed]:
    """The requests with what is known of each beside its own row."""
    ids = [request.id for request in found]
    changed = _moments(session, ids, Audit.action == CHANGED_BY_VISITOR)
    closed = _moments(session, ids, _closings())
    talks = _talks(session, found)
    listed = []
    for request in found:
        intake, held_by = talks.get(request.conversation_id or "", ({}, None))
        listed.append(
            replace(
                _listed(request, now),
                others=shared.get(request.id, 0),
                changed_at=changed.get(request.id),
                begun=begun_change(request, intake),
                held_by=held_by or "",
                closed_at=closed.get(request.id) if request.status == "closed" else None,
            )
        )
    return listed


def _closings() -> ColumnElement[bool]:
    return Audit.action.in_((CLOSED, WITHDRAWN_BY_VISITOR))


def _last(actions: ColumnElement[bool], request_id: Any) -> Select[datetime]:
    """When one of these actions was last taken on a request."""
    return select(func.max(Audit.at)).where(Audit.request_id == request_id, actions)


def _moments(
    session: Session, ids: Sequence[str], actions: ColumnElement[bool]
) -> dict[str, datetime]:
    """When one of these actions was last taken, by request."""
    rows = session.execute(
        select(Audit.request_id, func.max(Audit.at))
        .where(Audit.request_id.in_(ids), actions)
        .group_by(Audit.request_id)
    )
    return {name: at for name, at in rows if name}


def _talks(
    session: Session, found: Sequence[Request]
) -> dict[str, tuple[dict[str, Any], str | None]]:
    """What the intake knows, and who holds the talk, by conversation."""
    rows = session.execute(
        select(Conversation.id, Conversation.intake, Conversation.held_by).where(
            Conversation.id.in_({request.conversation_id for request in found})
        )
    )
    return {name: (intake, held_by) for name, intake, held_by in rows}


def _shared(found: Iterable[Request]) -> dict[str, int]:
    """How many others of them are of the same talk, number or address, by request.

    What somebody has not sent is known by its talk alone: its number is not for staff yet.
    """
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    keys: dict[str, list[tuple[str, str]]] = {}
    for request in found:
        sent = request.status != "draft"
        values = {"conversation_id": request.conversation_id}
        values |= {"phone": request.phone, "email": request.email} if sent else {}
        keys[request.id] = [(name, value) for name, value in values.items() if value]
        for key in keys[request.id]:
            groups[key].add(request.id)
    return {
        name: len(set().union(*(groups[key] for key in known)) - {name})
        for name, known in keys.items()
    }


def _with_alerts() -> Select[Request]:
    return select(Request).options(selectinload(Request.alerts), selectinload(Request.consents))


def unacknowledged(request_id: Any) -> ColumnElement[bool]:
    """Whether the request has a red flag that nobody has acknowledged."""
    return exists().where(Alert.request_id == request_id, Alert.acknowledged_at.is_(None))


def is_late(now: datetime) -> ColumnElement[bool]:
    """Whether the promised time has passed and nobody has reached the visitor."""
    # By status, not by contacted_at: a new red flag puts a contacted request back to submitted.
    return and_(Request.status.in_(WAITING), Request.due_at < now)


def _listed(request: Request, now: datetime) -> Listed:
    """The request in its group."""
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


def request_detail(session: Session, request_id: str, now: datetime) -> Detail:
    """One request with its conversation. Raises NoSuchRequest."""
    request = session.get(
        Request, request_id, options=[selectinload(Request.alerts), selectinload(Request.consents)]
    )
    if request is None:
        raise NoSuchRequest
    notices = session.scalars(
        select(Outbox)
        .where(Outbox.request_id == request.id)
        .order_by(Outbox.step, Outbox.created_at, Outbox.channel, Outbox.address)
    ).all()
    others = _others(session, request) if request.conversation_id else ()
    waiting = sum(other.status not in ("draft", "closed") for other in others)
    (listed,) = _in_context(session, [request], now, {request.id: waiting})
    if request.conversation_id is None:  # the visitor had the conversation erased
        return Detail(listed, (), (), notices)
    messages = session.scalars(
        select(Message)
        .where(Message.conversation_id == request.conversation_id)
        .order_by(Message.id)
    )
    return Detail(listed, messages.all(), others, notices)


def _others(session: Session, request: Request) -> Sequence[Request]:
    """What else there is of the visitor: of the talk, and open ones of the number or address."""
    belongs = [
        Request.conversation_id == request.conversation_id,
        Request.added_to == request.id,
        Request.id == request.added_to,
    ]
    ways = [
        column == value
        for column, value in ((Request.phone, request.phone), (Request.email, request.email))
        if value and request.status != "draft"
    ]
    if ways:
        belongs.append(and_(or_(*ways), Request.status.not_in(("draft", "closed"))))
    return session.scalars(
        _with_alerts().where(or_(*belongs), Request.id != request.id).order_by(Request.created_at)
    ).all()
