"""A real Rasa server on a free port, with a small stand-in for the action server."""

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT

PYTHON = ROOT / os.environ.get("NIGHTDESK_ENGINE_PYTHON", ".envs/engine/bin/python")
SECRET = "a-secret-that-only-the-gateway-knows"
WEBHOOK = "/webhooks/nightdesk/webhook"


class Actions(BaseHTTPRequestHandler):
    """Says what it was asked; words in the message make it fail in each way it could."""

    protocol_version = "HTTP/1.1"
    calls: list[dict[str, Any]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        call = json.loads(body)
        call["authorization"] = self.headers.get("Authorization")
        self.calls.append(call)
        text = call["tracker"]["latest_message"]["text"]
        if "please-crash" in text:
            self._answer(500, b'{"error": "boom"}')
        elif "please-mumble" in text:
            self._answer(200, b"<html>")
        else:
            said = [] if "please-be-silent" in text else self._said(call)
            self._answer(200, json.dumps({"events": [], "responses": said}).encode())

    def _said(self, call: dict[str, Any]) -> list[dict[str, Any]]:
        intent = call["tracker"]["latest_message"]["intent"]["name"]
        return [
            {
                "response": "utter_action_failed",
                "phone": "925-555-0100",
                "custom": {"kind": "error", "action": call["next_action"], "intent": intent},
            },
            {"text": "Literal {braces} stay.", "custom": {"kind": "answer"}},
        ]

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@dataclass
class Engine:
    """A running engine: its address, the calls that its actions got, and what it printed."""

    address: str
    log: Path
    calls: list[dict[str, Any]] = field(default_factory=list)

    def post(self, body: Any, secret: str = SECRET, query: str = "", **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {secret}"}
        return httpx.post(
            self.address + WEBHOOK + query, json=body, headers=headers, timeout=20, **more
        )

    def say(self, text: str, sender: str = "c0ffee00c0ffee00") -> httpx.Response:
        return self.post({"sender": sender, "message": text, "metadata": {"message_id": 42}})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            [PYTHON, "-m", "engine.serve"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **env},
            stdout=out,
            stderr=subprocess.STDOUT,
        )


@pytest.fixture(scope="session")
def model() -> Path:
    """The model of this data, trained now if there is none."""
    done = subprocess.run(
        [PYTHON, "-m", "engine.train"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return ROOT / done.stdout.strip().splitlines()[-1].removeprefix("model: ")


@pytest.fixture(scope="session")
def engine(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    actions = ThreadingHTTPServer(("127.0.0.1", 0), Actions)
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    port, log = free_port(), tmp_path_factory.mktemp("engine") / "log.txt"
    env = {
        "NIGHTDESK_ENGINE_SECRET": SECRET,
        "NIGHTDESK_ENGINE_PORT": str(port),
        "NIGHTDESK_ACTIONS_PORT": str(actions.server_port),
        "NIGHTDESK_MODEL": str(model),
    }
    process = start(env, log)
    try:
        while "engine: ready" not in log.read_text():
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        yield Engine(f"http://127.0.0.1:{port}", log, Actions.calls)
    finally:
        process.terminate()
        process.wait(timeout=20)
        actions.shutdown()
