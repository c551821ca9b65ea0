"""Taking in a visitor's message: stored, screened for danger, and if urgent answered at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.base.reply import Choice
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import (
    add_replies,
    add_visitor_message,
    find_by_client_id,
    find_choice,
    pending_turns,
)
from nightdesk.store.tables import Conversation, Message
from nightdesk.talk.danger import check, check_fully, confirmed, earlier_texts, escalated
from nightdesk.talk.desk import Desk
from nightdesk.talk.urgent import alert


class UnknownConversation(LookupError):  # noqa: N818
    """There is no such conversation (any more)."""


class UnknownChoice(LookupError):  # noqa: N818
    """The choice was never offered in this conversation."""


@dataclass(frozen=True)
class Received:
    """A stored message; `pending` when the engine still has to answer it."""

    message_id: int
    pending: bool
    text: str
    is_choice: bool

    @classmethod
    def of(cls, message: Message) -> "Received":
        """What the caller needs to know of a stored message."""
        return cls(message.id, message.turn == "pending", message.text, "choice" in message.body)


def known_message(desk: Desk, conversation_id: str, client_id: str) -> Received | None:
    """The message that was already sent under this id, if so."""
    with desk.db.reading() as session:
        message = find_by_client_id(session, conversation_id, client_id)
        return Received.of(message) if message else None


def unanswered(desk: Desk) -> list[tuple[str, Received]]:
    """Messages whose turn a process left behind when it died, with their conversations."""
    with desk.db.reading() as session:
        return [(m.conversation_id, Received.of(m)) for m in pending_turns(session)]


def receive(
    desk: Desk,
    conversation_id: str,
    *,
    client_id: str,
    text: str = "",
    choice_id: str = "",
    ticked: Sequence[str] = (),
) -> Received:
    """Store a message and screen it; a red flag is answered and alerted in the same transaction.

    Raises UnknownConversation or UnknownChoice; then nothing was stored.
    """
    flag, held = _looked_at(desk, conversation_id, text)
    at = desk.clock()
    with desk.db.writing() as session:
        conversation = session.get(Conversation, conversation_id, with_for_update=True)
        if conversation is None:
            raise UnknownConversation
        choice: Choice | None = None
        if choice_id:
            choice = find_choice(session, conversation_id, choice_id)
            if choice is None:
                raise UnknownChoice
        message, new = add_visitor_message(
            session,
            conversation,
            client_id=client_id,
            text=choice.label if choice else text,
            at=at,
            choice=choice,
            ticked=ticked,
        )
        if new and flag is not None:
            replies = alert(desk, session, conversation, message, flag=flag, at=at)
            add_replies(session, conversation_id, desk.said(replies), at, message)
        elif new and held:
            message.turn = "done"  # it is the staff's to answer
        session.commit()
        return Received.of(message)


def _looked_at(desk: Desk, conversation_id: str, text: str) -> tuple[RedFlag | None, bool]:
    """The red flag in a new message, and whether staff hold the conversation.

    While they do, no turn will read the message, so the second net looks here.
    """
    with desk.db.reading() as session:
        conversation = session.get(Conversation, conversation_id)
        held = conversation is not None and conversation.held_at is not None
        earlier = earlier_texts(session, conversation_id, desk.clock()) if text else []
        worse = escalated(desk, session, conversation, text) if conversation and text else None
    if not text:
        return None, held
    if worse:
        return worse, held
    if held:
        return check_fully(desk, text, earlier), held
    return confirmed(desk, text, check(desk, text, earlier), earlier), held
