"""The second net: what the trained reading takes for danger where no rule fired.

The rules of the screen are what a clinician approves, and they come first. People find words that
no rule knows; a model trained on examples (data/safety) notices many of those. It never takes back
what a rule found, and whatever only it finds is recorded under RULE, as a gap in the rules.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from nightdesk.safety.rules import TIERS
from nightdesk.safety.screen import RedFlag

RULE = "second-net"

SURE = 0.5
"""The probability of any danger from which it is taken for one (docs/measurements.md)."""

WINDOW_WORDS = 45
"""A long message is read in windows of about so many words: one sign drowns in a hundred."""

_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")

Danger = Mapping[str, float]
"""Tier -> probability; what is missing to 1 is that of no danger."""


def noticed(readings: Iterable[Danger]) -> RedFlag | None:
    """The most serious tier among readings of one message that tell of danger, or None."""
    found = [_tier(reading) for reading in readings if _chance(reading) >= SURE]
    return RedFlag(min(found, key=TIERS.index), RULE, "") if found else None


def read_whole(text: str, read: Callable[[str], Danger]) -> RedFlag | None:
    """What is noticed in a message that nobody read yet, long or short."""
    return noticed(read(window) for window in windows(text))


def windows(text: str) -> list[str]:
    """The text in runs of whole sentences, each of at most about WINDOW_WORDS words."""
    runs: list[list[str]] = [[]]
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        while words:
            room = WINDOW_WORDS - len(runs[-1])
            if len(words) > room and runs[-1]:
                runs.append([])
                continue
            runs[-1] += words[:room]
            words = words[room:]
    return [" ".join(run) for run in runs if run]


def _chance(reading: Danger) -> float:
    return sum(reading.get(tier, 0.0) for tier in TIERS)


def _tier(reading: Danger) -> str:
    return max(TIERS, key=lambda tier: reading.get(tier, 0.0))
