"""Conversations and their messages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nightdesk.base.ids import new_id
from nightdesk.base.reply import Choice, Reply
from nightdesk.store.tables import Alert, Conversation, Message

CARRIED = ("boxes", "answer", "captured", "urgent", "form", "request", "erased")
"""The parts of a reply that its message carries besides the text."""

MOST_PRESSES = 50
"""So many pressed buttons may stand between typed messages that are read together."""


@dataclass(frozen=True)
class Said:
    """A reply together with the text that the visitor reads."""

    reply: Reply
    text: str


def open_conversation(session: Session, at: datetime, lasting: timedelta) -> Conversation:
    """Begin a conversation under an id that only the server can choose."""
    conversation = Conversation(
        id=new_id(), created_at=at, last_seen_at=at, expires_at=at + lasting, talk={}, intake={}
    )
    session.add(conversation)
    session.flush()
    return conversation


def add_visitor_message(
    session: Session,
    conversation: Conversation,
    *,
    client_id: str,
    text: str,
    at: datetime,
    choice: Choice | None = None,
    ticked: Sequence[str] = (),
) -> tuple[Message, bool]:
    """Store a visitor's message with the boxes they ticked; the flag tells whether it is new.

    The same `client_id` again is the same message: the stored one comes back unchanged.
    """
    known = find_by_client_id(session, conversation.id, client_id)
    if known is not None:
        return known, False
    body: dict[str, Any] = {}
    if choice:
        body["choice"] = {"means": choice.means, "topic": choice.topic}
    if ticked:
        body["ticked"] = list(ticked)
    message = Message(
        conversation_id=conversation.id,
        client_id=client_id,
        at=at,
        author="visitor",
        kind="message",
        text=text,
        body=body,
        turn="pending",
    )
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:  # the same message came twice at the same moment
        known = find_by_client_id(session, conversation.id, client_id)
        if known is None:
            raise
        return known, False
    conversation.last_seen_at = at
    return message, True


def find_by_client_id(session: Session, conversation_id: str, client_id: str) -> Message | None:
    """The visitor's message with this client id, if there is one."""
    return session.scalars(
        select(Message).where(
            Message.conversation_id == conversation_id, Message.client_id == client_id
        )
    ).one_or_none()


def add_replies(
    session: Session,
    conversation_id: str,
    said: Sequence[Said],
    at: datetime,
    reply_to: Message | None = None,
    author: str = "assistant",
) -> list[Message]:
    """Store the assistant's replies and, with `reply_to`, end that message's turn."""
    messages = [
        Message(
            conversation_id=conversation_id,
            at=at,
            author=author,
            kind=item.reply.kind,
            text=item.text,
            body=_body(item.reply),
            reply_to=reply_to.id if reply_to else None,
        )
        for item in said
    ]
    session.add_all(messages)
    if reply_to is not None:
        reply_to.turn = "done"
    session.flush()
    return messages


def _body(reply: Reply) -> dict[str, Any]:
    """What a message carries besides its text; each choice gets the id a browser may send."""
    data = reply.to_dict()
    body: dict[str, Any] = {name: data[name] for name in CARRIED if data[name]}
    if reply.choices:
        body["choices"] = [{"id": new_id("ch_"), **choice} for choice in data["choices"]]
    return body


def find_choice(session: Session, conversation_id: str, choice_id: str) -> Choice | None:
    """The choice that was offered under this id in this conversation, if there was one."""
    for message in reversed(history(session, conversation_id)):
        for choice in message.body.get("choices", ()):
            if choice["id"] == choice_id:
                return Choice(choice["label"], choice["means"], choice["topic"])
    return None


def find_message(
    session: Session, message_id: int, conversation_id: str | None = None
) -> Message | None:
    """The message with this id; None when it was erased.

    With `conversation_id` only if it is of that conversation: SQLite gives the id of an erased last
    message again, and then it may be another visitor's.
    """
    message = session.get(Message, message_id)
    if message is None or conversation_id not in (None, message.conversation_id):
        return None
    return message


def lock_turn(
    session: Session, message_id: int, conversation_id: str | None = None
) -> tuple[Conversation, Message] | None:
    """A visitor's message and its conversation, both as they are now; None when it was erased, or
    is not of the conversation that was named.

    The conversation stays locked until the transaction ends: a red flag may be noted in it at the
    same moment, or the turn be ended by somebody else, and replies must be in one order.
    """
    known = find_message(session, message_id, conversation_id)
    if known is None:
        return None
    conversation = session.get(
        Conversation, known.conversation_id, with_for_update=True, populate_existing=True
    )
    message = session.get(Message, message_id, populate_existing=True)
    if conversation is None or message is None:
        return None
    return conversation, message


def history(session: Session, conversation_id: str, after: int = 0) -> Sequence[Message]:
    """All messages of a conversation with an id above `after`, in order."""
    return session.scalars(
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.id > after)
        .order_by(Message.id)
    ).all()


def last_texts(
    session: Session,
    conversation_id: str,
    *,
    since: datetime,
    before: int | None,
    most: int,
    across_alerts: bool = False,
) -> list[str]:
    """What the visitor typed after the last alert and `since`, oldest first, at most `most`.

    With `before`, only messages with an id below it. With `across_alerts` also what led to one.
    """
    alerted = (
        select(func.coalesce(func.max(Alert.message_id), 0))
        .join(Message, Message.id == Alert.message_id)
        .where(Message.conversation_id == conversation_id)
        .scalar_subquery()
    )
    wanted = (
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.author == "visitor",
            Message.at >= since,
        )
        .order_by(Message.id.desc())
        .limit(most + MOST_PRESSES)
    )
    if before is not None:
        wanted = wanted.where(Message.id < before)
    if not across_alerts:
        wanted = wanted.where(Message.id > alerted)
    found = [message.text for message in session.scalars(wanted) if "choice" not in message.body]
    return found[:most][::-1]


def last_said(session: Session, message: Message, authors: Collection[str]) -> Message | None:
    """The last message of these authors before one of the same talk."""
    before = (
        select(Message)
        .where(Message.conversation_id == message.conversation_id)
        .where(Message.id < message.id, Message.author.in_(authors))
        .order_by(Message.id.desc())
        .limit(1)
    )
    return session.scalar(before)


def replies_to(session: Session, message_id: int) -> Sequence[Message]:
    """Every stored reply to a visitor's message, in order."""
    return session.scalars(
        select(Message).where(Message.reply_to == message_id).order_by(Message.id)
    ).all()


def pending_turns(session: Session) -> Sequence[Message]:
    """Visitors' messages whose turn did not end, oldest first (a process died meanwhile)."""
    return session.scalars(
        select(Message).where(Message.turn == "pending").order_by(Message.id)
    ).all()
