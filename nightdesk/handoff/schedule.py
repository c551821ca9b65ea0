"""When a failed delivery is tried again, and when it is given up."""

from collections.abc import Callable
from datetime import datetime, timedelta

URGENT = "request.urgent"

MINUTE, HOUR = 60, 3600

WEBHOOK = (5, 5 * MINUTE, 30 * MINUTE, *(hours * HOUR for hours in (2, 5, 10, 14, 20, 24)))
"""Seconds after each failure, as in Standard Webhooks 1.0.0: ten tries in 75 h 35 min."""

EMAIL = (5, 5 * MINUTE) + (8 * MINUTE,) * 45 + tuple(hours * HOUR for hours in (5, 10, 14, 20, 24))
"""A clinic's own mail server needs no sparing: for six hours no wait is longer than ten minutes,
so that staff hear of everything soon after the server is back."""

URGENT_START = (5,) + (30,) * 20
"""Urgent news: every 30 seconds for ten minutes, then like the rest."""

LONGEST_RETRY_AFTER_S = 24 * HOUR
"""A receiver may ask for patience, but not for being forgotten."""

Random = Callable[[], float]
"""Returns a number from 0 up to 1, like random.random."""


def delays(event: str, channel: str) -> tuple[int, ...]:
    """Seconds to wait after the first, second, … failure; after the last one no try is left."""
    usual = EMAIL if channel == "email" else WEBHOOK
    return URGENT_START + usual[1:] if event == URGENT else usual


def next_try(
    event: str, channel: str, failures: int, now: datetime, retry_after_s: float, random: Random
) -> datetime | None:
    """The moment of the next try after `failures` failed ones, or None when all are used up.

    A delay varies by 20 % either way, so that receivers do not get everything at once. It is never
    shorter than what the receiver asked for (`retry_after_s`, 0 if it did not ask).
    """
    waits = delays(event, channel)
    if failures > len(waits):
        return None
    wait = waits[failures - 1] * (0.8 + 0.4 * random())
    return now + timedelta(seconds=max(wait, min(retry_after_s, LONGEST_RETRY_AFTER_S)))
