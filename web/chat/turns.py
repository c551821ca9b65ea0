"""Turns: one at a time in a conversation, through the engine, and never without an end."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool

from nightdesk.app import Nightdesk
from nightdesk.store.conversations import Said, add_replies, lock_turn, replies_to
from nightdesk.store.tables import Message
from nightdesk.talk.receive import Received, unanswered
from nightdesk.talk.recover import finish_without_engine
from web.chat.engine import Engine, EngineError
from web.chat.hub import Hub
from web.chat.problems import IN_DANGER, Problem
from web.chat.text import for_engine

log = logging.getLogger(__name__)

MOST_WAITING = 3
"""Turns of one conversation that may wait for the one under way."""

PAUSES_S = (1.0, 5.0, 15.0)
"""Between attempts to end a turn while our own database does not answer."""

CHOOSE = "/choose"
"""The engine's word for a pressed button. Only we send it; what it means is read from our table."""


Turn = asyncio.Task[Sequence[Message]]
"""A turn under way; its result are the stored replies."""


class Turns:
    """Runs turns as tasks that outlive the visitor's connection."""

    def __init__(self, core: Nightdesk, engine: Engine, hub: Hub) -> None:
        self._core = core
        self._engine = engine
        self._hub = hub
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._running: dict[tuple[str, int], Turn] = {}
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

    def start(self, conversation_id: str, received: Received) -> Turn:
        """Begin the turn of a stored message, or join it when it is under way."""
        # With the conversation: a database may give the number of an erased message again.
        key = (conversation_id, received.message_id)
        task = self._running.get(key)
        if task is None:
            self._waiting[conversation_id] += 1
            task = asyncio.create_task(self._run(conversation_id, received))
            self._running[key] = task
            task.add_done_callback(lambda ended: self._ended(*key, ended))
        return task

    def _ended(self, conversation_id: str, message_id: int, task: Turn) -> None:
        if not task.cancelled() and task.exception():
            log.error("turn left for later: message %s", message_id)
        self._running.pop((conversation_id, message_id), None)
        self._waiting[conversation_id] -= 1
        if self._waiting[conversation_id] <= 0:
            self._waiting.pop(conversation_id, None)
            self._locks.pop(conversation_id, None)

    async def resume(self) -> None:
        """Finish the turns that were left behind: their process died, or our database failed for
        long. Those under way are left alone.
        """
        for conversation_id, received in await run_in_threadpool(unanswered, self._core):
            self.start(conversation_id, received)

    async def _run(self, conversation_id: str, received: Received) -> Sequence[Message]:
        text = CHOOSE if received.is_choice else for_engine(received.text)
        async with self._locks[conversation_id]:
            try:
                said = await self._engine.take_turn(conversation_id, received.message_id, text)
                replies = await run_in_threadpool(
                    self._finish, conversation_id, received.message_id, said
                )
            except EngineError as error:
                log.warning("engine gave no answer: %s", error)
                replies = await self._without_engine(conversation_id, received.message_id)
            except Exception as error:  # noqa: BLE001 (the visitor waits, whatever it is)
                log.error("turn not stored: %s", type(error).__name__)
                replies = await self._without_engine(conversation_id, received.message_id)
            self._hub.notify(conversation_id)
            return replies

    async def _without_engine(self, conversation_id: str, message_id: int) -> Sequence[Message]:
        """End the turn; again and again for a while when our own database does not answer.

        After that it raises, and `resume` takes the turn up.
        """
        given = (self._core, message_id, conversation_id)
        for pause in PAUSES_S:
            try:
                return await run_in_threadpool(finish_without_engine, *given)
            except Exception as error:  # noqa: BLE001
                log.error("turn not ended: %s", type(error).__name__)
                await asyncio.sleep(pause)
        return await run_in_threadpool(finish_without_engine, *given)

    def _finish(self, conversation_id: str, message_id: int, said: list[Said]) -> Sequence[Message]:
        """Store what was said. Raises EngineError where an action failed before it decided: then
        nobody has looked for danger beyond the rules yet.
        """
        with self._core.db.writing() as session:
            found = lock_turn(session, message_id, conversation_id)
            if found is None:
                return []
            message = found[1]
            if message.turn != "pending":
                return replies_to(session, message_id)
            if message.outcome is None and any(one.reply.kind == "error" for one in said):
                raise EngineError("the action failed")
            at = self._core.clock()
            replies = add_replies(session, message.conversation_id, said, at, message)
            session.commit()
            return replies
