"""Visitors under 18, and parents who write for them: answered, but no details are taken."""

import re
from dataclasses import replace

from sqlalchemy import select

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details
from nightdesk.intake.visitors import ADULT, ages_of_others, tells_of_age
from nightdesk.leads.requests import sent, withdraw, withdraw_draft
from nightdesk.store.tables import Message
from nightdesk.store.visitor_data import blank, requests_of
from nightdesk.talk.context import Turn
from nightdesk.talk.task import OF_A_VISIT, hand_over_parent

REMOVED = "[removed]"
"""Stands for a message with details of somebody under 18."""


def notice_age(turn: Turn, who: str | None) -> None:
    """Note what the message says of the visitor's age; a minor's details are forgotten at once."""
    if any(age < ADULT for age in ages_of_others(turn.read.text)):
        turn.talk["child_is_young"] = True
    if who in ("minor", "parent"):
        turn.talk["who"] = who
    elif who == "adult" or _is_no_parent(turn):
        turn.talk["who"] = ""
    known = turn.talk.get("who")
    if known == "minor":
        _forget(turn)
        _take_back(turn)
    if known and not turn.state.submitted:
        turn.state = turn.state.anew()
        withdraw_draft(turn.session, turn.conversation)


def _is_no_parent(turn: Turn) -> bool:
    """Whether it is for the visitor too, or the one called a teenager is told to be 18.

    After a lower age was told no other one counts.
    """
    if turn.talk.get("who") != "parent":
        return False
    of_age = not turn.talk.get("child_is_young") and tells_of_age(turn.read.text)
    return of_age or _for_themselves(turn)


def _take_back(turn: Turn) -> None:
    """Close what a minor has sent, and keep none of their details.

    Of an alert name and number stay: somebody in danger has to be reachable.
    """
    for request in sent(turn.session, turn.conversation):
        withdraw(turn.session, turn.desk.clinic, request, turn.at)
    for request in requests_of(turn.session, turn.conversation.id):
        if request.kind != "urgent":
            blank(request)
    turn.state.submitted = None


def under_age(turn: Turn, *, said: list[Reply]) -> list[Reply]:
    """What is said to a minor or a parent after `said`, what was answered: who has to write.

    To a minor nothing is said to be passed on, nor how to ask for an appointment.
    """
    if turn.talk["who"] == "parent":
        told = turn.talk.get("told_parent")
        turn.talk["told_parent"] = True
        taken = hand_over_parent(turn)
        if taken or (said and told):
            return said + taken
        return [*said, Reply("handoff", "utter_parent", turn.phones)]
    told = turn.talk.get("told_minor")
    turn.talk["told_minor"] = True
    said = [reply for reply in said if reply.kind != "defer" and not _invites(reply)]
    if said and told:
        return said
    return [*said, Reply("decline", "utter_minor", turn.phones)]


def _invites(reply: Reply) -> bool:
    """Whether it tells how to ask for an appointment: a minor cannot."""
    return any(told["topic"] in OF_A_VISIT for told in reply.answer)


def _for_themselves(turn: Turn) -> bool:
    words = turn.read.text.lower()
    return any(mine in words for mine in ("for myself", "for me too", "i want one too"))


def _forget(turn: Turn) -> None:
    """Take name and ways of contact out of the talk, also where they were shown back.

    Whom to call in danger stays said: nothing of the visitor's is in it.
    """
    details = _details(turn)
    messages = turn.session.scalars(
        select(Message).where(
            Message.conversation_id == turn.conversation.id, Message.kind != "urgent"
        )
    )
    for message in messages:
        if details and details.search(message.text):
            message.text = REMOVED
            message.outcome = None if message.id == turn.message.id else []
    turn.read = replace(turn.read, details=Details())


def _details(turn: Turn) -> re.Pattern[str] | None:
    """Finds every word of the name, the last digits of the number, and the addresses as written."""
    state, found = turn.state, turn.read.details
    names = f"{state.name or ''} {found.name or ''}".split()
    addresses = [state.email, found.email, found.email_written]
    addresses += (state.email_guess or {}).values()
    wanted = [re.escape(text) for text in (*names, *addresses) if text]
    wanted += [rf"\d*{number[-4:]}" for number in (state.phone, found.phone) if number]
    if not wanted:
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(wanted)})(?![^\W_])", re.IGNORECASE)
