"""Staff hold a conversation: the assistant is silent until they give it back.

Messages are stored and looked at for danger all the while (nightdesk.talk.receive).
"""

from nightdesk.base.reply import Reply
from nightdesk.store.conversations import add_replies
from nightdesk.store.tables import Conversation
from nightdesk.talk.desk import Desk
from nightdesk.talk.receive import UnknownConversation


def hold(desk: Desk, conversation_id: str, by: str) -> bool:
    """Silence the assistant for `by`, a login, and tell the visitor; False when it is held already.

    Raises UnknownConversation.
    """
    return _change(desk, conversation_id, by)


def release(desk: Desk, conversation_id: str) -> bool:
    """Let the assistant answer again, and tell the visitor; False when nobody holds it.

    Raises UnknownConversation.
    """
    return _change(desk, conversation_id, None)


def _change(desk: Desk, conversation_id: str, by: str | None) -> bool:
    at = desk.clock()
    with desk.db.writing() as session:
        conversation = session.get(Conversation, conversation_id, with_for_update=True)
        if conversation is None:
            raise UnknownConversation
        if (conversation.held_at is None) == (by is None):
            return False
        conversation.held_at, conversation.held_by = (at, by) if by else (None, None)
        line = "utter_held" if by else "utter_released"
        notice = Reply("notice", line, {"clinic": desk.clinic.name})
        add_replies(session, conversation_id, desk.said([notice]), at, author="system")
        session.commit()
    return True
