"""The steps of a request that the front desk takes with one button each."""

from collections.abc import Awaitable, Callable

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nightdesk.leads.inbox import (
    AlreadyClaimed,
    NoSuchRequest,
    WrongStatus,
    acknowledge_alerts,
    claim,
    close_request,
    mark_contacted,
    may_reopen,
    release,
    reopen,
    take_back_contact,
)
from nightdesk.store.tables import Request as Visit
from nightdesk.store.tables import StaffSession
from web.staff.core import core_of
from web.staff.session import needs_token

NOTES = {
    "claimed": "This request is yours now.",
    "contacted": "Marked as contacted.",
    "closed": "This request is closed.",
    "released": "This request is free for everybody again.",
    "not_contacted": "The visitor still has to be reached.",
    "reopened": "This request is open again.",
    "chat_released": "The assistant answers in this chat again.",
    "acknowledged": "The alert is acknowledged.",
    "taken": "Somebody else claimed this request before you.",
    "changed": "This request has changed meanwhile. Look at it again before you go on.",
}
CLOSE_ANYHOW = {"path": "close", "label": "Close without contact", "kind": "quiet"}
STEPS = {
    "submitted": [{"path": "claim", "label": "Claim", "kind": "main"}, CLOSE_ANYHOW],
    "claimed": [
        {"path": "contacted", "label": "Mark contacted", "kind": "main"},
        {"path": "release", "label": "Release", "kind": "quiet"},
        CLOSE_ANYHOW,
    ],
    "contacted": [
        {"path": "close", "label": "Close", "kind": "main"},
        {"path": "not-contacted", "label": "Not contacted after all", "kind": "quiet"},
    ],
    "closed": [{"path": "reopen", "label": "Reopen", "kind": "quiet"}],
}
"""What can be done in each status: the next step first, then the way back and the way aside."""


def steps_of(visit: Visit) -> list[dict[str, str]]:
    """The steps that the page of a request offers."""
    if visit.status == "closed" and not may_reopen(visit):
        return []
    return STEPS.get(visit.status, [])


Step = Callable[[Session, Request, StaffSession, FormData], None]


def _action(note: str, step: Step) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that takes one step and leads back to the request, saying how it went."""

    def act(request: Request, staff: StaffSession, form: FormData) -> Response:
        said = note
        with core_of(request).db.writing() as session:
            try:
                step(session, request, staff, form)
                session.commit()
            except NoSuchRequest:
                raise HTTPException(404) from None
            except AlreadyClaimed as error:
                said = "claimed" if error.by == staff.login else "taken"
            except WrongStatus:
                said = "changed"
        path = f"/staff/requests/{request.path_params['id']}?note={said}"
        return RedirectResponse(path, status_code=303)

    return needs_token(act)


def _of_status(change: Callable[..., None]) -> Step:
    def step(session: Session, request: Request, staff: StaffSession, form: FormData) -> None:
        change(session, request.path_params["id"], staff.login, core_of(request).clock())

    return step


def _acknowledge(session: Session, request: Request, staff: StaffSession, form: FormData) -> None:
    shown = form.get("up_to")
    if not (isinstance(shown, str) and shown.isdecimal() and len(shown) < 12):
        raise HTTPException(400)
    now = core_of(request).clock()
    acknowledge_alerts(session, request.path_params["id"], staff.login, now, up_to=int(shown))


def _close(session: Session, request: Request, staff: StaffSession, form: FormData) -> None:
    seen = form.get("seen")
    now = core_of(request).clock()
    close_request(session, request.path_params["id"], staff.login, now, seen=str(seen))


claim_request = _action("claimed", _of_status(claim))
contact_request = _action("contacted", _of_status(mark_contacted))
release_request = _action("released", _of_status(release))
take_contact_back = _action("not_contacted", _of_status(take_back_contact))
finish_request = _action("closed", _close)
reopen_request = _action("reopened", _of_status(reopen))
acknowledge_request = _action("acknowledged", _acknowledge)
