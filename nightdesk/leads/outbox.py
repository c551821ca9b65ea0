"""Writing outbox rows: one for each destination, in the transaction of the fact they tell of."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.base.ids import new_id
from nightdesk.store.tables import Outbox, Request


def enqueue(session: Session, clinic: Clinic, request: Request, event: str, at: datetime) -> None:
    """Add a row for each e-mail address and webhook that `clinic` wants told. Does not commit."""
    destinations = [("email", address) for address in clinic.notify.emails]
    destinations += [("webhook", str(hook.url)) for hook in clinic.notify.webhooks]
    for channel, address in destinations:
        session.add(
            Outbox(
                id=new_id("msg_"),
                event=event,
                request_id=request.id,
                channel=channel,
                address=address,
                created_at=at,
                next_try_at=at,
            )
        )
