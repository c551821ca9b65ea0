"""Taking in a visitor's message: stored, screened for danger, and if urgent answered at once."""

import logging
from dataclasses import dataclass, replace

from nightdesk.base.reply import Choice, Reply
from nightdesk.leads.alerts import raise_alert
from nightdesk.safety import TIERS, RedFlag, language, second_net, urgent_wording
from nightdesk.store.conversations import (
    Said,
    add_replies,
    add_visitor_message,
    find_by_client_id,
    find_choice,
    pending_turns,
)
from nightdesk.store.tables import Conversation, Message
from nightdesk.talk.desk import Desk

log = logging.getLogger(__name__)

SCREEN_FAILED = RedFlag(tier="911", rule="screen-failed", words="")
"""What we assume when the screen itself breaks: fail towards safety."""


class UnknownConversation(LookupError):  # noqa: N818
    """There is no such conversation (any more)."""


class UnknownChoice(LookupError):  # noqa: N818
    """The choice was never offered in this conversation."""


@dataclass(frozen=True)
class Received:
    """A stored message; `pending` when the engine still has to answer it."""

    message_id: int
    pending: bool
    text: str
    is_choice: bool

    @classmethod
    def of(cls, message: Message) -> "Received":
        """What the caller needs to know of a stored message."""
        return cls(message.id, message.turn == "pending", message.text, "choice" in message.body)


def known_message(desk: Desk, conversation_id: str, client_id: str) -> Received | None:
    """The message that was already sent under this id, if so."""
    with desk.db.reading() as session:
        message = find_by_client_id(session, conversation_id, client_id)
        return Received.of(message) if message else None


def unanswered(desk: Desk) -> list[tuple[str, Received]]:
    """Messages whose turn a process left behind when it died, with their conversations."""
    with desk.db.reading() as session:
        return [(m.conversation_id, Received.of(m)) for m in pending_turns(session)]


def check(desk: Desk, text: str) -> RedFlag | None:
    """Screen a text for danger; never fails."""
    try:
        return desk.screen.check(text)
    except Exception as error:  # noqa: BLE001 (whatever it is, a person may be in danger)
        log.error("screen failed: %s", type(error).__name__)
        return SCREEN_FAILED


def check_fully(desk: Desk, text: str) -> RedFlag | None:
    """The screen and the second net, where no turn will read the text; never fails."""
    return in_doubt_up(desk, text, check(desk, text))


def in_doubt_up(desk: Desk, text: str, flag: RedFlag | None) -> RedFlag | None:
    """What the screen found, or a more serious tier where the second net sees one; never fails.

    "When in doubt go one level up" (the red-flag table of the facts): a rule knows the infection,
    the net also that the person has had a transplant.
    """
    if flag is not None and flag.tier in ("911", "distress"):
        return flag
    try:
        other = second_net.noticed(text, desk.reader.danger)
    except Exception as error:  # noqa: BLE001 (the screen has looked; the message must be answered)
        log.error("second net failed: %s", type(error).__name__)
        return flag
    if flag is None or other is None:
        return flag or other
    if TIERS.index(other.tier) < TIERS.index(flag.tier):
        return replace(flag, tier=other.tier)
    return flag


def receive(
    desk: Desk, conversation_id: str, *, client_id: str, text: str = "", choice_id: str = ""
) -> Received:
    """Store a message and screen it; a red flag is answered and alerted in the same transaction.

    Raises UnknownConversation or UnknownChoice; then nothing was stored.
    """
    flag = check(desk, text) if text else None
    if flag is not None:
        flag = in_doubt_up(desk, text, flag)
    at = desk.clock()
    with desk.db.writing() as session:
        conversation = session.get(Conversation, conversation_id, with_for_update=True)
        if conversation is None:
            raise UnknownConversation
        choice: Choice | None = None
        if choice_id:
            choice = find_choice(session, conversation_id, choice_id)
            if choice is None:
                raise UnknownChoice
        message, new = add_visitor_message(
            session,
            conversation,
            client_id=client_id,
            text=choice.label if choice else text,
            at=at,
            choice=choice,
        )
        if new and flag is not None:
            raise_alert(session, desk.clinic, conversation, message, flag=flag, at=at)
            add_replies(session, conversation_id, [urgent_reply(desk, flag, text)], at, message)
        session.commit()
        return Received.of(message)


def urgent_reply(desk: Desk, flag: RedFlag, text: str) -> Said:
    """The fixed wording for a red flag."""
    values = {
        "clinic": desk.clinic.name,
        "phone": desk.clinic.phone.display,
        "urgent_phone": desk.clinic.urgent_phone.display,
    }
    wording = urgent_wording(flag.tier, language(text), values)
    reply = Reply("urgent", text=wording, urgent={"tier": flag.tier, "rule": flag.rule})
    return Said(reply, wording)
