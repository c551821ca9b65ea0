"""Run Rasa for our own web server, on loopback only: python -m engine.serve."""

import os
import sys
from pathlib import Path
from typing import Any

from engine.lean import build_answer_schema_once, leave_out_tensorflow
from engine.quiet import quieten
from nightdesk.reading.model import find_model

LIMITS = {
    "SANIC_REQUEST_MAX_SIZE": "16384",  # bytes; Rasa's own limit is 100 MB
    "TICKET_LOCK_LIFETIME": "400",  # seconds; above the 300 that Rasa waits for an action
}


async def say_ready(app: Any, loop: Any) -> None:
    """One line when messages are answered; stop if the model could not be loaded."""
    if not app.ctx.agent.is_ready():
        app.stop()
        return
    print(f"engine: ready on 127.0.0.1:{os.environ['NIGHTDESK_ENGINE_PORT']}", flush=True)


def serve(root: Path) -> None:
    """Serve until told to stop."""
    port = int(os.environ["NIGHTDESK_ENGINE_PORT"])
    model = find_model(root / "models")
    os.environ.update(LIMITS)
    leave_out_tensorflow()

    quieten()

    import rasa.core.run
    from rasa.core.utils import AvailableEndpoints

    build_answer_schema_once()
    rasa.core.run.serve_application(
        model_path=str(model),
        interface="127.0.0.1",
        port=port,
        credentials=str(root / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(root / "endpoints.yml")),
        enable_api=False,
        server_listeners=[(say_ready, "after_server_start")],
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    serve(Path.cwd())
