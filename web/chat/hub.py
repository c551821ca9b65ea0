"""Wakes the event streams of a conversation when something new was stored."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Hub:
    """One process's streams. A stream also looks by itself now and then, so none can miss."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listening(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever the conversation has news."""
        news = asyncio.Event()
        self._waiting[conversation_id].add(news)
        try:
            yield news
        finally:
            self._waiting[conversation_id].discard(news)
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]

    def count(self, conversation_id: str) -> int:
        """How many streams of this conversation are open."""
        return len(self._waiting.get(conversation_id, ()))

    def notify(self, conversation_id: str) -> None:
        """There is news in this conversation."""
        for news in self._waiting.get(conversation_id, ()):
            news.set()
