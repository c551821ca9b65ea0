"""The action server as a process: loopback, the secret, and a turn."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import ROOT

SECRET = "a-secret-that-only-the-engine-knows-1"
CANARY = "zebra-canary-7731"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """The address of a running action server, and afterwards its log lines."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = tmp_path_factory.mktemp("actions") / "empty.db"
    env = os.environ | {
        "NIGHTDESK_ACTIONS_PORT": str(port),
        "NIGHTDESK_ENGINE_SECRET": SECRET,
        "NIGHTDESK_DATABASE_URL": f"sqlite:///{database}",
    }
    subprocess.run([sys.executable, "-m", "nightdesk", "prepare"], cwd=ROOT, env=env, check=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "actions"],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "ready" in line:
            break
    assert lines, "the action server did not start"
    assert "ready" in lines[-1], "".join(lines)
    yield f"http://127.0.0.1:{port}", lines
    process.terminate()
    rest, _ = process.communicate(timeout=20)
    assert CANARY not in "".join(lines) + rest


def call(address: str, body: object, secret: str = SECRET) -> httpx.Response:
    headers = {"Authorization": f"Bearer {secret}"}
    return httpx.post(f"{address}/webhook", json=body, headers=headers, timeout=20)


def turn(action: str) -> dict[str, object]:
    latest = {"text": CANARY, "intent": {"name": "greet"}, "metadata": {"message_id": 1}}
    tracker = {"sender_id": "c0ffee", "latest_message": latest}
    return {"next_action": action, "tracker": tracker, "domain": {}, "version": "3.6.21"}


def test_a_turn_that_fails_in_the_core_is_still_answered(server: tuple[str, list[str]]) -> None:
    """The database holds no conversation, so message 1 does not exist."""
    response = call(server[0], turn("action_greeting"))
    assert response.status_code == 200
    (said,) = response.json()["responses"]
    assert said["response"] == "utter_action_failed"


@pytest.mark.parametrize("path", ["/webhook", "/actions", "/health", "/"])
def test_nobody_without_the_secret_gets_an_answer(server: tuple[str, list[str]], path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer guess"}):
        response = httpx.request(
            "POST", server[0] + path, json=turn("action_greeting"), headers=headers
        )
        assert response.status_code == 401
        assert response.content == b""


@pytest.mark.parametrize("body", [None, [], "x", 7, turn("action_unknown") | {"tracker": CANARY}])
def test_nonsense_is_refused_without_an_echo(server: tuple[str, list[str]], body: object) -> None:
    response = call(server[0], body)
    assert response.status_code >= 400 or response.json() is None
    assert CANARY not in response.text


def test_other_websites_get_no_cors_headers(server: tuple[str, list[str]]) -> None:
    headers = {"Authorization": f"Bearer {SECRET}", "Origin": "https://evil.example"}
    response = httpx.post(f"{server[0]}/webhook", json=turn("action_greeting"), headers=headers)
    assert "access-control-allow-origin" not in response.headers
