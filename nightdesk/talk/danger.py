"""Looking for danger in what a visitor writes: the rules, the second net, and the talk so far."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy.orm import Session

from nightdesk.reading.model import Once
from nightdesk.safety import TIERS, RedFlag, second_net
from nightdesk.store.conversations import last_texts
from nightdesk.talk.desk import Desk

log = logging.getLogger(__name__)

SCREEN_FAILED = RedFlag(tier="911", rule="screen-failed", words="")
"""What we assume when the screen itself breaks: fail towards safety."""

URGENT_BY_CLASSIFIER = 0.8
"""The confidence from which the engine's own intent raises an alert."""

MOST_EARLIER, LASTING = 6, timedelta(hours=48)
"""How many messages before a new one, and from how long ago, are read together with it: signs of
an infection come one by one ("it's day 3" ... "now i feel hot and shivery")."""


def earlier_texts(
    session: Session, conversation_id: str, now: datetime, before: int | None = None
) -> list[str]:
    """What was typed before, oldest first; nothing up to the last alert, which told of it.

    `before` is the id of the message that is looked at, once it is stored.
    """
    since = now - LASTING
    return last_texts(session, conversation_id, since=since, before=before, most=MOST_EARLIER)


def check(desk: Desk, text: str, earlier: Sequence[str] = ()) -> RedFlag | None:
    """Screen a text for danger; never fails."""
    try:
        return desk.screen.check(text, earlier)
    except Exception as error:  # noqa: BLE001 (whatever it is, a person may be in danger)
        log.error("screen failed: %s", type(error).__name__)
        return SCREEN_FAILED


def check_fully(desk: Desk, text: str, earlier: Sequence[str] = ()) -> RedFlag | None:
    """The screen and the second net, where no turn will read the text; never fails."""
    flag = check(desk, text, earlier)
    found = confirmed(desk, text, flag, earlier)
    return found or _ask_net(second_net.noticed, text, _reading(desk), earlier)


def confirmed(
    desk: Desk, text: str, flag: RedFlag | None, earlier: Sequence[str] = ()
) -> RedFlag | None:
    """What the screen found, unless the second net is certain that it is harmless; never fails.

    Where the net sees a more serious tier it counts, "when in doubt go one level up" (the red-flag
    table of the facts): a rule knows the infection, the net also that the person has had a
    transplant. Without the net every rule counts.
    """
    if flag is None or flag == SCREEN_FAILED:
        return flag
    read = _reading(desk)
    if _ask_net(second_net.is_harmless, text, read, earlier):
        # Such a line tells of a rule that is too wide, or of a net that has to be taught.
        log.info("rule %s held back: the second net sees no danger", flag.rule)
        return None
    if flag.tier in ("911", "distress"):
        return flag
    other = _ask_net(second_net.noticed, text, read, earlier)
    if other and TIERS.index(other.tier) < TIERS.index(flag.tier):
        return replace(flag, tier=other.tier)
    return flag


def _reading(desk: Desk) -> Callable[[str], second_net.Danger]:
    """Reads texts for danger, each once; fails when it is called, not before."""
    return cache(lambda text: desk.reader.danger(text))


def _ask_net[Said](
    question: Callable[[str, Callable[[str], second_net.Danger], second_net.Earlier], Said],
    text: str,
    read: Callable[[str], second_net.Danger],
    earlier: Sequence[str],
) -> Said | None:
    """What the second net says to one of its questions; None when it breaks."""
    try:
        return question(text, read, lambda: earlier)
    except Exception as error:  # noqa: BLE001 (the screen has looked; the message must be answered)
        log.error("second net failed: %s", type(error).__name__)
        return None


def unscreened(
    reader: Once, text: str, earlier: second_net.Earlier, *, intent: str, confidence: float
) -> RedFlag | None:
    """What no rule knows: the second net's find; the engine's own intent counts when it is sure."""
    flag = second_net.noticed(text, reader.danger, earlier)
    if flag is None and intent == "urgent" and confidence >= URGENT_BY_CLASSIFIER:
        flag = RedFlag("urgent_line", second_net.RULE, "")
    return flag
