"""Consultation requests: draft from the first contact detail on, then submitted once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.base.ids import new_id
from nightdesk.intake.state import IntakeState
from nightdesk.leads import ledger
from nightdesk.leads.outbox import enqueue
from nightdesk.leads.promise import due_at
from nightdesk.store.tables import Audit, Conversation, Request

SUBMITTED = "request.submitted"
CHANGED = "request.changed"
WITHDRAWN = "request.withdrawn"

CHANGED_BY_VISITOR = "changed"
WITHDRAWN_BY_VISITOR = "withdrawn"
"""Actions in the audit trail."""

OPEN = ("submitted", "claimed")
SAME_VISITOR = timedelta(days=30)
"""How long after an open request another of the same number or address adds to it."""

_TOLD_ANEW = ("name", "phone", "email", "channel", "times")
_WISHED_ANEW = ("concerns", "areas", "treatments")


def save_draft(
    session: Session,
    clinic: Clinic,
    conversation: Conversation,
    state: IntakeState,
    at: datetime,
) -> Request | None:
    """Keep what is known so far as a draft; None before the first contact detail."""
    if not state.has_contact:
        return None
    request = _open_draft(session, conversation) or _new_draft(session, conversation, at)
    _fill(request, state)
    ledger.record(clinic, request, state, at)
    return request


def submit(
    session: Session, clinic: Clinic, conversation: Conversation, state: IntakeState, at: datetime
) -> Request:
    """Turn the draft into a request with a promise, and tell staff. Does not commit.

    A request that this intake has sent before is changed and told of again, not doubled.
    Raises ValueError without contact details or without consent to be contacted: such a request
    could not be answered.
    """
    if not state.consents.get("contact"):
        raise ValueError("a request needs the visitor's consent to be contacted")
    if not state.has_contact:
        raise ValueError("a request needs a phone number or an e-mail address")
    before = _sent_before(session, state)
    request = before or _open_draft(session, conversation) or _new_draft(session, conversation, at)
    _fill(request, state)
    ledger.record(clinic, request, state, at)
    send(session, clinic, request, at, changed=before is not None)
    request.added_to = _same_visitor(session, request, at)
    return request


def send(
    session: Session, clinic: Clinic, request: Request, at: datetime, *, changed: bool
) -> None:
    """Let a request wait for staff with a promise, and tell them: of a new one, or of a change.

    Who has claimed it keeps it, or two people would call. Does not commit.
    """
    if request.status != "claimed":
        request.status, request.contacted_at = "submitted", None
    request.submitted_at = at
    request.due_at = due_at(clinic, request.kind, at)
    session.flush()
    if changed:
        session.add(Audit(at=at, login="visitor", action=CHANGED_BY_VISITOR, request_id=request.id))
    enqueue(session, clinic, request, CHANGED if changed else SUBMITTED, at)


def withdraw(session: Session, clinic: Clinic, request: Request, at: datetime) -> None:
    """Close a sent request whose visitor took it back, and tell staff. Does not commit."""
    news = ledger.latest(request, "marketing")
    for purpose in ("contact", "text", *(["marketing"] if news and news.granted else [])):
        ledger.add(request, purpose, False, at)
    request.status = "closed"
    session.add(Audit(at=at, login="visitor", action=WITHDRAWN_BY_VISITOR, request_id=request.id))
    enqueue(session, clinic, request, WITHDRAWN, at)


def _same_visitor(session: Session, request: Request, at: datetime) -> str | None:
    """The id of an open request from another talk with the same number or address."""
    ways = [
        column == value
        for column, value in ((Request.phone, request.phone), (Request.email, request.email))
        if value
    ]
    return session.scalars(
        select(Request.id)
        .where(
            or_(*ways),
            Request.kind == "consultation",
            Request.status.in_(OPEN),
            Request.submitted_at > at - SAME_VISITOR,
            Request.added_to.is_(None),
            Request.conversation_id != request.conversation_id,
        )
        .order_by(Request.submitted_at)
    ).first()


def sent(session: Session, conversation: Conversation) -> list[Request]:
    """The conversation's consultation requests that staff have and have not closed."""
    return list(
        session.scalars(
            select(Request).where(
                Request.conversation_id == conversation.id,
                Request.kind == "consultation",
                Request.status.not_in(("draft", "closed")),
            )
        )
    )


def withdraw_draft(session: Session, conversation: Conversation) -> None:
    """Forget an unfinished request: the visitor cancelled or does not want to be contacted."""
    draft = _open_draft(session, conversation)
    if draft is not None:
        session.delete(draft)


def _sent_before(session: Session, state: IntakeState) -> Request | None:
    return session.get(Request, state.submitted) if state.submitted else None


def _open_draft(session: Session, conversation: Conversation) -> Request | None:
    return session.scalars(
        select(Request).where(
            Request.conversation_id == conversation.id,
            Request.kind == "consultation",
            Request.status == "draft",
        )
    ).one_or_none()


def _new_draft(session: Session, conversation: Conversation, at: datetime) -> Request:
    request = Request(
        id=new_id("req_"),
        conversation_id=conversation.id,
        kind="consultation",
        status="draft",
        created_at=at,
    )
    session.add(request)
    return request


def _fill(request: Request, state: IntakeState) -> None:
    request.name = state.name
    request.phone = state.phone
    request.email = state.email
    request.channel = state.channel
    request.times = (
        {"words": state.times, "normalised": state.times_normalised} if state.times else None
    )
    request.concerns = list(state.concerns)
    request.areas = list(state.areas)
    behalf = [f"Written for {state.behalf}"] if state.behalf else []
    request.words = "\n".join([*behalf, *state.words, *state.others])
    request.treatments = list(state.treatments)
    request.flags = list(state.flags)


def begun_change(request: Request, intake: Mapping[str, Any]) -> dict[str, Any]:
    """What the visitor has said since anew of a request that was sent, and has not confirmed.

    By the names of the request's columns. Without an intake under way a concern is only mentioned,
    not wished for (nightdesk.intake.turn).
    """
    state = IntakeState.from_dict(intake)
    if state.submitted != request.id or request.status in ("draft", "closed"):
        return {}
    said = Request()
    _fill(said, state)
    names = (*_TOLD_ANEW, *(_WISHED_ANEW if state.active else ()))
    return {name: getattr(said, name) for name in names if _differs(said, request, name)}


def _differs(said: Request, request: Request, name: str) -> bool:
    return bool(getattr(said, name)) and getattr(said, name) != getattr(request, name)


def describe(request: Request) -> dict[str, Any]:
    """A request as `nightdesk requests --json` prints it (docs/command-line.md)."""
    return {
        "id": request.id,
        "conversation": request.conversation_id,
        "status": request.status,
        "kind": request.kind,
        "name": request.name,
        "phone": request.phone,
        "email": request.email,
        "channel": request.channel,
        "times": request.times,
        "concerns": request.concerns,
        "areas": request.areas,
        "words": request.words,
        "treatments": request.treatments,
        "flags": request.flags,
        "consents": [
            {
                "purpose": c.purpose,
                "channel": c.channel,
                "granted": c.granted,
                "version": c.version,
                "at": _iso(c.at),
            }
            for c in request.consents
        ],
        "added_to": request.added_to,
        "created_at": _iso(request.created_at),
        "submitted_at": _iso(request.submitted_at),
        "due_at": _iso(request.due_at),
        "alerts": [
            {
                "tier": alert.tier,
                "rule": alert.rule,
                "at": _iso(alert.at),
                "acknowledged_at": _iso(alert.acknowledged_at),
                "acknowledged_by": alert.acknowledged_by,
            }
            for alert in request.alerts
        ],
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
