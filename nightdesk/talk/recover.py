"""What a visitor is told when the engine does not answer."""

from collections.abc import Sequence

from nightdesk.base.reply import Reply
from nightdesk.store.conversations import add_replies, history, replies_to
from nightdesk.store.tables import Message
from nightdesk.talk.desk import Desk


def finish_without_engine(desk: Desk, message_id: int) -> Sequence[Message]:
    """End a turn that the engine did not answer; returns the stored replies.

    When the core had already decided the turn (the engine died afterwards), its replies are said.
    If not, the fallback becomes the turn's outcome, so that an action that is merely late finds
    the turn decided and changes nothing.
    """
    with desk.db.writing() as session:
        message = session.get(Message, message_id)
        if message is None or message.turn != "pending":
            return replies_to(session, message_id)
        if message.outcome is None:
            seen = history(session, message.conversation_id)
            message.outcome = [fallback(desk, already=_form_is_open(seen)).to_dict()]
        replies = [Reply.from_dict(item) for item in message.outcome]
        said, at = desk.said(replies), desk.clock()
        stored = add_replies(session, message.conversation_id, said, at, message)
        session.commit()
        return stored


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
