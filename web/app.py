"""The web application: chat API, widget files, demo page and staff inbox."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
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
from nightdesk.store.database import why_not_writable
from nightdesk.talk.hold import release_forgotten
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


HEALTH_KEPT = timedelta(seconds=5)
"""How long an answer about the database holds: each one costs a write, and anybody may ask."""
LOOK_FOR_FORGOTTEN_S = 30.0
"""How often conversations are looked for that staff have held for too long."""
LOOK_FOR_UNANSWERED_S = 30.0
"""How often messages are looked for whose turn has come to no end."""

log = logging.getLogger(__name__)


class Health:
    """Whether messages can be stored now; looked up by one request at a time."""

    def __init__(self, core: Nightdesk) -> None:
        self._core = core
        self._one_at_a_time = asyncio.Lock()
        self._known: tuple[datetime, bool] | None = None

    async def __call__(self, _: Request) -> Response:
        """200 when it works, else 503."""
        async with self._one_at_a_time:
            now = self._core.clock()
            if self._known is None or now - self._known[0] >= HEALTH_KEPT:
                reason = await run_in_threadpool(why_not_writable, self._core.db)
                if reason:
                    log.error("the database: %s", reason)
                self._known = (now, not reason)
            database = self._known[1]
        return JSONResponse({"database": database}, 200 if database else 503)


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

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(lambda: core.screen.check("warm up"))
        await chat.turns.resume()
        async with (
            repeated(lambda: give_back_forgotten(core, chat), LOOK_FOR_FORGOTTEN_S),
            repeated(chat.turns.resume, LOOK_FOR_UNANSWERED_S),
        ):
            yield
        await chat.engine.close()
        core.close()

    development = core.settings.environment == "development"
    return Starlette(
        routes=[
            *([Route("/", demo)] if development else []),
            Route("/healthz", Health(core).__call__),
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


@asynccontextmanager
async def repeated(work: Callable[[], Awaitable[None]], pause_s: float) -> AsyncIterator[None]:
    """Do some work again and again in the background while the block lasts; what fails is tried
    again at its next time.
    """

    async def keep_on() -> None:
        while True:
            await asyncio.sleep(pause_s)
            try:
                await work()
            except Exception as error:  # noqa: BLE001 (one error must not end the work for good)
                log.error("work in the background failed: %s", type(error).__name__)

    task = asyncio.create_task(keep_on())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def give_back_forgotten(core: Nightdesk, chat: Chat) -> None:
    """Let the assistant answer where staff have held a conversation for too long."""
    for conversation_id in await run_in_threadpool(release_forgotten, core):
        chat.hub.notify(conversation_id)
