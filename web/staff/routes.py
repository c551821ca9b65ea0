"""Everything under /staff as one route that the web application mounts."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import URLPath
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount, NoMatchFound, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from web.staff.actions import (
    acknowledge_request,
    claim_request,
    contact_request,
    finish_request,
    release_request,
    reopen_request,
    take_contact_back,
)
from web.staff.core import HERE, Core, draw
from web.staff.held import held_page, release_held
from web.staff.login import login_page, sign_in, sign_out
from web.staff.pages import detail_page, list_page, summary_json
from web.staff.questions import question_done, questions_page
from web.staff.security import LONGEST_FORM, Guarded

PROBLEMS = {
    403: "This page was too old, or the form came from elsewhere. Go back, reload and try again.",
    404: "There is nothing here. The visitor may have had the request erased.",
    405: "This address cannot be used that way.",
    413: "The form was too long.",
    500: "Something broke on our side. Go back and try again.",
}


class RequestId(Convertor[str]):
    """The id of a request in an address; anything else is simply not found."""

    regex = "[A-Za-z0-9_-]{1,40}"

    def convert(self, value: str) -> str:
        """As it is."""
        return value

    def to_string(self, value: str) -> str:
        """As it is."""
        return value


class StaffRoute(BaseRoute):
    """Hands /staff and all below it to an application of its own, so that errors are its too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the address is /staff or below it."""
        path = scope.get("path", "")
        ours = scope["type"] == "http" and (path == "/staff" or path.startswith("/staff/"))
        return (Match.FULL, {}) if ours else (Match.NONE, {})

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """The inbox names no addresses for others."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on."""
        await self._app(scope, receive, send)


def routes(core: Core) -> list[BaseRoute]:
    """The staff inbox of `core`, for the web application's list of routes."""
    register_url_convertor("request_id", RequestId())
    app = Starlette(
        routes=_pages(), exception_handlers={HTTPException: _problem, Exception: _problem}
    )
    app.state.core = core
    https = core.settings.public_url.startswith("https://")
    return [StaffRoute(Guarded(app, https=https))]


def _pages() -> Sequence[BaseRoute]:
    one = "/staff/requests/{id:request_id}"
    return [
        Route("/staff", list_page),
        Route("/staff/login", login_page, methods=["GET"]),
        _form("/staff/login", sign_in),
        _form("/staff/logout", sign_out),
        Route("/staff/summary.json", summary_json),
        Route("/staff/questions", questions_page),
        _form("/staff/questions/{number:int}/done", question_done),
        Route("/staff/held", held_page),
        _form("/staff/held/release", release_held),
        Route(one, detail_page),
        _form(f"{one}/claim", claim_request),
        _form(f"{one}/contacted", contact_request),
        _form(f"{one}/acknowledge", acknowledge_request),
        _form(f"{one}/close", finish_request),
        _form(f"{one}/release", release_request),
        _form(f"{one}/not-contacted", take_contact_back),
        _form(f"{one}/reopen", reopen_request),
        Mount("/staff/static", StaticFiles(directory=HERE / "static")),
    ]


def _form(path: str, endpoint: Callable[..., Any]) -> Route:
    return Route(path, endpoint, methods=["POST"], max_body_size=LONGEST_FORM)


def _problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = PROBLEMS.get(status, "This did not work. Go back and try again.")
    response = draw(request, "problem.html", status, words=words)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response
