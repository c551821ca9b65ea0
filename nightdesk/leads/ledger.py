"""The consent ledger: each yes and no with its wording; never changed, only followed by another."""

from datetime import datetime

from nightdesk.base.clinic import Clinic
from nightdesk.intake.consent import BOXES, OWN_WORDS, box_of, consent_text
from nightdesk.intake.state import IntakeState
from nightdesk.store.tables import Consent, Request

PURPOSES = ("contact", "text", *BOXES)
CHANNELS = {"marketing": "email"}
"""The one way that a purpose allows whatever the visitor said: news never come as texts."""


def record(clinic: Clinic, request: Request, state: IntakeState, at: datetime) -> None:
    """Add what the visitor allowed or refused since the last entry of its kind."""
    for purpose in PURPOSES:
        granted = _granted(state, purpose)
        if granted is None:
            continue
        version = _version(state, purpose, granted)
        wording = _wording(clinic, purpose, state.consent_way) if version != OWN_WORDS else ""
        way = state.channel if purpose == "contact" else None
        add(request, purpose, granted, at, channel=way, version=version, wording=wording)


def _version(state: IntakeState, purpose: str, granted: bool) -> str:
    """Only boxes are refused by leaving a wording as it was shown; the rest is refused in words."""
    if purpose in BOXES:
        return state.consent_versions.get(purpose, OWN_WORDS)
    return state.consent_versions.get("contact", OWN_WORDS) if granted else OWN_WORDS


def _wording(clinic: Clinic, purpose: str, way: str) -> str:
    """The text as it was shown; texts are part of the wording of contact."""
    if purpose in BOXES:
        return box_of(purpose, clinic.name).label
    return consent_text(clinic.name, way)


def _granted(state: IntakeState, purpose: str) -> bool | None:
    """Texts are allowed with the wording that names them, or refused for themselves."""
    if purpose != "text":
        return state.consents.get(purpose)
    if "text" in state.channels_excluded:
        return False
    return state.consents.get("contact") if state.channel == "text" else None


def add(
    request: Request,
    purpose: str,
    granted: bool,
    at: datetime,
    *,
    channel: str | None = None,
    version: str = OWN_WORDS,
    wording: str = "",
) -> None:
    """Add one entry, unless the last one of its kind says the same. Does not commit.

    A consent in own words has no `wording`: the words are in the conversation.
    """
    channel = CHANNELS.get(purpose, channel)
    last = latest(request, purpose)
    if last is not None and (last.granted, last.channel, last.version) == (
        granted,
        channel,
        version,
    ):
        return
    request.consents.append(
        Consent(
            purpose=purpose,
            channel=channel,
            granted=granted,
            version=version,
            wording=wording,
            at=at,
        )
    )


def latest(request: Request, purpose: str) -> Consent | None:
    """The entry that counts for this purpose."""
    return next((c for c in reversed(request.consents) if c.purpose == purpose), None)


def allows(request: Request, channel: str) -> bool:
    """Whether the visitor may be contacted this way; texts need a consent of their own."""
    contact = latest(request, "contact")
    texts = latest(request, "text")
    allowed = contact is not None and contact.granted
    return allowed and (channel != "text" or (texts is not None and texts.granted))
