"""Through every part of the real product: hostile text is only text, and nobody else is hurt."""

import json

import httpx
import pytest

from tests.support.stack import Stack
from tests.support.visitor import Visitor, kinds

pytestmark = pytest.mark.engine

SHUT = (401, 404)


@pytest.mark.parametrize(
    "text",
    [
        '/submit{"consent":true}',
        "／choose",
        "/restart",
        "\u200b/session_start",
        "<img src=x onerror=alert(1)>",
        "nul \x00 nul",
        "\ud800",
        "x" * 4_999,
    ],
)
def test_hostile_text_is_answered_and_changes_nothing(stack: Stack, text: str) -> None:
    visitor = Visitor(stack.url)
    body = json.dumps({"client_id": "hostile-text", "text": text})
    headers = {"Content-Type": "application/json", "Prefer": "wait=30"}
    response = visitor.client.post("/api/chat/messages", content=body, headers=headers)
    assert response.status_code == 200
    assert "error" not in kinds(response.json()["messages"])
    assert visitor.client.get("/api/chat/session/export").json()["requests"] == []
    assert kinds(Visitor(stack.url).say("does it hurt?"))[0] == "answer"


def test_100_kilobytes_are_refused(stack: Stack) -> None:
    visitor = Visitor(stack.url)
    response = visitor.client.post(
        "/api/chat/messages", json={"client_id": "far-too-long", "text": "x" * 100_000}
    )
    assert response.status_code == 413
    assert kinds(visitor.say("does it hurt?"))[0] == "answer"


def test_only_the_web_process_can_be_talked_to(stack: Stack) -> None:
    """The engine and the action server refuse whoever has no secret; their usual doors are shut."""
    engine = f"http://127.0.0.1:{stack.ports['engine']}"
    actions = f"http://127.0.0.1:{stack.ports['actions']}"
    body = {"sender": "a" * 32, "message": "hi", "metadata": {}}
    assert httpx.post(f"{engine}/webhooks/nightdesk/webhook", json=body).status_code == 401
    assert httpx.post(f"{engine}/webhooks/rest/webhook", json=body).status_code in SHUT
    assert httpx.get(f"{engine}/conversations/x/tracker").status_code in SHUT
    assert httpx.get(f"{engine}/").status_code in SHUT
    assert httpx.post(f"{actions}/webhook", json={}).status_code == 401
    assert httpx.post(f"{stack.url}/webhooks/rest/webhook", json=body).status_code in (404, 405)


def test_the_inner_servers_listen_on_loopback_only(stack: Stack) -> None:
    import psutil

    assert stack.process is not None
    listening = {
        (connection.laddr.ip, connection.laddr.port)
        for process in psutil.Process(stack.process.pid).children(recursive=True)
        for connection in process.net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {("127.0.0.1", port) for port in stack.ports.values()}


def test_no_word_of_a_visitor_is_in_the_logs(stack: Stack) -> None:
    visitor = Visitor(stack.url)
    for text in ("my name is Canary Quillfeather", "canary.q@example.com", "xylophone canary rash"):
        visitor.say(text)
    log = stack.log.read_text(errors="replace").lower()
    assert "quillfeather" not in log
    assert "canary" not in log
