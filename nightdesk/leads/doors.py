"""The other doors: messages that are no wish for a consultation, but that staff have to act on."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightdesk.base.clinic import Clinic
from nightdesk.leads.of_kind import request_of_kind
from nightdesk.leads.outbox import enqueue
from nightdesk.leads.promise import due_at
from nightdesk.leads.requests import SUBMITTED, reopen
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
    told = bool(request.words) and request.status == "submitted"
    if not (once and words in request.words):
        request.words = "\n".join(filter(None, [request.words, words]))
    if not told:
        reopen(request)
        request.submitted_at = at
        request.due_at = due_at(clinic, kind, at)
        session.flush()
        enqueue(session, clinic, request, SUBMITTED, at)
    return request
