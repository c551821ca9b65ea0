"""What became of a request's notices, as the front desk reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from nightdesk.store.tables import Alert, Outbox
from web.staff.present import moment

OF_WHAT = {
    "request.submitted": "new request",
    "request.changed": "change",
    "request.withdrawn": "taken back",
}


def told(
    alert_id: int | None, notices: Sequence[Outbox], zone: ZoneInfo, now: datetime
) -> list[dict[str, Any]]:
    """The notices of an alert, or those of no alert, one line each: {at, step, to, fate}."""
    return [
        {
            "at": moment(notice.created_at, zone, now),
            "step": _step(notice),
            "to": _destination(notice),
            "fate": _fate(notice, zone, now),
        }
        for notice in notices
        if notice.alert_id == alert_id
    ]


def _step(notice: Outbox) -> str:
    if notice.step:
        return f"reminder {notice.step}"
    return OF_WHAT.get(notice.event, "first notice")


def outlook(alert: Alert, zone: ZoneInfo, now: datetime) -> str:
    """What comes next of an alert that nobody has acknowledged; empty for any other."""
    if alert.acknowledged_at is not None:
        return ""
    if alert.next_step_at is None:
        return "No more reminders are sent."
    return f"Next reminder {moment(alert.next_step_at, zone, now)}."


def _destination(notice: Outbox) -> str:
    """Of a webhook only the host, because its path often holds a secret."""
    if notice.channel == "email":
        return notice.address
    return f"webhook at {urlsplit(notice.address).hostname or 'an unknown host'}"


def _fate(notice: Outbox, zone: ZoneInfo, now: datetime) -> str:
    if notice.delivered_at is not None:
        return f"delivered {moment(notice.delivered_at, zone, now)}"
    reason = f" ({notice.last_error})" if notice.last_error else ""
    if notice.cancelled_at is not None:
        return f"called off {moment(notice.cancelled_at, zone, now)}{reason}"
    if notice.dead_at is not None:
        return f"given up {moment(notice.dead_at, zone, now)}{reason}"
    return f"not delivered yet{reason}"
