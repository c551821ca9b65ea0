"""Writing outbox rows: one for each destination, in the transaction of the fact they tell of."""

from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_parts import Receivers
from nightdesk.base.ids import new_id
from nightdesk.store.tables import Alert, Outbox, Request

URGENT = "request.urgent"


def enqueue(session: Session, clinic: Clinic, request: Request, event: str, at: datetime) -> None:
    """Add a row for each e-mail address and webhook that `clinic` wants told. Does not commit."""
    for channel, address in clinic.notify.of(request.kind):
        session.add(_row(request.id, event, channel, address, at))


def enqueue_step(
    session: Session, alert: Alert, step: int, receivers: Receivers, at: datetime
) -> None:
    """Add a row for each of the `receivers` of the alert's `step`. Does not commit.

    An earlier reminder that could not be delivered gives way to the new one, so that a receiver
    that was down for an hour gets one of them afterwards and not all.
    """
    for channel, address in receivers.addresses:
        same = (Outbox.channel == channel, Outbox.address == address)
        cancel_reminders(session, at, Outbox.alert_id == alert.id, *same)
        row = _row(alert.request_id, URGENT, channel, address, at)
        row.alert_id, row.step = alert.id, step
        session.add(row)


def cancel_reminders(session: Session, at: datetime, *which: ColumnElement[bool]) -> None:
    """Call off the reminders among `which` that are not delivered. Does not commit.

    The first news of an alert (step 0) is never called off: each alert reaches its receivers.
    """
    undelivered = (Outbox.delivered_at.is_(None), Outbox.cancelled_at.is_(None))
    session.execute(
        update(Outbox)
        .where(Outbox.step > 0, *undelivered, *which)
        .values(cancelled_at=at)
        .execution_options(synchronize_session=False)
    )


def _row(request_id: str, event: str, channel: str, address: str, at: datetime) -> Outbox:
    return Outbox(
        id=new_id("msg_"),
        event=event,
        request_id=request_id,
        channel=channel,
        address=address,
        created_at=at,
        next_try_at=at,
    )
