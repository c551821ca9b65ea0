"""Consultation requests: draft from the first contact detail on, then submitted once."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.base.ids import new_id
from nightdesk.intake.consent import OWN_WORDS
from nightdesk.intake.questions import consent_text
from nightdesk.intake.state import IntakeState
from nightdesk.leads.outbox import enqueue
from nightdesk.leads.promise import due_at
from nightdesk.store.tables import Consent, Conversation, Request

SUBMITTED = "request.submitted"


def save_draft(
    session: Session, conversation: Conversation, state: IntakeState, at: datetime
) -> Request | None:
    """Keep what is known so far as a draft; None before the first contact detail."""
    if not (state.phone or state.email):
        return None
    request = _open_draft(session, conversation) or _new_draft(session, conversation, at)
    _fill(request, state)
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
    request = _sent_before(session, state) or save_draft(session, conversation, state, at)
    if request is None:
        raise ValueError("a request needs a phone number or an e-mail address")
    _fill(request, state)
    request.status = "submitted"
    request.submitted_at = at
    request.due_at = due_at(clinic, request.kind, at)
    for purpose, granted in state.consents.items():
        if granted is not None:
            version = state.consent_versions.get(purpose, OWN_WORDS)
            request.consents.append(_consent(clinic, purpose, granted, version, at))
    session.flush()
    enqueue(session, clinic, request, SUBMITTED, at)
    return request


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
    request.words = "\n".join([*state.words, *state.others])
    request.treatments = list(state.treatments)
    request.flags = list(state.flags)


def _consent(clinic: Clinic, purpose: str, granted: bool, version: str, at: datetime) -> Consent:
    """The consent with the exact wording that was shown; own words are in the conversation."""
    wording = "" if version == OWN_WORDS else consent_text(clinic.name)
    return Consent(purpose=purpose, granted=granted, version=version, wording=wording, at=at)


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
            {"purpose": c.purpose, "granted": c.granted, "version": c.version, "at": _iso(c.at)}
            for c in request.consents
        ],
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
