"""The web application: chat API, widget files, demo page and staff inbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from nightdesk.app import Nightdesk
from web.chat.problems import Problem, problem_response
from web.chat.routes import Chat
from web.staff.routes import routes as staff_routes

PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        "require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class WidgetFiles(StaticFiles):
    """The widget's files, which pages of other origins load as modules."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, free to be loaded from any page."""
        response = await super().get_response(path, scope)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-cache"  # a mix of old and new modules would break
        return response


def create_app(core: Nightdesk) -> Starlette:
    """The application for this core."""
    chat = Chat.build(core)
    widget = core.settings.path("widget")

    async def demo(_: Request) -> Response:
        return FileResponse(widget / "demo" / "index.html", headers=PAGE_HEADERS)

    async def health(_: Request) -> Response:
        database = await run_in_threadpool(_database_answers, core)
        return JSONResponse({"database": database}, 200 if database else 503)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(lambda: core.screen.check("warm up"))
        await chat.turns.resume()
        yield
        await chat.engine.close()
        core.close()

    development = core.settings.environment == "development"
    return Starlette(
        routes=[
            *([Route("/", demo)] if development else []),
            Route("/healthz", health),
            Mount("/widget", GZipMiddleware(WidgetFiles(directory=widget))),
            Mount("/api/chat", chat_app(chat, core)),
            *staff_routes(core),
        ],
        lifespan=lifespan,
    )


def chat_app(chat: Chat, core: Nightdesk) -> Starlette:
    """The chat API with its own errors and the origins that may use it."""
    origins = [core.settings.public_url, *(str(o) for o in core.clinic.website_origins)]
    handlers: dict[Any, Any] = {Problem: problem_response, Exception: problem_response}
    return Starlette(
        routes=chat.routes(),
        exception_handlers=handlers,
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=origins,
                allow_methods=["GET", "POST", "DELETE"],
                allow_headers=["Authorization", "Content-Type", "Prefer", "Last-Event-ID"],
                expose_headers=["Retry-After"],
                max_age=600,
            )
        ],
    )


def _database_answers(core: Nightdesk) -> bool:
    try:
        with core.db.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except Exception:  # noqa: BLE001 (whatever is wrong, the answer is no)
        return False
    return True
