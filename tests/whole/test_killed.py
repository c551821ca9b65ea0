"""Processes are killed at every step of sending a request: one request or none, never a lie."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.support.stack import Stack
from tests.support.visitor import Visitor, engine_answers, kinds

pytestmark = pytest.mark.engine

STEPS = (
    "i'd like a consultation for acne scars on my cheeks",
    "my name is {name}, {phone}",
    "text me, weekday evenings",
    "yes, send it, you can contact me about this",
)
PROCESSES = ("-m actions", "engine.serve", "-m web")


@pytest.fixture(autouse=True)
def _all_run_again(
    stack: Stack, eventually: Callable[[Callable[[], bool]], None]
) -> Iterator[None]:
    """Whatever was killed is back before another test uses the same installation."""
    yield
    eventually(lambda: engine_answers(stack.url))


def send(visitor: Visitor, body: dict[str, str]) -> list[dict]:
    """Send as the widget does: the same message again until it is answered."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            response = visitor.client.post(
                "/api/chat/messages", json=body, headers={"Prefer": "wait=30"}
            )
            if response.status_code == 200:
                return response.json()["messages"]
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise AssertionError("no answer to a message")


@pytest.mark.parametrize("victim", PROCESSES)
def test_a_process_killed_while_the_request_is_sent(
    stack: Stack, victim: str, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    """For each moment: either it was saved and said, or it was not said."""
    for number, delay_s in enumerate((0.0, 0.01, 0.03, 0.08)):
        eventually(lambda: engine_answers(stack.url))
        phone = f"925 555 01{50 + PROCESSES.index(victim) * 10 + number}"
        visitor = Visitor(stack.url)
        for step in STEPS[:-1]:
            visitor.say(step.format(name="Kay Example", phone=phone))
        killer = threading.Timer(delay_s, stack.kill, [victim])
        killer.start()
        replies = send(visitor, {"client_id": uuid.uuid4().hex, "text": STEPS[-1]})
        killer.join()
        eventually(stack.is_up)
        found = [r for r in requests_of(stack, phone) if r["status"] != "draft"]
        said = "saved" in kinds(replies)
        assert len(found) == (1 if said else 0), (victim, delay_s, replies)
        assert said or kinds(replies) == ["error"], replies


@pytest.mark.parametrize("victim", PROCESSES)
def test_a_process_killed_at_each_step_of_a_request(
    stack: Stack, victim: str, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    """The talk goes on where it was; a visitor who is told of a problem says it again."""
    eventually(lambda: engine_answers(stack.url))
    visitor = Visitor(stack.url)
    phone = f"925 555 019{PROCESSES.index(victim)}"
    replies: list[dict] = []
    for step in STEPS:
        text = step.format(name="Wes Example", phone=phone)
        killer = threading.Timer(0.01, stack.kill, [victim])
        killer.start()
        replies = send(visitor, {"client_id": uuid.uuid4().hex, "text": text})
        killer.join()
        if kinds(replies) == ["error"]:
            eventually(lambda: engine_answers(stack.url))
            replies = send(visitor, {"client_id": uuid.uuid4().hex, "text": text})
    assert "saved" in kinds(replies)
    assert [r["status"] for r in requests_of(stack, phone)] == ["submitted"]


def requests_of(stack: Stack, phone: str) -> list[dict]:
    """What staff have of the visitor with this number."""
    e164 = "+1" + phone.replace(" ", "")
    return [r for r in stack.requests() if r["phone"] == e164]
