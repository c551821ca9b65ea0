"""Turns: one at a time in a conversation, through the engine, and never without an end."""

import asyncio
import logging
from collections import defaultdict

from starlette.concurrency import run_in_threadpool

from nightdesk.app import Nightdesk
from nightdesk.store.conversations import Said, add_replies, pending_turns
from nightdesk.store.tables import Message
from nightdesk.talk.recover import finish_without_engine
from web.chat.engine import Engine, EngineError
from web.chat.hub import Hub
from web.chat.problems import IN_DANGER, Problem
from web.chat.text import for_engine

log = logging.getLogger(__name__)

MOST_WAITING = 3
"""Turns of one conversation that may wait for the one under way."""

CHOOSE = "/choose"
"""The engine's word for a pressed button. Only we send it; what it means is read from our table."""


class Turns:
    """Runs turns as tasks that outlive the visitor's connection."""

    def __init__(self, core: Nightdesk, engine: Engine, hub: Hub) -> None:
        self._core = core
        self._engine = engine
        self._hub = hub
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._running: dict[int, asyncio.Task[None]] = {}
        self._waiting: defaultdict[str, int] = defaultdict(int)

    def admit(self, conversation_id: str) -> None:
        """Raises Problem 429 when this conversation has too many turns waiting already."""
        if self._waiting[conversation_id] > MOST_WAITING:
            raise Problem(
                429,
                "turns_waiting",
                "One moment please, the last messages are still being answered." + IN_DANGER,
                retry_after_s=2,
            )

    def start(self, conversation_id: str, message_id: int) -> asyncio.Task[None]:
        """Begin the turn of a stored message, or join it when it is under way."""
        task = self._running.get(message_id)
        if task is None:
            self._waiting[conversation_id] += 1
            task = asyncio.create_task(self._run(conversation_id, message_id))
            self._running[message_id] = task
            task.add_done_callback(lambda _: self._ended(conversation_id, message_id))
        return task

    def _ended(self, conversation_id: str, message_id: int) -> None:
        self._running.pop(message_id, None)
        self._waiting[conversation_id] -= 1
        if self._waiting[conversation_id] <= 0:
            self._waiting.pop(conversation_id, None)
            self._locks.pop(conversation_id, None)

    async def resume(self) -> None:
        """Finish the turns that a process left behind when it died."""
        for conversation_id, message_id in await run_in_threadpool(self._left_behind):
            self.start(conversation_id, message_id)

    def _left_behind(self) -> list[tuple[str, int]]:
        with self._core.db.reading() as session:
            return [(message.conversation_id, message.id) for message in pending_turns(session)]

    async def _run(self, conversation_id: str, message_id: int) -> None:
        async with self._locks[conversation_id]:
            text = await run_in_threadpool(self._text_for_engine, message_id)
            if text is None:
                return
            try:
                said = await self._engine.take_turn(conversation_id, message_id, text)
                await run_in_threadpool(self._finish, message_id, said)
            except EngineError as error:
                log.warning("engine gave no answer: %s", error)
                await run_in_threadpool(finish_without_engine, self._core, message_id)
            self._hub.notify(conversation_id)

    def _text_for_engine(self, message_id: int) -> str | None:
        with self._core.db.reading() as session:
            message = session.get(Message, message_id)
            if message is None or message.turn != "pending":
                return None
            return CHOOSE if "choice" in message.body else for_engine(message.text)

    def _finish(self, message_id: int, said: list[Said]) -> None:
        with self._core.db.writing() as session:
            message = session.get(Message, message_id)
            if message is not None and message.turn == "pending":
                add_replies(session, message.conversation_id, said, self._core.clock(), message)
                session.commit()
