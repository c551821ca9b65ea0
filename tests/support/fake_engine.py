"""Stands in for the engine where a test needs one that misbehaves on purpose.

Normally it does what the real one does: call the core for the topic, render and answer. The whole
path with the real engine is tested in tests/whole/.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nightdesk.app import Nightdesk

TOPICS = {"ask_treatment": "treatments", "give_details": "intake", "want_consultation": "intake"}


class FakeEngine:
    """An ASGI application at the engine's address."""

    def __init__(self, core: Nightdesk) -> None:
        self.core = core
        self.intent: Callable[[str], str] = lambda text: "give_details"
        self.seen: list[dict[str, Any]] = []
        self.instead: Response | None = None
        self.lose_answer = False
        self.inside = self.most_inside = 0
        self.hold: asyncio.Event | None = None
        self.app = Starlette(
            routes=[Route("/webhooks/nightdesk/webhook", self.answer, methods=["POST"])]
        )

    async def answer(self, request: Request) -> Response:
        """One turn; counts how many are here at once."""
        self.inside += 1
        self.most_inside = max(self.inside, self.most_inside)
        try:
            return await self._answer(request)
        finally:
            self.inside -= 1

    async def _answer(self, request: Request) -> Response:
        body = await request.json()
        self.seen.append(body)
        if self.hold is not None:
            await self.hold.wait()
        if self.instead is not None:
            return self.instead
        intent = "choose" if body["message"] == "/choose" else self.intent(body["message"])
        replies = await asyncio.to_thread(
            self.core.turn,
            message_id=body["metadata"]["message_id"],
            topic=TOPICS.get(intent, "intake"),
            intent=intent,
            confidence=0.9,
        )
        if self.lose_answer:
            return Response(status_code=500)
        said = self.core.said(replies)
        return JSONResponse(
            [{"text": s.text, "custom": {**s.reply.to_dict(), "text": ""}} for s in said]
        )
