"""What a visitor's browser gets to see of a message, and of the clinic."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from nightdesk.base.clinic import Clinic
from nightdesk.base.hours import is_open, next_open, urgent_line
from nightdesk.intake.consent import BOXES, CONSENT_WORDINGS, box_of, consent_text
from nightdesk.store.tables import Message

SHOWN = ("boxes", "answer", "captured", "urgent", "form", "erased")


def message_json(message: Message, clinic: Clinic) -> dict[str, Any]:
    """A message as docs/chat-api.md describes it. What a choice means stays here."""
    shown: dict[str, Any] = {
        "id": message.id,
        "at": message.at.astimezone(clinic.zone).isoformat(timespec="seconds"),
        "author": message.author,
        "kind": message.kind,
        "text": message.text,
    }
    if message.client_id is not None:
        shown["client_id"] = message.client_id
    if choices := message.body.get("choices"):
        shown["choices"] = [_choice(choice) for choice in choices]
    for name in SHOWN:
        if message.body.get(name):
            shown[name] = message.body[name]
    if "form" in shown:
        version = CONSENT_WORDINGS["contact"][0]
        shown["consent"] = {"version": version, "wording": consent_text(clinic.name, "form")}
        shown["boxes"] = [asdict(box_of(purpose, clinic.name)) for purpose in BOXES]
    return shown


def _choice(choice: dict[str, str]) -> dict[str, str]:
    shown = {"id": choice["id"], "label": choice["label"]}
    if choice["topic"]:
        shown["topic"] = choice["topic"]
    return shown


def clinic_json(clinic: Clinic, at: datetime) -> dict[str, Any]:
    """The clinic's part of the answer to a new or restored session."""
    return {
        "name": clinic.name,
        "assistant": clinic.assistant,
        "disclosure": clinic.disclosure,
        "open_now": is_open(clinic, at),
        "next_open": next_open(clinic, at).isoformat(timespec="seconds"),
        "phone": clinic.phone.display,
        "urgent_phone": urgent_line(clinic, at).display,
    }
