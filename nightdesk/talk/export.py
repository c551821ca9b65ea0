"""Everything that is kept about one visitor, as plain data to take along."""

from typing import Any

from nightdesk.leads.requests import describe
from nightdesk.store.conversations import history
from nightdesk.store.tables import Conversation, Request
from nightdesk.store.visitor_data import requests_of
from nightdesk.talk.desk import Desk


def export(desk: Desk, conversation_id: str) -> dict[str, Any]:
    """The conversation, its messages and requests. Raises LookupError for an unknown one."""
    with desk.db.reading() as session:
        conversation = session.get(Conversation, conversation_id)
        if conversation is None:
            raise LookupError(conversation_id)
        return {
            "conversation": conversation.id,
            "clinic": desk.clinic.name,
            "created_at": conversation.created_at.isoformat(),
            "messages": [
                {
                    "id": message.id,
                    "at": message.at.isoformat(),
                    "author": message.author,
                    "kind": message.kind,
                    "text": message.text,
                }
                for message in history(session, conversation_id)
            ],
            "requests": [_own(request) for request in requests_of(session, conversation_id)],
        }


def _own(request: Request) -> dict[str, Any]:
    """A request without what is not its visitor's: other people's requests, names of staff."""
    described = describe(request)
    del described["added_to"]
    for alert in described["alerts"]:
        del alert["acknowledged_by"]
    return described
