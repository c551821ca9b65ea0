"""Messages that are no wish for a consultation but work for staff: tasks, and from whom."""

import re
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details, read_details
from nightdesk.intake.start import START_INTENTS
from nightdesk.intake.visitors import read_door
from nightdesk.leads.doors import pass_on
from nightdesk.leads.of_kind import add_contact, request_of_kind
from nightdesk.leads.promise import promise_words
from nightdesk.store.tables import Request
from nightdesk.talk.context import Turn
from nightdesk.talk.questions import AWAY, looks_like_question

DOORS = {
    "existing_client": "utter_handoff_existing",
    "complaint": "utter_handoff_complaint",
    "privacy": "utter_handoff_privacy",
    "job": "utter_handoff_other",
    "sales": "utter_handoff_other",
}
"""What is said at each door."""
PASSED_ON = frozenset({"existing_client", "complaint"})
"""Doors of those who have been to the clinic: all that they say of it is one task."""
_KINDS = {"job": "other", "sales": "other"}
OF_A_VISIT = frozenset({"booking", "reschedule_cancel"})
"""Topics whose answers tell how to get an appointment: no help to who has one to change."""
_NOTHING_MORE = AWAY | {"affirm", "deny", "skip", "cancel", "ask_human", "ask_privacy"}
"""Intents of what adds nothing to a task."""
_OF_ANGER = frozenset({"smalltalk", "out_of_scope"})
"""What only sounds so in a complaint ("I am so done with you")."""
_SURE = 0.5
_APPOINTMENT = r"(?:appts?|appointments?|booking|session|visit|reservation)"
_NAMES_APPOINTMENT = re.compile(rf"\b{_APPOINTMENT}\b", re.IGNORECASE)
_HAS_APPOINTMENT = re.compile(
    rf"\b(?:my|have an?|got an?) (?:\w+ ){{0,2}}?{_APPOINTMENT}\b[^.?!]{{0,20}}\b(?:today|tonight"
    r"|tomorrow|tmrw|this|next|(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|in (?:\d+|an?|two|three)|the \d+\w+)\b",
    re.IGNORECASE,
)
_PARENT = "A parent or guardian asks to be contacted about somebody under 18."
"""The words of such a task: nothing of the child is passed on."""
_TIMES = "Best time to call:"


def door_of(turn: Turn) -> str | None:
    """The door that a message comes in by; None for one that is no work for staff.

    Who has an appointment and speaks of their health comes in as well: staff have to know before
    the visit. What may be meant of the request in this talk is none, unless it names a visit.
    """
    text = turn.read.text
    if turn.read.details.flags and _HAS_APPOINTMENT.search(text):
        return "existing_client"
    door = read_door(text)
    own_request = turn.state.active or turn.state.submitted
    if door == "existing_client" and own_request and not _NAMES_APPOINTMENT.search(text):
        return None
    return door


def hand_over(turn: Turn, door: str) -> list[Reply]:
    """Make the message a task with a due time, and ask once whom staff can reach about it.

    More of the same is added to the task that is open.
    """
    clinic, at = turn.desk.clinic, turn.at
    kind = _KINDS.get(door, door)
    joins = door in PASSED_ON and turn.talk.get("door") in PASSED_ON
    kind = turn.talk["door"] if joins else kind
    task = pass_on(turn.session, clinic, turn.conversation, turn.message.text, kind=kind, at=at)
    _take(turn, kind, turn.read.details)
    promise = promise_words(clinic, task.due_at or at, at)
    values = {**turn.phones, "promise": promise}
    said = turn.talk.get("doors_said", [])
    again = joins and (door == "existing_client" or door in said)
    replies = [_noted(turn)] if again else [Reply("handoff", DOORS[door], values)]
    turn.talk["door"], turn.talk["doors_said"] = kind, [*said, door]
    if not (task.phone or task.email or turn.talk.get("door_asked")):
        turn.talk["door_asked"] = turn.message.id
        replies.append(Reply("handoff", "utter_handoff_who"))
    return replies


def holds_back(turn: Turn) -> bool:
    """Whether no consultation request begins: a task is open, and none is wished for in words."""
    wished = turn.intent in START_INTENTS or turn.read.wishes or turn.read.choice
    return turn.talk.get("door") in PASSED_ON and not (turn.state.active or wished)


def hand_over_parent(turn: Turn) -> list[Reply]:
    """Once a parent leaves a number: a task that says nothing of the child.

    A name that came before it is kept for it.
    """
    found = turn.read.details
    if found.name_sure:
        turn.talk["parent"] = found.name
    if not _reachable(found):
        return _when_to_call(turn)
    turn.talk["parent_reached"] = True
    clinic, at = turn.desk.clinic, turn.at
    task = pass_on(turn.session, clinic, turn.conversation, _PARENT, kind="other", at=at, once=True)
    _take(turn, "other", replace(found, name=found.name or turn.talk.get("parent")))
    promise = promise_words(clinic, task.due_at or at, at)
    return [Reply("handoff", "utter_handoff_parent", {**turn.phones, "promise": promise})]


def _when_to_call(turn: Turn) -> list[Reply]:
    """Note when a parent who has left a number wants the call."""
    times = turn.read.details.times
    if not (times and turn.talk.get("parent_reached")):
        return []
    request = request_of_kind(turn.session, turn.conversation, "other", turn.at)
    request.words = f"{_PARENT} {_TIMES} {times}."
    return [_noted(turn)]


def add_to_task(turn: Turn) -> list[Reply]:
    """What is said after a task was taken belongs to it: a name, a number, and more words."""
    kind = turn.talk.get("door")
    if not kind or turn.read.choice:
        return []
    found = turn.read.details
    if turn.state.active:
        _lend(turn, kind, found)
        return []
    if not found.name and not turn.read.is_question and turn.talk.get("door_asked"):
        found = read_details(turn.read.text, asking="name", mentions=turn.read.mentions)
    if _reachable(found) or found.name:
        _take(turn, kind, found)
        _add_words(turn, kind)
        return [_noted(turn)]
    if turn.intent in START_INTENTS or turn.read.wishes:
        about = found.concerns or found.areas or found.treatments
        return [] if about else _asks_for_a_call(turn, kind)
    return _tell_more(turn, kind) if kind in PASSED_ON else []


def _tell_more(turn: Turn, kind: str) -> list[Reply]:
    """Add what only states something, and is more than a few friendly words, to the task."""
    topics = {told["topic"] for reply in turn.read.answers for told in reply.answer}
    of_the_visit = topics <= OF_A_VISIT and (topics or turn.read.details.times)
    if looks_like_question(turn.read.text) and not of_the_visit:
        return []
    nothing = _NOTHING_MORE - (_OF_ANGER if kind == "complaint" else set())
    if turn.intent in nothing | PASSED_ON and max(turn.confidence, turn.read.away) >= _SURE:
        return []  # a friendly word, or a door of its own, which says more
    noted = _noted_words(turn, kind)
    more = turn.read.personal and turn.read.answers  # on their health something is known
    return [] if more else noted


def _noted_words(turn: Turn, kind: str) -> list[Reply]:
    _add_words(turn, kind)
    return [_noted(turn)]


def _noted(turn: Turn) -> Reply:
    """That it was added; from the third time on with a number, so that it is no mere echo."""
    count = turn.talk["door_noted"] = turn.talk.get("door_noted", 0) + 1
    if count <= 2:
        return Reply("handoff", "utter_handoff_noted")
    return Reply("handoff", "utter_handoff_noted_more", {"count": str(count)})


def _asks_for_a_call(turn: Turn, kind: str) -> list[Reply]:
    """Somebody wants to be called about their task, and has not said where."""
    request = _add_words(turn, kind)
    known = request.phone or request.email
    return [_noted(turn) if known else Reply("handoff", "utter_handoff_who")]


def _add_words(turn: Turn, kind: str) -> Request:
    """Staff who have begun with the task are told of more; of a child nothing is written down."""
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    if request.words.startswith(_PARENT):
        return request
    clinic, words = turn.desk.clinic, turn.message.text
    return pass_on(turn.session, clinic, turn.conversation, words, kind=kind, at=turn.at)


def _lend(turn: Turn, kind: str, found: Details) -> None:
    """Whom to reach goes along to a task that does not know, also when it is given elsewhere."""
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    if not (request.phone or request.email or request.words.startswith(_PARENT)):
        add_contact(request, name=found.name, phone=found.phone, email=found.email)


def _take(turn: Turn, kind: str, found: Details) -> None:
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    add_contact(request, name=found.name, phone=found.phone, email=found.email)


def _reachable(found: Details) -> bool:
    return bool(found.phone or found.email)
