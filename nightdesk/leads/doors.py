"""The other doors: messages that are no wish for a consultation, but that staff have to act on."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.leads.of_kind import request_of_kind
from nightdesk.leads.requests import send
from nightdesk.store.tables import Conversation, Request


def pass_on(
    session: Session,
    clinic: Clinic,
    conversation: Conversation,
    words: str,
    *,
    kind: str,
    at: datetime,
    once: bool = False,
) -> Request:
    """Make the words a task of its kind for staff, and tell them once. Does not commit.

    More words of the kind are added to the same task, unless they are said only `once`. Staff are
    told again when somebody has begun with it, who keeps it, or when it was finished: then it is
    open again.
    """
    request = request_of_kind(session, conversation, kind, at)
    known = bool(request.words)
    told = known and request.status == "submitted"
    if not (once and words in request.words):
        request.words = "\n".join(filter(None, [request.words, words]))
    if not told:
        send(session, clinic, request, at, changed=known)
    return request
