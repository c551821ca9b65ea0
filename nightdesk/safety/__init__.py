"""Danger first: the red-flag screen, the language of a message, and the urgent wording."""

from nightdesk.safety import second_net
from nightdesk.safety.language import language
from nightdesk.safety.rules import TIERS
from nightdesk.safety.screen import Finding, RedFlag, Screen, Sign, default
from nightdesk.safety.wording import after_urgent_wording, still_urgent_wording, urgent_wording

__all__ = [
    "TIERS",
    "Finding",
    "RedFlag",
    "Screen",
    "Sign",
    "after_urgent_wording",
    "default",
    "language",
    "second_net",
    "still_urgent_wording",
    "urgent_wording",
]
