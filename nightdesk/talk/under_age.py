"""Visitors under 18, and parents who write for them: answered, but no details are taken."""

import re
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details
from nightdesk.intake.flow import resume
from nightdesk.intake.others import child_comes, own_before_child, wants_own
from nightdesk.intake.start import START_INTENTS
from nightdesk.intake.visitors import ADULT, ages_of_others, read_visitor, tells_of_age
from nightdesk.leads.requests import sent, withdraw, withdraw_draft
from nightdesk.store.tables import Message
from nightdesk.store.visitor_data import blank, requests_of
from nightdesk.talk.context import Turn
from nightdesk.talk.intake import continue_intake
from nightdesk.talk.labels import SURE_OF_INTENT
from nightdesk.talk.parts import looks_like_question
from nightdesk.talk.task import OF_A_VISIT, hand_over_parent
from nightdesk.talk.topics import GREETINGS

REMOVED = "[removed]"
"""Stands for a message with details of somebody under 18."""

_BESIDE = re.compile(
    r"\b(?:too|also|as well|both|add|another|book|bring|sign up"
    r"|and (?:one )?(?:for )?(?:my|our))\b",
    re.IGNORECASE,
)
"""Of a child beside the visitor's own request."""
_FOR_THE_CHILD = re.compile(
    r"\b(?:it|this|that)(?:'?s| is| was)(?: not| really| actually)? for\b|\bnot for me\b"
    r"|^\W*(?:s?he|they)\b",
    re.IGNORECASE,
)

_OF_THE_CHILD = re.compile(
    r"\b(?:he|she|her|his|him|they|their|son|daughter|child|kid|niece|nephew|ella|[eé]l|su)\b",
    re.IGNORECASE,
)


def child_beside(turn: Turn, answers: Callable[[Turn], list[Reply]]) -> list[Reply]:
    """What is said where a child is named beside the visitor's own request, which goes on.

    Nothing of the message is kept in it. Empty for every other message.
    """
    text = turn.read.text
    child = read_visitor(text) == "parent" or (turn.state.active and child_comes(text))
    if turn.talk.get("who") or not child:
        return []
    if not turn.state.active and not turn.state.submitted and own_before_child(text):
        return _own_first(turn, own_before_child(text))
    if not _is_beside_own(turn):
        return []
    asks = looks_like_question(text) and (turn.read.answers or not child_comes(text))
    said = answers(turn) if asks else []
    turn.talk["child_is_young"] = True
    turn.read = replace(turn.read, details=Details())
    clinic = turn.desk.clinic
    asked = resume(turn.state, clinic_name=clinic.name, clinic_phone=clinic.phone.display)
    told = turn.talk.get("told_parent") and (said or asked)
    turn.talk["told_parent"] = True
    return [*said, *([] if told else [Reply("handoff", "utter_parent", turn.phones)]), *asked]


def _own_first(turn: Turn, own: str) -> list[Reply]:
    """Take the visitor's wish, and say of the child named after it who has to write."""
    mentions = turn.desk.lexicon.read(own)
    details = turn.desk.read_details(own, asking=None, mentions=mentions)
    if not (details.requests or turn.intent in START_INTENTS):
        return []
    turn.talk["child_is_young"] = turn.talk["told_parent"] = True
    turn.read = replace(turn.read, text=own, mentions=mentions, details=details, wishes=True)
    return [Reply("handoff", "utter_parent", turn.phones), *continue_intake(turn, answered=False)]


def _is_beside_own(turn: Turn) -> bool:
    """Whether the visitor has a request of their own, and a child is named besides."""
    state, text = turn.state, turn.read.text
    own = state.submitted or (state.active and (state.concerns or state.has_contact))
    return bool(own and _BESIDE.search(text)) and not _FOR_THE_CHILD.search(text)


def notice_age(turn: Turn, who: str | None) -> None:
    """Note what the message says of the visitor's age; a minor's details are forgotten at once."""
    if any(age < ADULT for age in ages_of_others(turn.read.text)):
        turn.talk["child_is_young"] = True
    if who in ("minor", "parent"):
        turn.talk["who"] = who
    elif who == "adult" or _is_no_parent(turn):
        turn.talk["who"] = ""
        if wants_own(turn.read.text):
            turn.read = replace(turn.read, wishes=True)
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
    return of_age or wants_own(turn.read.text)


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
        if told and not said and _only_thanks(turn):
            return [Reply("smalltalk", GREETINGS["thanks"])]
        _name_of_parent(turn, told=bool(told))
        taken = hand_over_parent(turn)
        if taken or (said and told):
            return said + taken
        if turn.read.details.name and turn.talk.get("parent") == turn.read.details.name:
            return [*said, Reply("ask", "utter_ask_contact")]
        return [*said, Reply("handoff", "utter_parent", turn.phones)]
    told = turn.talk.get("told_minor")
    turn.talk["told_minor"] = True
    said = [reply for reply in said if reply.kind != "defer" and not _invites(reply)]
    if said and told:
        return said
    return [*said, Reply("decline", "utter_minor", turn.phones)]


def _only_thanks(turn: Turn) -> bool:
    found = turn.read.details
    told = found.name or found.phone or found.email or found.times
    return turn.intent == "thanks" and turn.confidence >= SURE_OF_INTENT and not told


def _name_of_parent(turn: Turn, *, told: bool) -> None:
    """Take a bare name as the parent's own, who was asked to write it; the child's is left out."""
    found, text = turn.read.details, turn.read.text
    if not told or looks_like_question(text) or _OF_THE_CHILD.search(text):
        return
    if not (found.name or found.phone or found.email):
        found = turn.desk.read_details(text, asking="name", mentions=turn.read.mentions)
    if found.name:
        turn.read = replace(turn.read, details=replace(found, name_sure=True))


def _invites(reply: Reply) -> bool:
    """Whether it tells how to ask for an appointment: a minor cannot."""
    return any(told["topic"] in OF_A_VISIT for told in reply.answer)


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
    earlier = state.earlier or {}
    names = f"{state.name or ''} {found.name or ''} {earlier.get('name') or ''}".split()
    addresses = [state.email, found.email, found.email_written, earlier.get("email")]
    addresses += (state.email_guess or {}).values()
    wanted = [re.escape(text) for text in (*names, *addresses) if text]
    numbers = (state.phone, found.phone, earlier.get("phone"))
    wanted += [rf"\d*{number[-4:]}" for number in numbers if number]
    if not wanted:
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(wanted)})(?![^\W_])", re.IGNORECASE)
