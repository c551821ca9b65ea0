"""Signing in and out."""

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nightdesk.leads.inbox import record
from nightdesk.store.staff import (
    WINDOW,
    TooManyAttempts,
    allow_attempt,
    begin_attempt,
    check_password,
    close_session,
    forget_attempts,
    login_name,
    open_session,
)
from nightdesk.store.tables import StaffSession
from web.staff.core import core_of, draw
from web.staff.security import (
    drop_cookie,
    login_cookie,
    login_token,
    refuse_foreign,
    refuse_wrong_token,
    safe_next,
    session_cookie,
    set_cookie,
)
from web.staff.session import needs_token, signed_in

AT_ONCE = 2
"""Passwords checked at the same time: argon2 takes 64 MB and a core for each."""
WRONG = "Login or password is not right."
WAIT = f"Too many tries. Wait {WINDOW.seconds // 60} minutes, then try again."

_limiter = CapacityLimiter(AT_ONCE)


def login_page(request: Request) -> Response:
    """The login form; who is signed in already goes on."""
    target = safe_next(request.query_params.get("next"))
    if signed_in(request) is not None:
        return RedirectResponse(target, status_code=303)
    return _form(request, target)


def _form(
    request: Request, target: str, *, problem: str = "", login: str = "", status: int = 200
) -> Response:
    token = login_token(request)
    response = draw(
        request, "login.html", status, csrf=token, next=target, problem=problem, login=login
    )
    set_cookie(request, response, login_cookie(request), token)
    return response


async def sign_in(request: Request) -> Response:
    """Check the password and begin a new session; an old one of this browser ends."""
    refuse_foreign(request)
    form = await request.form(max_files=0, max_fields=10)
    refuse_wrong_token(form, request.cookies.get(login_cookie(request), ""))
    return await to_thread.run_sync(_sign_in, request, form, limiter=_limiter)


def _sign_in(request: Request, form: FormData) -> Response:
    login, password = _field(form, "login"), _field(form, "password")
    target = safe_next(form.get("next"))
    try:
        right = _check(request, login, password)
    except TooManyAttempts:
        response = _form(request, target, problem=WAIT, login=login, status=429)
        response.headers["Retry-After"] = str(WINDOW.seconds)
        return response
    if not right:
        return _form(request, target, problem=WRONG, login=login, status=401)
    response = RedirectResponse(target, status_code=303)
    set_cookie(request, response, session_cookie(request), _new_session(request, login))
    drop_cookie(request, response, login_cookie(request))
    return response


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _check(request: Request, login: str, password: str) -> bool:
    core = core_of(request)
    now = core.clock()
    address = request.client.host if request.client else ""
    with core.db.writing() as session:
        attempt = begin_attempt(session, login, address, now)
        session.commit()
    with core.db.writing() as session:
        try:
            allow_attempt(session, attempt, now)
        finally:
            session.commit()
    with core.db.reading() as session:
        return check_password(session, login, password)


def _new_session(request: Request, login: str) -> str:
    core = core_of(request)
    now = core.clock()
    with core.db.writing() as session:
        close_session(session, request.cookies.get(session_cookie(request), ""))
        forget_attempts(session, login)
        token = open_session(session, login, now)
        record(session, login_name(login), "signed_in", now)
        session.commit()
    return token


def _sign_out(request: Request, staff: StaffSession, form: FormData) -> Response:
    core = core_of(request)
    with core.db.writing() as session:
        close_session(session, request.cookies.get(session_cookie(request), ""))
        record(session, staff.login, "signed_out", core.clock())
        session.commit()
    response = RedirectResponse("/staff/login", status_code=303)
    drop_cookie(request, response, session_cookie(request))
    return response


sign_out = needs_token(_sign_out)
