"""What protects the inbox: headers, cookies, the checks of forms, and where a login may lead."""

import hmac
import logging
import re
import secrets
import traceback
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.staff.core import core_of

LONGEST_FORM = 8_192
"""Bytes; the longest honest form is a login."""
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HSTS = "max-age=31536000"
_OWN_PAGE = re.compile(
    r"/staff(?:\?view=closed|/questions|/held|/requests/[A-Za-z0-9_-]{1,40})?", re.ASCII
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)

log = logging.getLogger(__name__)


class Guarded:
    """The inbox behind its headers: they are on every answer, also when something broke."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = HEADERS | ({"Strict-Transport-Security": HSTS} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers; an error ends in a page and in one line of the log."""
        started = finished = False

        async def send_guarded(message: Message) -> None:
            nonlocal started, finished
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(self._headers)
            elif message["type"] == "http.response.body":
                finished = not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception as error:  # noqa: BLE001 - the last resort
            log.error("the staff inbox failed: %s", _where(error))
            if not started:
                sorry = PlainTextResponse("Something broke here. Try again.", status_code=500)
                await sorry(scope, receive, send_guarded)
            elif not finished:  # the server then cuts the connection: half a page is no page
                raise RuntimeError("a page of the staff inbox broke off") from None


def _where(error: Exception) -> str:
    """The kind of an error and where it arose; its text may hold what a visitor wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} at {places}"


def is_https(request: Request) -> bool:
    """Whether people reach the inbox by https (a proxy may end it before us)."""
    return core_of(request).settings.public_url.startswith("https://")


def session_cookie(request: Request) -> str:
    """The name of the session's cookie; __Host- binds it to this host and to https."""
    return "__Host-nightdesk" if is_https(request) else "nightdesk"


def login_cookie(request: Request) -> str:
    """The name of the cookie that the login form's token must match."""
    return f"{session_cookie(request)}-login"


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(
        name, value, path="/", httponly=True, samesite="strict", secure=is_https(request)
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(
        name, path="/", httponly=True, samesite="strict", secure=is_https(request)
    )


def login_token(request: Request) -> str:
    """The token of the login form: the one of another open login page, or a new one."""
    known = request.cookies.get(login_cookie(request), "")
    return known if _TOKEN.fullmatch(known) else secrets.token_urlsafe(32)


def refuse_foreign(request: Request) -> None:
    """Raise 403 if the browser says that another site sent this form.

    Under `Referrer-Policy: no-referrer` browsers send `Origin: null` with our own forms, so only
    a named foreign origin tells something; the token in the form is checked in any case.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403)
    origin = request.headers.get("origin", "null")
    public = urlsplit(core_of(request).settings.public_url)
    own = {f"{public.scheme}://{public.netloc}"}
    if not is_https(request):  # in development people use localhost and 127.0.0.1 alike
        own.add(f"http://{request.headers.get('host', '')}")
    if origin != "null" and origin not in own:
        raise HTTPException(403)


def refuse_wrong_token(form: FormData, expected: str) -> None:
    """Raise 403 unless the form carries the expected token (compared in constant time)."""
    given = form.get("csrf")
    if not (expected and isinstance(given, str)):
        raise HTTPException(403)
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise HTTPException(403)


def safe_next(path: object) -> str:
    """Where to go after the login: one of our own pages, whatever was asked for."""
    return path if isinstance(path, str) and _OWN_PAGE.fullmatch(path) else "/staff"
