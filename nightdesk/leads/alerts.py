"""Red flags become alerts that staff are told of, whatever else happens."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.leads.escalation import tell
from nightdesk.leads.of_kind import request_of_kind
from nightdesk.leads.promise import due_at
from nightdesk.safety import RedFlag
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
