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
from nightdesk.store.tables import Conversation
from nightdesk.talk.after_danger import has_help, only_refuses
from nightdesk.talk.desk import Desk

log = logging.getLogger(__name__)

SCREEN_FAILED = RedFlag(tier="911", rule="screen-failed", words="")
"""What we assume when the screen itself breaks: fail towards safety."""

URGENT_BY_CLASSIFIER = 0.8
"""The confidence from which the engine's own intent raises an alert."""

MORE_SERIOUS = {"er_today": ("911",), "urgent_line": ("911", "distress", "er_today")}
"""The tiers to which the second net may raise what a rule found."""

MOST_WORDS_OF_NEWS = 8
"""What is told of the help in more words may tell of a danger besides."""

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
    said = last_texts(session, conversation_id, since=since, before=before, most=MOST_EARLIER)
    conversation = session.get(Conversation, conversation_id)
    tier = conversation.talk.get("urgent") if conversation else None
    if not tier or tier == second_net.DISTRESS:
        return said
    return [text for text in said if not _is_news_of_help(text, tier)]


def _is_news_of_help(text: str, tier: str) -> bool:
    """Whether a text only refuses the help or tells of it: "im scared" would sound worse.

    "They are here", "i don't want to go to the hospital".
    """
    short = len(text.split()) <= MOST_WORDS_OF_NEWS
    return only_refuses(text) or (short and has_help(text, tier))


def escalated(
    desk: Desk, session: Session, conversation: Conversation, text: str
) -> RedFlag | None:
    """The more serious danger that a message tells of together with what was alerted before.

    "Pus", and then "now i have a fever": the second alone is nothing, and what led to an alert is
    not read again otherwise.
    """
    before = conversation.talk.get("urgent")
    if not before:
        return None
    earlier = last_texts(
        session,
        conversation.id,
        since=desk.clock() - LASTING,
        before=None,
        most=MOST_EARLIER,
        across_alerts=True,
    )
    found = check_fully(desk, text, earlier)
    return found if found and TIERS.index(found.tier) < TIERS.index(before) else None


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

    What a firm rule finds (`held_back: never`) counts in any case: it knows plain words of danger
    that the net does not ("spo2 is at 86").

    Where the net sees a more serious tier it counts, "when in doubt go one level up" (the red-flag
    table of the facts): a rule knows the infection, the net also that the person has had a
    transplant. But who has to be at an emergency room today is not sent to the suicide line instead
    ("im bleeding and it wont stop" sounds like distress); who was only to call the clinic is ("it
    got redder and i'm done with being alive"). Without the net every rule counts.
    """
    if flag is None or flag == SCREEN_FAILED:
        return flag
    read = _reading(desk)
    if _ask_net(second_net.is_harmless, text, read, earlier):
        # Such a line tells of a rule that is too wide, or of a net that has to be taught.
        log.info("rule %s held back: the second net sees no danger", flag.rule)
        return desk.screen.check_firmly(text, earlier)
    if flag.tier not in MORE_SERIOUS:
        return flag
    other = _ask_net(second_net.noticed, text, read, earlier)
    if other and other.tier in MORE_SERIOUS[flag.tier]:
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
