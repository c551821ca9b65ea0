"""The action server, on loopback and for the engine only: python -m actions."""

import hmac
import logging
import os
from typing import Any

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from actions import fallback, greeting, handoff, intake, privacy, safety, treatments
from actions.base import core

ACTIONS = (
    greeting.Greeting,
    treatments.Treatments,
    intake.Intake,
    safety.Safety,
    handoff.Handoff,
    privacy.Privacy,
    fallback.Fallback,
)
log = logging.getLogger("actions")

LARGEST_CALL = 256 * 1024
"""Bytes. A call holds one turn and the domain, some ten kilobytes."""


def build_app(secret: str) -> Sanic[Any, Any]:
    """rasa-sdk's server with our actions; every request needs the engine's secret."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action)
    # The server is 3.6.21 on purpose; the SDK would remark on it in every turn.
    utils.check_version_compatibility = lambda version: None
    app: Sanic[Any, Any] = create_app(executor, cors_origins=[])
    app.config.REQUEST_MAX_SIZE = LARGEST_CALL
    expected = f"Bearer {secret}".encode()

    async def only_the_engine(request: Request) -> HTTPResponse | None:
        given = request.headers.get("Authorization", "").encode()
        return None if hmac.compare_digest(given, expected) else empty(401)

    app.register_middleware(only_the_engine, "request")
    app.register_listener(say_ready, "after_server_start")
    # Sanic refuses a second handler of the same kind, so the SDK's is replaced where it is kept.
    app.error_handler.cached_handlers[(Exception, None)] = failed
    return app


async def failed(request: Request, error: Exception) -> HTTPResponse:
    """Replaces the SDK's handler, which sends the request back and logs its words."""
    log.error("request failed: %s", type(error).__name__)
    return empty(getattr(error, "status_code", 500))


async def say_ready(app: Sanic[Any, Any]) -> None:
    """One line when calls are answered."""
    print(f"actions: ready on 127.0.0.1:{os.environ['NIGHTDESK_ACTIONS_PORT']}", flush=True)


def main() -> None:
    """Serve until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("rasa_sdk").setLevel(logging.CRITICAL)  # logs what visitors wrote
    settings = core().settings
    core().warm_up()
    app = build_app(settings.engine_secret.get_secret_value())
    port = int(os.environ.setdefault("NIGHTDESK_ACTIONS_PORT", str(settings.actions_port)))
    app.run(host="127.0.0.1", port=port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
