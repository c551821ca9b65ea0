"""Messages that are no wish for a consultation but work for staff: tasks, and from whom."""

from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details, read_details
from nightdesk.intake.start import START_INTENTS
from nightdesk.leads.doors import pass_on
from nightdesk.leads.of_kind import add_contact, request_of_kind
from nightdesk.leads.promise import promise_words
from nightdesk.store.tables import Request
from nightdesk.talk.context import Turn

DOORS = {
    "existing_client": "utter_handoff_existing",
    "complaint": "utter_handoff_complaint",
    "privacy": "utter_handoff_privacy",
    "job": "utter_handoff_other",
    "sales": "utter_handoff_other",
}
"""What is said at each door."""
_KINDS = {"job": "other", "sales": "other"}
_PARENT = "A parent or guardian asks to be contacted about somebody under 18."
"""The words of such a task: nothing of the child is passed on."""


def hand_over(turn: Turn, door: str) -> list[Reply]:
    """Make the message a task with a due time, and ask once whom staff can reach about it."""
    clinic, at = turn.desk.clinic, turn.at
    kind = _KINDS.get(door, door)
    task = pass_on(turn.session, clinic, turn.conversation, turn.message.text, kind=kind, at=at)
    _take(turn, kind, turn.read.details)
    promise = promise_words(clinic, task.due_at or at, at)
    values = {**turn.phones, "promise": promise}
    replies = [Reply("handoff", DOORS[door], values)]
    turn.talk["door"] = kind
    if not (task.phone or task.email or turn.talk.get("door_asked")):
        turn.talk["door_asked"] = turn.message.id
        replies.append(Reply("handoff", "utter_handoff_who"))
    return replies


def hand_over_parent(turn: Turn) -> list[Reply]:
    """Once a parent leaves a number: a task that says nothing of the child.

    A name that came before it is kept for it.
    """
    found = turn.read.details
    if found.name_sure:
        turn.talk["parent"] = found.name
    if not _reachable(found):
        return []
    clinic, at = turn.desk.clinic, turn.at
    task = pass_on(turn.session, clinic, turn.conversation, _PARENT, kind="other", at=at, once=True)
    _take(turn, "other", replace(found, name=found.name or turn.talk.get("parent")))
    promise = promise_words(clinic, task.due_at or at, at)
    return [Reply("handoff", "utter_handoff_parent", {**turn.phones, "promise": promise})]


def add_to_task(turn: Turn) -> list[Reply]:
    """A name or number after a task was taken belongs to it; no intake begins for it."""
    kind = turn.talk.get("door")
    if not kind or turn.state.active or turn.read.choice:
        return []
    found = turn.read.details
    if not found.name and not turn.read.is_question and turn.talk.get("door_asked"):
        found = read_details(turn.read.text, asking="name", mentions=turn.read.mentions)
    wishes = turn.intent in START_INTENTS or turn.read.wishes
    if not (_reachable(found) or found.name):
        about = found.concerns or found.areas or found.treatments
        return _asks_for_a_call(turn, kind) if wishes and not about else []
    _take(turn, kind, found)
    _add_words(turn, kind)
    return [Reply("handoff", "utter_handoff_noted")]


def _asks_for_a_call(turn: Turn, kind: str) -> list[Reply]:
    """Somebody wants to be called about their task, and has not said where."""
    request = _add_words(turn, kind)
    known = request.phone or request.email
    return [Reply("handoff", "utter_handoff_noted" if known else "utter_handoff_who")]


def _add_words(turn: Turn, kind: str) -> Request:
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    if request.words != _PARENT:
        request.words = "\n".join(filter(None, [request.words, turn.message.text]))
    return request


def _take(turn: Turn, kind: str, found: Details) -> None:
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    add_contact(request, name=found.name, phone=found.phone, email=found.email)


def _reachable(found: Details) -> bool:
    return bool(found.phone or found.email)
