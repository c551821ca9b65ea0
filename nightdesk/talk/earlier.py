"""What was said in a talk before a message: each looked up once, and only where it matters."""

from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from nightdesk.store.tables import Conversation, Message

MOST_TURNS = 8
"""So many messages back a question is looked for, from those that only turn to a treatment."""


class Earlier:
    """The visitor's messages before one of theirs."""

    def __init__(self, session: Session, conversation: Conversation, message: Message) -> None:
        self._session = session
        self._message = message
        self.talk = conversation.talk
        """What is remembered of the talk."""

    @property
    def told(self) -> list[str]:
        """The entries that were answered with, the last one last."""
        return list(self.talk.get("told", []))

    @property
    def treatment(self) -> str:
        """What the talk is about; empty for nothing yet."""
        return self.talk.get("treatment") or ""

    @cached_property
    def last(self) -> Message | None:
        """The last message that was replied to."""
        if not self.talk:
            return None
        before = self._replied().where(Message.id < self._message.id).limit(1)
        return self._session.scalar(before)

    @cached_property
    def asked(self) -> Message | None:
        """The last message that asked something by itself."""
        asked = self.talk.get("asked")
        return self._session.get(Message, asked) if asked else None

    @cached_property
    def until_asked(self) -> Sequence[Message]:
        """The last messages up to the last that asked something, that one first."""
        before = self._replied().where(Message.id <= (self.talk.get("asked") or 0))
        return self._session.scalars(before.limit(MOST_TURNS)).all()

    def _replied(self) -> Select[Message]:
        return (
            select(Message)
            .where(Message.conversation_id == self._message.conversation_id)
            .where(Message.outcome.is_not(None))
            .order_by(Message.id.desc())
        )


def entries_told(message: Message | None) -> list[str]:
    """What a message was answered with."""
    said = (message.outcome or ()) if message else ()
    return [source["entry"] for reply in said for source in reply.get("answer") or ()]


def responses(message: Message | None, kind: str | None = None) -> list[str]:
    """The wordings that a message was replied to with, by default of any kind."""
    said = (message.outcome or ()) if message else ()
    return [reply["response"] for reply in said if kind in (None, reply["kind"])]
