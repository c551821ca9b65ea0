"""What a visitor is told when the engine does not answer."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from nightdesk.base.reply import Reply
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import (
    add_replies,
    find_message,
    history,
    lock_turn,
    replies_to,
)
from nightdesk.store.tables import Conversation, Message
from nightdesk.talk.danger import check_fully, earlier_texts
from nightdesk.talk.desk import Desk
from nightdesk.talk.urgent import alert


def finish_without_engine(
    desk: Desk, message_id: int, conversation_id: str | None = None
) -> Sequence[Message]:
    """End a turn that the engine did not answer; returns the stored replies, none where the message
    was erased or is not of the conversation that is named.

    When the core had already decided the turn (the engine died afterwards), its replies are said.
    If not, the fallback becomes the turn's outcome, so that an action that is merely late finds
    the turn decided and changes nothing.
    """
    with desk.db.reading() as session:
        known = find_message(session, message_id, conversation_id)
        text = known.text if known is not None and _undecided(known) else ""
        earlier = []
        if known is not None:
            earlier = earlier_texts(session, known.conversation_id, known.at, known.id)
    flag = check_fully(desk, text, earlier) if text else None
    with desk.db.writing() as session:
        found = lock_turn(session, message_id, conversation_id)
        if found is None:
            return []
        conversation, message = found
        if message.turn != "pending":
            return replies_to(session, message_id)
        if message.outcome is None:
            decided = _decided(desk, session, conversation, message, flag)
            message.outcome = [reply.to_dict() for reply in decided]
        replies = [Reply.from_dict(item) for item in message.outcome]
        said, at = desk.said(replies), desk.clock()
        stored = add_replies(session, message.conversation_id, said, at, message)
        session.commit()
        return stored


def _decided(
    desk: Desk, session: Session, conversation: Conversation, message: Message, flag: RedFlag | None
) -> list[Reply]:
    """What is said without the engine: what only the second net finds is alerted all the same, and
    while staff hold the conversation the rest is theirs to answer.
    """
    if flag:
        return alert(desk, session, conversation, message, flag=flag, at=desk.clock())
    return [] if conversation.held_at else _plain(desk, session, message)


def _undecided(message: Message) -> bool:
    return message.outcome is None and "choice" not in message.body


def _plain(desk: Desk, session: Session, message: Message) -> list[Reply]:
    seen = history(session, message.conversation_id)
    return [fallback(desk, already=_form_is_open(seen))]


def fallback(desk: Desk, *, already: bool = False) -> Reply:
    """Plain words, the phone number, and the form that still reaches the team."""
    phone = {"phone": desk.clinic.phone.display}
    if already:
        return Reply("error", "utter_engine_still_down", phone)
    return Reply("error", "utter_engine_down", phone, form="request")


def _form_is_open(messages: Sequence[Message]) -> bool:
    """Whether a form was offered and the visitor has not sent it since."""
    for message in reversed(messages):
        if message.kind == "saved":
            return False
        if message.body.get("form"):
            return True
    return False
