"""Who is signed in: pages and actions that need it, and where everybody else is sent."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nightdesk.store.staff import find_session, needs_touch, touch_session
from nightdesk.store.tables import StaffSession
from web.staff.core import core_of, draw
from web.staff.security import refuse_foreign, refuse_wrong_token, session_cookie

Page = Callable[[Request, StaffSession], Response]
Action = Callable[[Request, StaffSession, FormData], Response]


def signed_in(request: Request, *, active: bool = True) -> StaffSession | None:
    """The live session of this browser. `active` says that a person, not a timer, is asking."""
    token = request.cookies.get(session_cookie(request))
    if not token:
        return None
    core = core_of(request)
    now = core.clock()
    with core.db.reading() as session:
        staff = find_session(session, token, now)
    if staff is not None and active and needs_touch(staff, now):
        with core.db.writing() as session:
            touch_session(session, token, now)
            session.commit()
        staff.last_seen_at = now
    return staff


def needs_login(page: Page) -> Callable[[Request], Response]:
    """A page for signed-in staff only."""

    def endpoint(request: Request) -> Response:
        staff = signed_in(request)
        return _to_login(request) if staff is None else page(request, staff)

    return endpoint


def needs_token(action: Action) -> Callable[[Request], Awaitable[Response]]:
    """A form that signed-in staff sent from one of our pages."""

    def checked(request: Request, form: FormData) -> Response:
        staff = signed_in(request)
        if staff is None:
            return _to_login(request)
        refuse_wrong_token(form, staff.csrf)
        return action(request, staff, form)

    async def endpoint(request: Request) -> Response:
        refuse_foreign(request)
        form = await request.form(max_files=0, max_fields=10)
        return await run_in_threadpool(checked, request, form)

    return endpoint


def _to_login(request: Request) -> Response:
    """To the login page, which leads back here.

    A link in a mail is a cross-site step, on which browsers hold back our strict cookie: then a
    page of our own opens the same address again, and the cookie comes along.
    """
    path = request.url.path
    if request.query_params.get("view") == "closed":
        path += "?view=closed"
    if request.method in ("GET", "HEAD"):
        if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return draw(request, "reopen.html", path=path)
    else:
        path = _page_of(path)
    return RedirectResponse(f"/staff/login?next={quote(path, safe='/')}", status_code=303)


def _page_of(form: str) -> str:
    """The page that a form was on, by the path that it was sent to."""
    return "/staff/questions" if form.startswith("/staff/questions/") else form.rpartition("/")[0]
