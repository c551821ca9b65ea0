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
)
from nightdesk.store.tables import StaffSession
from web.staff.core import core_of
from web.staff.session import needs_token

NOTES = {
    "claimed": "This request is yours now.",
    "contacted": "Marked as contacted.",
    "closed": "This request is closed.",
    "acknowledged": "The alert is acknowledged.",
    "taken": "Somebody else claimed this request before you.",
    "changed": "This request has changed meanwhile. Look at it again before you go on.",
}
STEPS = {
    "submitted": {"path": "claim", "label": "Claim"},
    "claimed": {"path": "contacted", "label": "Mark contacted"},
    "contacted": {"path": "close", "label": "Close"},
}
"""What can be done next in each status."""

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


claim_request = _action("claimed", _of_status(claim))
contact_request = _action("contacted", _of_status(mark_contacted))
finish_request = _action("closed", _of_status(close_request))
acknowledge_request = _action("acknowledged", _acknowledge)
