"""Red flags become alerts that staff are told of, whatever else happens."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.leads.escalation import tell
from nightdesk.leads.of_kind import request_of_kind
from nightdesk.leads.promise import due_at
from nightdesk.safety import RedFlag, second_net
from nightdesk.store.tables import Alert, Conversation, Message, Request


def raise_alert(
    session: Session,
    clinic: Clinic,
    conversation: Conversation,
    message: Message,
    *,
    flag: RedFlag,
    at: datetime,
) -> Request:
    """Record the red flag in `message` and put it on its way to staff. Does not commit.

    A conversation has one urgent request that collects its alerts.
    """
    request = request_of_kind(session, conversation, "urgent", at)
    request.status = "submitted"
    request.due_at = due_at(clinic, "urgent", at)
    request.words = "\n".join(filter(None, [request.words, message.text]))
    conversation.talk = {**conversation.talk, "urgent": flag.tier}  # nothing is sold from here on
    alert = Alert(message_id=message.id, tier=flag.tier, rule=flag.rule, at=at)
    request.alerts.append(alert)
    session.flush()
    tell(session, clinic, alert, 0, at)
    return request


def gaps_in_the_rules(session: Session, *, words: bool = False) -> list[dict[str, Any]]:
    """The alerts that only the second net raised, newest first; with the message's `words` if asked
    for (none once the message is erased)."""
    found = session.execute(
        select(Alert, Message.text)
        .outerjoin(Message, Message.id == Alert.message_id)
        .where(Alert.rule == second_net.RULE)
        .order_by(Alert.at.desc(), Alert.id.desc())
    )
    return [
        {
            "at": alert.at,
            "tier": alert.tier,
            "request": alert.request_id,
            "message": alert.message_id,
            **({"words": text or ""} if words else {}),
        }
        for alert, text in found
    ]
