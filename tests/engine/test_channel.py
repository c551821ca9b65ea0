"""The door into Rasa: who may come in, what may come in, and what comes back."""

import socket
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from nightdesk.reading.encoder import encoder
from nightdesk.reading.model import unpack
from tests.engine.conftest import SECRET, WEBHOOK, Engine, free_port, start

pytestmark = pytest.mark.engine

SENDER = "c0ffee00c0ffee00"


def body(**changes: Any) -> dict[str, Any]:
    return {"sender": SENDER, "message": "hello there", "metadata": {"message_id": 42}} | changes


def test_text_and_data_of_an_utterance_come_back_together(engine: Engine) -> None:
    first, second = engine.say("does microneedling hurt").json()
    assert first["text"].endswith("call us at 925-555-0100.")
    assert first["custom"]["kind"] == "error"
    assert second == {"text": "Literal {braces} stay.", "custom": {"kind": "answer"}}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("hello there", "action_greeting"),
        ("does microneedling hurt a lot", "action_treatments"),
        ("i would like to book a consultation", "action_intake"),
        ("my throat is closing up and i can't breathe", "action_safety"),
        ("can i please talk to a real person", "action_handoff"),
        ("please delete my data", "action_privacy"),
        ("🦔🦔🦔", "action_greeting"),
        ("/choose", "action_intake"),
    ],
)
def test_a_message_reaches_its_topic(engine: Engine, text: str, action: str) -> None:
    assert engine.say(text).json()[0]["custom"]["action"] == action


def test_the_action_gets_the_message_id_and_the_secret(engine: Engine) -> None:
    engine.say("hello there")
    call = engine.calls[-1]
    assert call["tracker"]["latest_message"]["metadata"]["message_id"] == 42
    assert call["authorization"] == f"Bearer {SECRET}"


def test_the_action_gets_a_row_for_the_message_and_each_of_its_parts(engine: Engine) -> None:
    text, parts = "is there parking and does it hurt", ["is there parking", "does it hurt"]
    engine.post(body(message=text, metadata={"message_id": 42, "parts": parts}))
    rows = unpack(engine.calls[-1]["tracker"]["latest_message"]["vector"])
    assert np.allclose(rows, encoder().encode_parts(text, parts), atol=1e-3)


@pytest.mark.parametrize(
    "text", ["/urgent", " /ask_privacy{}", "//urgent", "/choose{}", "/restart"]
)
def test_only_a_choice_is_a_command(engine: Engine, text: str) -> None:
    engine.say(text)
    latest = engine.calls[-1]["tracker"]["latest_message"]
    assert not latest["text"].startswith("/")
    assert latest["intent"]["confidence"] < 1


def test_nothing_is_remembered_between_turns(engine: Engine) -> None:
    """A turn costs the same at any length, and there is no second copy of a talk to erase."""
    for _ in range(3):
        engine.say("hello there")
    events = engine.calls[-1]["tracker"]["events"]
    assert [event["event"] for event in events].count("user") == 1


@pytest.mark.parametrize("secret", ["x", "guess", SECRET[:-1], SECRET + "x", "é"])
def test_without_the_secret_there_is_no_answer(engine: Engine, secret: str) -> None:
    before = len(engine.calls)
    headers = {b"Authorization": f"Bearer {secret}".encode()}
    response = httpx.post(engine.address + WEBHOOK, json=body(), headers=headers)
    assert (response.status_code, response.content) == (401, b"")
    assert len(engine.calls) == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/version"),
        ("GET", "/status"),
        ("GET", "/webhooks/nightdesk/"),
        ("GET", WEBHOOK),
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/model/parse"),
        ("GET", f"/conversations/{SENDER}/tracker"),
        ("OPTIONS", WEBHOOK),
    ],
)
def test_no_other_route_answers(engine: Engine, method: str, path: str) -> None:
    for headers, status in (({}, 401), ({"Authorization": f"Bearer {SECRET}"}, 404)):
        response = httpx.request(method, engine.address + path, headers=headers)
        assert response.status_code == status
        assert "Rasa" not in response.text
        assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        7,
        "text",
        {},
        body(extra=1),
        body(sender="default"),
        body(sender="../etc/passwd-aaaaaaa"),
        body(sender=["c0ffee00c0ffee00"]),
        body(message=""),
        body(message="  \n "),
        body(message=None),
        body(message={"text": "hi"}),
        body(message="a" * 1001),
        body(metadata=None),
        body(metadata={"message_id": "42"}),
        body(metadata={"message_id": True}),
        body(metadata={"message_id": 1, "parts": "hello"}),
        body(metadata={"message_id": 1, "parts": [1]}),
        body(metadata={"message_id": 1, "parts": ["hello"] * 9}),
        body(metadata={"message_id": 1, "parts": ["a" * 1001]}),
    ],
)
def test_a_malformed_message_is_refused(engine: Engine, wrong: Any) -> None:
    before = len(engine.calls)
    assert engine.post(wrong).status_code == 400
    assert len(engine.calls) == before


def test_half_a_surrogate_pair_is_refused(engine: Engine) -> None:
    raw = '{"sender":"c0ffee00c0ffee00","message":"\\ud800","metadata":{"message_id":1}}'
    headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"}
    assert httpx.post(engine.address + WEBHOOK, content=raw, headers=headers).status_code == 400


def test_a_query_another_type_and_a_big_body_are_refused(engine: Engine) -> None:
    assert engine.post(body(), query="?stream=true").status_code == 400
    headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "text/plain"}
    address = engine.address + WEBHOOK
    assert httpx.post(address, content=b"{}", headers=headers).status_code == 400
    assert engine.post(body(message="a" * 20_000)).status_code == 413


def test_a_message_of_the_greatest_length_is_answered(engine: Engine) -> None:
    assert engine.say("does it hurt " * 76).status_code == 200


@pytest.mark.parametrize("failure", ["please-crash", "please-mumble", "please-be-silent"])
def test_a_turn_without_an_answer_is_a_500(engine: Engine, failure: str) -> None:
    response = engine.say(failure)
    assert (response.status_code, response.content) == (500, b"")
    assert engine.say("hello there").status_code == 200


def test_it_listens_on_loopback_only(engine: Engine) -> None:
    port = int(engine.address.rsplit(":", 1)[1])
    with socket.socket() as other:
        other.bind(("127.0.0.2", port))  # free, so 0.0.0.0 is not taken


@pytest.mark.parametrize("secret", ["", "short"])
def test_it_does_not_start_without_a_secret(model: Path, tmp_path: Path, secret: str) -> None:
    env = {
        "NIGHTDESK_ENGINE_SECRET": secret,
        "NIGHTDESK_ENGINE_PORT": str(free_port()),
        "NIGHTDESK_ACTIONS_PORT": "9",
        "NIGHTDESK_MODEL": str(model),
    }
    log = tmp_path / "log.txt"
    assert start(env, log).wait(timeout=60) != 0
    assert "NIGHTDESK_ENGINE_SECRET" in log.read_text()
