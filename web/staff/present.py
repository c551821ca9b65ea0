"""Words and numbers as the front desk reads them."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import phonenumbers

from nightdesk.leads import ledger
from nightdesk.leads.listed import Listed
from nightdesk.store.tables import Consent, Request

TIERS = {
    "911": "Call 911 shown",
    "er_today": "Emergency room today",
    "urgent_line": "Urgent line",
    "distress": "Crisis line 988",
}
GROUPS = {
    "urgent": "Urgent",
    "late": "Late",
    "waiting": "Waiting",
    "contacted": "Contacted",
    "draft": "Not finished",
    "closed": "Closed",
}
KINDS = {
    "consultation": "Consultation",
    "existing_client": "Existing client",
    "complaint": "Complaint",
    "privacy": "Privacy",
    "urgent": "Red flag",
    "other": "Other",
}
STATUSES = {
    "draft": "Not finished",
    "submitted": "New",
    "claimed": "Claimed",
    "contacted": "Contacted",
    "closed": "Closed",
}
CHANNELS = {"call": "Call", "text": "Text", "email": "E-mail"}
PURPOSES = {
    "contact": "Contact",
    "text": "Texts",
    "marketing": "Marketing",
    "chat": "Keeping the chat",
}
FIELDS = {
    "name": "Name",
    "phone": "Phone",
    "email": "E-mail",
    "channel": "Reach by",
    "times": "When",
    "concerns": "Concerns",
    "areas": "Areas",
    "treatments": "Treatments",
}
_E164 = re.compile(r"\+[0-9]{4,15}", re.ASCII)


def plain(name: str) -> str:
    """A name of the fixed vocabulary as words: acne_scars becomes acne scars."""
    return name.replace("_", " ")


def span(length: timedelta) -> str:
    """A length of time, as short as it is useful: 20 min, 2 h, 1 h 20 min, 3 days."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return "less than 1 min"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 6 and rest:
        return f"{hours} h {rest} min"
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"


def due_words(due: datetime, now: datetime) -> str:
    """How long until the promise, or since: "due in 2 h", "late by 20 min"."""
    return f"due in {span(due - now)}" if due >= now else f"late by {span(now - due)}"


def moment(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """A moment at the clinic: "today 4:30 PM", "Tue, Nov 24, 10:00 AM"."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    clock = f"{local:%I:%M\u00a0%p}".lstrip("0")
    days = (local.date() - today.date()).days
    if days in NEAR_DAYS:
        return f"{NEAR_DAYS[days]} {clock}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local:%a, %b} {local.day}{year}, {clock}"


NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def phone_words(phone: str) -> str:
    """A number in E.164 as people read it; anything else unchanged."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    form = phonenumbers.PhoneNumberFormat
    abroad = number.country_code != 1
    return phonenumbers.format_number(number, form.INTERNATIONAL if abroad else form.NATIONAL)


def reach(request: Request) -> list[dict[str, str]]:
    """The ways to reach the visitor, the wanted one first: {channel, label, text, href}.

    `href` is empty unless the stored value is what it claims to be. Texts need the visitor's
    consent of their own, and nobody is reached about a request that was neither sent nor agreed to
    or that was taken back.
    """
    ways: list[dict[str, str]] = []
    if not may_reach(request):
        return ways
    if request.phone:
        good = _E164.fullmatch(request.phone)
        text = phone_words(request.phone)
        for channel, scheme in (("call", "tel"), ("text", "sms")):
            if channel == "text" and not ledger.allows(request, "text"):
                continue
            href = f"{scheme}:{request.phone}" if good else ""
            ways.append(_way(channel, text, href))
    if request.email:
        ways.append(_way("email", request.email, f"mailto:{quote(request.email, safe='@')}"))
    return sorted(ways, key=lambda way: way["channel"] != request.channel)


def may_reach(request: Request) -> bool:
    """Whether the visitor agreed to be contacted, or asked for something that needs an answer."""
    contact = ledger.latest(request, "contact")
    if contact is not None:
        return contact.granted
    return request.status != "draft"


def may_read(request: Request) -> bool:
    """Whether the visitor's own words are shown: those of danger always are."""
    return may_reach(request) or bool(request.alerts)


def withheld(request: Request) -> str:
    """Why no way to reach the visitor is shown; empty when there is one to show, or when the
    reason is that they gave none."""
    if may_reach(request) or not (request.phone or request.email):
        return ""
    if request.status == "draft":
        return "Withheld: the visitor has not agreed to be contacted"
    return "Withheld: the visitor does not want to be contacted"


def begun(listed: Listed) -> list[tuple[str, str]]:
    """What the visitor has said anew and not confirmed: (what, how it would be)."""
    if not may_reach(listed.request):
        return []
    return [(FIELDS[name], _said(name, value)) for name, value in listed.begun.items()]


def _said(name: str, value: Any) -> str:
    if name == "phone":
        return phone_words(value)
    if name == "channel":
        return CHANNELS.get(value, plain(value))
    if name == "times":
        return str(value.get("words") or "")
    return ", ".join(map(plain, value)) if isinstance(value, list) else str(value)


def _way(channel: str, text: str, href: str) -> dict[str, str]:
    return {"channel": channel, "label": CHANNELS[channel], "text": text, "href": href}


def purpose(consent: Consent) -> str:
    """What a ledger entry is about: "Contact, call", "Marketing, e-mail", "Keeping the chat"."""
    name = PURPOSES.get(consent.purpose, plain(consent.purpose))
    way = CHANNELS.get(consent.channel or "")
    return f"{name}, {way.lower()}" if way else name


def times_words(request: Request) -> str:
    """When the visitor wants to be reached, in their words."""
    return str((request.times or {}).get("words") or "")


def row(listed: Listed, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """One line of the list."""
    request = listed.request
    waiting = listed.group in ("urgent", "late", "waiting") and request.status != "draft"
    due = request.due_at if waiting else None
    return {
        "id": request.id,
        "name": _name(request),
        "group": listed.group,
        "tier": tier_words(listed.tier) if listed.tier else "",
        "kind": KINDS.get(request.kind, plain(request.kind)),
        "status": STATUSES.get(request.status, request.status),
        "claimed_by": request.claimed_by if request.status == "claimed" else None,
        "summary": _summary(request),
        "words": request.words if may_read(request) else "",
        "reach": next(iter(reach(request)), None),
        "withheld": withheld(request),
        "times": times_words(request) if may_read(request) else "",
        "others": listed.others,
        "changed": _changed(listed, now, zone),
        "begun": bool(begun(listed)),
        "held_by": listed.held_by,
        "due": due_words(due, now) if due else "",
        "due_at": moment(due, zone, now) if due else "",
        "late": due is not None and due < now,
        "since": _since(listed, zone, now),
    }


def _summary(request: Request) -> list[str]:
    return [plain(name) for name in (*request.concerns, *request.areas, *request.treatments)]


def _changed(listed: Listed, now: datetime, zone: ZoneInfo) -> str:
    """When the visitor changed what somebody still has to act on; else empty."""
    waits = listed.request.status in ("submitted", "claimed")
    return moment(listed.changed_at, zone, now) if listed.changed_at and waits else ""


def _name(request: Request) -> str:
    if not may_reach(request) and request.status != "draft":
        return "Not to be contacted"
    if not may_reach(request) and request.name:
        return "Name withheld"
    return request.name or "No name given"


def _since(listed: Listed, zone: ZoneInfo, now: datetime) -> str:
    """The last thing that happened to the request, and when."""
    request = listed.request
    if listed.closed_at:
        return f"closed {moment(listed.closed_at, zone, now)}"
    if request.contacted_at:
        return f"contacted {moment(request.contacted_at, zone, now)}"
    if request.submitted_at:
        return f"came in {moment(request.submitted_at, zone, now)}"
    return f"begun {moment(request.created_at, zone, now)}"


def tier_words(tier: str) -> str:
    """What the visitor was shown for a red flag of this tier."""
    return TIERS.get(tier, plain(tier))
