"""A turn under way: what was read, what is known, and the unit of work."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightdesk.base.reply import Choice
from nightdesk.intake.state import IntakeState
from nightdesk.store.tables import Conversation, Message, Question
from nightdesk.talk.buttons import OFFER
from nightdesk.talk.desk import Desk
from nightdesk.talk.understand import Understood


@dataclass
class Turn:
    """Everything that deciding a turn needs. `state` and `talk` are stored when it ends."""

    desk: Desk
    session: Session
    conversation: Conversation
    message: Message
    topic: str
    intent: str
    confidence: float
    read: Understood
    at: datetime
    state: IntakeState
    talk: dict[str, Any] = field(default_factory=dict)

    @property
    def may_offer(self) -> bool:
        """Whether a consultation may be offered: not twice, nor in danger, nor to a minor."""
        busy = self.state.active or self.state.submitted or self.talk.get("urgent")
        return not (busy or self.talk.get("who") == "minor")

    @property
    def offer(self) -> tuple[Choice, ...]:
        """The button for a consultation, where one may be offered."""
        return (OFFER,) if self.may_offer else ()

    @property
    def phones(self) -> dict[str, str]:
        """The values of wordings that name the clinic's number."""
        return {"phone": self.desk.clinic.phone.display}

    def pass_on(self) -> None:
        """Keep the message as a question for staff; nothing of what somebody under 18 writes."""
        if self.talk.get("who") != "minor":
            self.talk["passed_on"] = True
            self.session.add(Question(message_id=self.message.id, at=self.at))
