"""Server-sent events: new messages of one conversation as they come."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from nightdesk.app import Nightdesk
from nightdesk.store.conversations import history
from nightdesk.store.tables import Conversation
from web.chat.hub import Hub
from web.chat.public import message_json

LOOK_AGAIN_S = 5.0
"""A stream looks into the database this often even without a wake-up."""

PING_S = 15


def stream(core: Nightdesk, hub: Hub, conversation_id: str, after: int) -> EventSourceResponse:
    """The response: every message with an id above `after`, then each new one."""
    events = _events(core, hub, conversation_id, after)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(events, ping=PING_S, headers=headers)


async def _events(
    core: Nightdesk, hub: Hub, conversation_id: str, after: int
) -> AsyncIterator[ServerSentEvent]:
    with hub.listening(conversation_id) as news:
        while True:
            news.clear()
            messages = await run_in_threadpool(_new_messages, core, conversation_id, after)
            if messages is None:
                return
            for message in messages:
                after = message["id"]
                yield ServerSentEvent(json.dumps(message), event="message", id=str(after), sep="\n")
            try:
                async with asyncio.timeout(LOOK_AGAIN_S):
                    await news.wait()
            except TimeoutError:
                continue


def _new_messages(core: Nightdesk, conversation_id: str, after: int) -> list[dict[str, Any]] | None:
    with core.db.reading() as session:
        conversation = session.get(Conversation, conversation_id)
        if conversation is None or conversation.expires_at <= core.clock():
            return None
        found = history(session, conversation_id, after)
        return [message_json(message, core.clinic) for message in found]
