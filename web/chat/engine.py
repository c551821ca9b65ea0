"""The gateway's side of the engine: one turn over loopback, with a deadline."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

from nightdesk.base.reply import Reply
from nightdesk.knowledge.questions import parts_within
from nightdesk.reading.model import PARTS
from nightdesk.store.conversations import Said

PATH = "/webhooks/nightdesk/webhook"
LARGEST_ANSWER = 256 * 1024


class EngineError(Exception):
    """The engine gave no usable answer: down, late, or nonsense."""


@dataclass
class Engine:
    """Asks the engine for the replies to one message."""

    client: httpx.AsyncClient
    deadline_s: float

    @classmethod
    def connect(cls, port: int, secret: str, deadline_s: float) -> "Engine":
        """A client for the engine on this host's loopback."""
        return cls(
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}",
                headers={"Authorization": f"Bearer {secret}"},
                timeout=deadline_s,
                trust_env=False,
            ),
            deadline_s,
        )

    async def take_turn(self, conversation_id: str, message_id: int, text: str) -> list[Said]:
        """Every reply to this message. Raises EngineError instead of returning none."""
        about = {"message_id": message_id, PARTS: parts_within(text)}
        body = {"sender": conversation_id, "message": text, "metadata": about}
        try:
            async with asyncio.timeout(self.deadline_s):
                response = await self.client.post(PATH, json=body)
            response.raise_for_status()
            if len(response.content) > LARGEST_ANSWER:
                raise EngineError("answer too large")
            said = [_said(item) for item in response.json()]
        except (
            httpx.HTTPError,
            TimeoutError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
        ) as error:
            raise EngineError(type(error).__name__) from error
        if not said:
            raise EngineError("no answer")
        return said

    async def close(self) -> None:
        """Give back the connections."""
        await self.client.aclose()


def _said(item: dict[str, Any]) -> Said:
    reply = Reply.from_dict(item["custom"])
    text = item["text"]
    if not isinstance(text, str) or not text:
        raise ValueError("a reply without text")
    return Said(reply, text)
