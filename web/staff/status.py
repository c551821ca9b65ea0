"""What every page of the inbox says above its own content."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightdesk.handoff.listing import count_late
from nightdesk.leads.summary import summary


def status_of(session: Session, now: datetime) -> dict[str, Any]:
    """The values for base.html: the numbers that are polled, and how many notices are stuck."""
    return {"seen": summary(session, now), "undelivered": count_late(session, now)}
