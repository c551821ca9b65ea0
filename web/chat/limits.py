"""How much one visitor, one address and everybody together may ask for."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from web.chat.problems import IN_DANGER, Problem

MOST_KEYS = 50_000
"""Buckets kept at most; the ones not used for longest go first."""


@dataclass(frozen=True)
class Rate:
    """A bucket of `burst` tokens that refills at `per_minute`."""

    burst: int
    per_minute: float


SESSIONS_PER_ADDRESS = Rate(burst=20, per_minute=10)
MESSAGES_PER_SESSION = Rate(burst=20, per_minute=30)
MESSAGES_PER_ADDRESS = Rate(burst=100, per_minute=200)
REQUESTS_OF_ALL = Rate(burst=400, per_minute=6_000)


class Limiter:
    """Token buckets in memory: one web process, and a restart forgives."""

    def __init__(self, factor: float = 1, now_s: Callable[[], float] = time.monotonic) -> None:
        self._factor = factor
        self._now = now_s
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, name: str, key: str, rate: Rate) -> None:
        """Use one token of the bucket `name` of `key`. Raises Problem 429 when it is empty."""
        now = self._now()
        burst, per_minute = rate.burst * self._factor, rate.per_minute * self._factor
        tokens, seen = self._buckets.pop((name, key), (burst, now))
        tokens = min(burst, tokens + (now - seen) * per_minute / 60)
        if tokens >= 1:
            self._keep((name, key), tokens - 1, now)
            return
        self._keep((name, key), tokens, now)
        wait_s = int((1 - tokens) * 60 / per_minute) + 1
        raise Problem(
            429,
            "too_many",
            "That was a lot at once. Please wait a moment and send it again." + IN_DANGER,
            retry_after_s=wait_s,
        )

    def _keep(self, key: tuple[str, str], tokens: float, now: float) -> None:
        self._buckets[key] = (tokens, now)
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
