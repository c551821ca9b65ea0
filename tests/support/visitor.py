"""A visitor's side of the chat API."""

import uuid
from typing import Any

import httpx


class Visitor:
    """One chat session; `say` and `press` wait for the replies."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, timeout=40)
        opened = self.client.post("/api/chat/sessions")
        opened.raise_for_status()
        self.opened = opened.json()
        self.id = self.opened["session"]["id"]
        self.client.headers["Authorization"] = f"Bearer {self.opened['session']['token']}"
        self.last: list[dict[str, Any]] = self.opened["messages"]

    def say(self, text: str, client_id: str = "") -> list[dict[str, Any]]:
        """Send a text; returns the replies."""
        return self.send({"client_id": client_id or uuid.uuid4().hex, "text": text})

    def press(self, label: str) -> list[dict[str, Any]]:
        """Press the button with this label among the last replies."""
        for message in self.last:
            for choice in message.get("choices", ()):
                if choice["label"] == label:
                    return self.send({"client_id": uuid.uuid4().hex, "choice": choice["id"]})
        raise AssertionError(f"no button {label!r} in {self.last}")

    def send(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """POST a message and return the replies."""
        response = self.client.post("/api/chat/messages", json=body, headers={"Prefer": "wait=30"})
        response.raise_for_status()
        self.last = response.json()["messages"]
        return self.last

    def history(self) -> list[dict[str, Any]]:
        """Every message so far."""
        return self.client.get("/api/chat/messages").json()["messages"]


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    """The kinds of some messages, in order."""
    return [message["kind"] for message in messages]


def engine_answers(url: str) -> bool:
    """Whether a turn of a new visitor goes through the engine at this moment."""
    try:
        return kinds(Visitor(url).say("hello")) == ["smalltalk"]
    except (httpx.HTTPError, KeyError):
        return False
