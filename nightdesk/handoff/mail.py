"""Notification e-mails: thin on purpose, because e-mail is read by more than its recipient."""

import mailbox
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from nightdesk.base.clinic import Clinic
from nightdesk.base.settings import Settings
from nightdesk.handoff.failure import DeliveryError
from nightdesk.handoff.notice import inbox_link
from nightdesk.handoff.queue import Delivery
from nightdesk.handoff.smtp import send_smtp

TEMPLATES = Path(__file__).parent / "mails"


def send_mail(delivery: Delivery, settings: Settings, clinic: Clinic, now: datetime) -> None:
    """Send the notice of `delivery` the way `settings.smtp_url` says. Raises DeliveryError."""
    message = write_mail(delivery, settings, clinic, now)
    url = urlsplit(settings.smtp_url.get_secret_value())
    if url.scheme == "maildir":
        mailbox.Maildir(url.path).add(message)
        return
    send_smtp(message, url, parseaddr(settings.mail_from)[1], delivery.address, _host(settings))


def write_mail(
    delivery: Delivery, settings: Settings, clinic: Clinic, now: datetime
) -> EmailMessage:
    """The e-mail of `delivery`: nothing of the visitor in it, and the same id at every try.

    Raises DeliveryError if an address cannot stand in a header.
    """
    values = {
        "what": "consultation request" if delivery.kind == "consultation" else "request",
        "due": _due_text(delivery.due_at, clinic),
        "link": inbox_link(settings, delivery.request_id),
        "number": str(delivery.reminder),
    }
    template = f"{delivery.event}.again" if delivery.reminder else delivery.event
    message = EmailMessage()
    try:
        message["From"] = settings.mail_from
        message["To"] = Address(addr_spec=delivery.address)
    except (ValueError, MessageError, IndexError) as error:
        raise DeliveryError("bad address") from error
    message["Subject"] = _fill(template, "subject", values).strip()
    message["Message-ID"] = f"<{delivery.id}@{_host(settings)}>"
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation notes in return
    message.set_content(_fill(template, "txt", values), cte="7bit")  # keeps the link whole
    return message


def _fill(template: str, part: str, values: dict[str, str]) -> str:
    path = TEMPLATES / f"{template.replace('.', '_')}.{part}"
    return Template(path.read_text(encoding="utf-8")).substitute(values)


def _due_text(due_at: datetime | None, clinic: Clinic) -> str:
    if due_at is None:
        return "as soon as possible"
    return due_at.astimezone(clinic.zone).strftime("%A, %B %-d, %-I:%M %p %Z")


def _host(settings: Settings) -> str:
    return urlsplit(settings.public_url).hostname or "localhost"
