"""Messages that are no wish for a consultation but work for staff: tasks, and from whom."""

import re
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details
from nightdesk.intake.merge import merge
from nightdesk.intake.notes import asks_to_add, told_besides
from nightdesk.intake.start import START_INTENTS
from nightdesk.intake.visitors import could_not_reach_us, read_door, wants_to_be_seen, was_treated
from nightdesk.knowledge.hours_words import open_words
from nightdesk.leads.doors import pass_on
from nightdesk.leads.of_kind import add_contact, request_of_kind
from nightdesk.leads.promise import due_at, promise_words
from nightdesk.store.tables import Request
from nightdesk.store.visitor_data import requests_of
from nightdesk.talk.context import Turn
from nightdesk.talk.labels import AWAY
from nightdesk.talk.parts import looks_like_question

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
_NOTHING_MORE = AWAY | {"affirm", "deny", "skip", "cancel", "ask_privacy"}
"""Intents of what adds nothing to a task."""
_OF_ANGER = frozenset({"smalltalk", "out_of_scope"})
"""What only sounds so in a complaint ("I am so done with you")."""
_SURE = 0.5
_SURELY_ELSE = 0.9
"""The confidence from which what is none of our business is no part of a task either."""
_MEANT = 0.4
"""The confidence below which an intent says nothing of what is wished for."""
_MOST_WORDS_OF_A_NAME = 4
"""So many words only name a medicine ("its amoxicillin")."""
_APPOINTMENT = r"(?:appts?|appointments?|booking|session|visit|reservation)"
_DAY = (
    r"(?:today|tonight|tomorrow|tmrw|(?:(?:this|next) )?(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri"
    r"|sat(?:ur)?|sun)(?:day)?|this (?:week|morning|afternoon|evening)|next week"
    r"|in (?:\d+|an?|two|three) \w+|the \d+(?:st|nd|rd|th))(?!\w)"
)
_HAS_TREATMENT = re.compile(
    r"(?<!get )(?<!book )(?<!do )\bmy (?:\w+ )?"
    r"(?:botox|tox|fillers?|peel|micro ?needling|skin ?pen|ipl|photofacial"
    r"|hydra ?facial|facial|laser|injections?)(?:'?s| is| is on| on| at| for| coming up)?"
    rf" (?:on )?{_DAY}",
    re.IGNORECASE,
)
"""Who speaks of "my peel thursday" has an appointment for it."""
_NAMES_APPOINTMENT = re.compile(
    rf"\b(?:{_APPOINTMENT}|bill(?:ing)?|invoice|receipt|payment|deposit)\b", re.IGNORECASE
)
"""A request of this talk has neither."""
_HAS_APPOINTMENT = re.compile(
    rf"\b(?:my|have an?|got an?) (?:\w+ ){{0,2}}?{_APPOINTMENT}\b[^.?!]{{0,20}}\b(?:today|tonight"
    r"|tomorrow|tmrw|this|next|(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|in (?:\d+|an?|two|three)|the \d+\w+)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:reschedul|cancel|mov(?:e|ed|ing)\b|chang|postpon|late\b|next (?:appt|appointment))",
    re.IGNORECASE,
)
"""Who speaks of another appointment beside the treatment they had."""
_ILL = re.compile(
    r"\b(?:flu|influenza|covid|corona(?:virus)?|fever|sick|ill|contagious|strep|pink ?eye"
    r"|bronchitis|pneumonia|norovirus|(?:a|the|sinus|chest|stomach|bad|head) (?:cold|infection|bug)"
    r"|tested positive|throwing up|vomiting|resfriado|gripe|enferm[ao])\b(?! sores?)",
    re.IGNORECASE,
)
"""Ill for a while: staff decide whether the visit can be."""
_FORGOT = re.compile(
    r"\b(?:forgot|didn[’']?t|did not|never|should(?:[’']?ve| have)) (?:to )?"
    r"(?:tell|told|mention(?:ed)?|say|said|let)\b(?! my\b)",
    re.IGNORECASE,
)
_PARENT = "A parent or guardian asks to be contacted about somebody under 18."
"""The words of such a task: nothing of the child is passed on."""
_AGE_UNKNOWN = "Asks to be contacted about a request for somebody whose age was not told."
_OF_AGE = "Asks to be contacted about a request for {whom}, who is said to be 18 or older."
_TIMES = "Best time to call:"
_CALL, _WRITE = ("number", "call"), ("e-mail address", "write to")
"""What a parent left, and how they are reached with it."""


def door_of(turn: Turn) -> str | None:
    """The door that a message comes in by; None for one that is no work for staff.

    Who has an appointment and speaks of their health comes in as well: staff have to know before
    the visit. What may be meant of the request in this talk is none, unless it names a visit.
    """
    text = turn.read.text
    if _asks_of_request(turn):  # no entry knows of it
        turn.read = replace(turn.read, answers=[], open_questions=0)
    unwell = turn.read.details.flags or _ILL.search(text)
    if unwell and _HAS_APPOINTMENT.search(text):
        return "existing_client"
    if _is_expected(turn) or _was_just_treated(turn) or _had_not_told(turn):
        return "existing_client"
    door = read_door(text)
    own_request = turn.state.active or turn.state.submitted
    if door == "existing_client" and own_request and not _NAMES_APPOINTMENT.search(text):
        return None
    return None if _tells_how_to_reach(turn) else door


def _tells_how_to_reach(turn: Turn) -> bool:
    """Whether somebody who could not reach us only says so beside an answer to the intake."""
    unreached = turn.state.active and could_not_reach_us(turn.read.text)
    return unreached and bool(merge(turn.state.copy(), turn.read.details))


def _asks_of_request(turn: Turn) -> bool:
    """Whether it is asked if the request, or what was passed on, has arrived or is settled."""
    state = turn.state
    known = state.active or state.rested or state.submitted or turn.talk.get("door")
    return bool(known) and turn.read.details.signals.asks_arrived


def _how_far(turn: Turn) -> list[Reply]:
    """How it stands with a request that rests, or with what was passed on."""
    clinic, at = turn.desk.clinic, turn.at
    kind = turn.talk.get("door")
    if not kind:
        promise = promise_words(clinic, due_at(clinic, "consultation", at), at)
        return [Reply("notice", "utter_reply_unsent", {**turn.phones, "promise": promise})]
    due = request_of_kind(turn.session, turn.conversation, kind, at).due_at
    if due is None or due <= at:
        return [Reply("notice", "utter_reply_late", turn.phones)]
    values = {**turn.phones, "promise": promise_words(clinic, due, at)}
    return [Reply("notice", "utter_reply_due", values)]


def _is_expected(turn: Turn) -> bool:
    """Whether somebody has a treatment on a day to come, and tells or asks what staff have to see.

    Who wishes for one on that day, or whose question is answered, is no client by that.
    """
    wished = turn.intent in START_INTENTS or turn.read.wishes or turn.state.active
    if wished or not _HAS_TREATMENT.search(turn.read.text):
        return False
    answered = any(reply.answer for reply in turn.read.answers)
    return turn.read.personal or not answered


def _was_just_treated(turn: Turn) -> bool:
    """Whether a client tells or asks of a treatment they had, and there is no answer to it."""
    if turn.intent != "existing_client" or turn.state.active or not was_treated(turn.read.text):
        return False
    return not any(reply.answer for reply in turn.read.answers)


def _had_not_told(turn: Turn) -> bool:
    """Whether a talk begins with what somebody had forgotten to tell of their health."""
    begins = not (turn.talk.get("said") or turn.state.active or turn.state.submitted)
    return begins and bool(turn.read.details.flags and _FORGOT.search(turn.read.text))


def hand_over(turn: Turn, door: str) -> list[Reply]:
    """Make the message a task with a due time, and ask once whom staff can reach about it.

    More of the same is added to the task that is open.
    """
    clinic, at = turn.desk.clinic, turn.at
    empty = not (turn.state.has_contact or turn.state.treatments or turn.state.name)
    if turn.state.active and turn.state.asking == "concern" and empty:
        turn.state = turn.state.anew()  # what they want is this, and nothing for their skin
    kind = _KINDS.get(door, door)
    joins = door in PASSED_ON and turn.talk.get("door") in PASSED_ON
    kind = turn.talk["door"] if joins else kind
    task = pass_on(turn.session, clinic, turn.conversation, turn.message.text, kind=kind, at=at)
    _take(turn, kind, turn.read.details)
    promise = promise_words(clinic, task.due_at or at, at)
    values = {**turn.phones, "promise": promise}
    said = turn.talk.get("doors_said", [])
    again = door in said or (joins and door == "existing_client")
    replies = [_noted(turn)] if again else [Reply("handoff", _passed_on_words(turn, door), values)]
    turn.talk["door"], turn.talk["doors_said"] = kind, [*said, door]
    if not (task.phone or task.email or turn.talk.get("door_asked")):
        turn.talk["door_asked"] = turn.message.id
        replies.append(Reply("handoff", "utter_handoff_who"))
    return replies


def _passed_on_words(turn: Turn, door: str) -> str:
    """What is said at a door; to who tells how a treatment went nothing of appointments."""
    text = turn.read.text
    told = door == "existing_client" and was_treated(text)
    if not told or turn.read.details.signals.cancel or _CHANGES.search(text):
        return DOORS[door]
    asks = looks_like_question(text) and not wants_to_be_seen(text)
    return "utter_reply_due" if asks else DOORS["complaint"]


def adds_to_request(turn: Turn) -> bool:
    """Whether somebody asks to add something to the request of this talk, and names no visit."""
    text, state = turn.read.text, turn.state
    asks = bool(state.active or state.submitted) and asks_to_add(text)
    told = asks and (told_besides(text) or merge(state.copy(), turn.read.details))
    return bool(told) and not _NAMES_APPOINTMENT.search(text)


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
        return _more_of_parent(turn)
    turn.talk["parent_reached"] = True
    clinic, at = turn.desk.clinic, turn.at
    words = _words_of_parent(turn)
    task = pass_on(turn.session, clinic, turn.conversation, words, kind="other", at=at, once=True)
    _take(turn, "other", replace(found, name=found.name or turn.talk.get("parent")))
    promise = promise_words(clinic, task.due_at or at, at)
    if words != _PARENT:
        return [Reply("handoff", "utter_reply_due", {**turn.phones, "promise": promise})]
    left, reach = _CALL if task.phone else _WRITE
    values = {**turn.phones, "promise": promise, "left": left, "reach": reach}
    return [Reply("handoff", "utter_handoff_parent", values)]


def _more_of_parent(turn: Turn) -> list[Reply]:
    """Note of a parent who has left a number their name, and when and how they want the call."""
    found = turn.read.details
    if not turn.talk.get("parent_reached"):
        return []
    request = request_of_kind(turn.session, turn.conversation, "other", turn.at)
    if found.times:
        request.words = f"{_words_of_parent(turn)} {_TIMES} {found.times}."
    named = found.name if found.name_sure else None
    add_contact(request, name=named, phone=None, email=None)
    request.channel = found.channel or request.channel
    return [_noted(turn)] if found.times or named or found.channel else []


def _words_of_parent(turn: Turn) -> str:
    return _AGE_UNKNOWN if turn.talk.get("age_unknown") else _PARENT


def _is_of_parent(request: Request) -> bool:
    """Whether nothing more is written down in a task: it may be of somebody under 18."""
    return request.words.startswith((_PARENT, _AGE_UNKNOWN))


def tell_of_age(turn: Turn, whom: str, *, grown_up: bool) -> None:
    """Correct what staff read of somebody whose age was not told before."""
    new = _OF_AGE.format(whom=whom) if grown_up else _PARENT
    for request in filter(_is_of_parent, requests_of(turn.session, turn.conversation.id)):
        old = _PARENT if request.words.startswith(_PARENT) else _AGE_UNKNOWN
        request.words = request.words.replace(old, new, 1)


def add_to_task(turn: Turn) -> list[Reply]:
    """What is said after a task was taken belongs to it: a name, a number, and more words."""
    kind = turn.talk.get("door")
    if not turn.state.active and _asks_of_request(turn):
        return _how_far(turn)
    if not kind or turn.read.choice:
        return []
    found = turn.read.details
    if turn.state.active:
        _lend(turn, kind, found)
        return []
    if found.contact_consent is False:
        return _wants_no_contact(turn, kind)
    if not found.name and not turn.read.is_question and turn.talk.get("door_asked"):
        found = turn.desk.read_details(turn.read.text, asking="name", mentions=turn.read.mentions)
    if _reachable(found) or found.name:
        _take(turn, kind, found)
        _add_words(turn, kind)
        return [_noted(turn)]
    wished = turn.intent in START_INTENTS and turn.confidence >= _MEANT
    if wished or turn.read.wishes:
        about = found.concerns or found.areas or found.treatments
        return [] if about else _asks_for_a_call(turn, kind)
    return _tell_more(turn, kind)


def _wants_no_contact(turn: Turn, kind: str) -> list[Reply]:
    """Staff read that somebody does not want to hear from them, and nobody is asked for a number.

    What is on their record stays: it was for this task that they left it.
    """
    turn.talk["door_asked"] = turn.message.id
    _add_words(turn, kind)
    return [Reply("handoff", "utter_handoff_no_contact")]


def _tell_more(turn: Turn, kind: str) -> list[Reply]:
    """Add to the task whatever belongs to it; what was answered is said besides."""
    if kind not in PASSED_ON and not _states_more(turn):
        return []
    if _is_no_part(turn, kind):
        return []
    if turn.intent == "ask_human" and turn.confidence >= _SURE:
        return _asks_for_a_person(turn, kind)
    _add_words(turn, kind)
    if turn.read.answers and not _is_of_the_visit(turn) and _asks_or_is_ill(turn):
        return []
    return [_noted(turn)]


def _states_more(turn: Turn) -> bool:
    """Whether a seller or an applicant goes on: what is asked, or said of the skin, is new."""
    found = turn.read.details
    skin = found.concerns or found.areas or found.flags
    return not (skin or looks_like_question(turn.read.text))


def _is_no_part(turn: Turn, kind: str) -> bool:
    """Whether it is a friendly word, a door of its own, or a question that is answered as usual.

    To somebody in danger nothing is said to a question but whom to call.
    """
    asks = looks_like_question(turn.read.text) and not _is_of_the_visit(turn)
    if asks and (turn.talk.get("urgent") or turn.talk.get("privacy")):
        return True
    if turn.read.details.signals.why or (turn.intent == "ask_human" and turn.talk.get("urgent")):
        return True
    if asks and turn.read.answers and not turn.read.personal:
        return True
    nothing = _NOTHING_MORE - (_OF_ANGER if kind == "complaint" else set())
    sure = max(turn.confidence, turn.read.away)
    if turn.intent == "out_of_scope":
        return turn.intent in nothing and sure >= _SURELY_ELSE and not turn.read.personal
    return turn.intent in nothing | PASSED_ON and sure >= _SURE


def _is_of_the_visit(turn: Turn) -> bool:
    """Whether it is about when to come: a wish of staff's to meet, however it is worded."""
    topics = {told["topic"] for reply in turn.read.answers for told in reply.answer}
    return bool(topics <= OF_A_VISIT and (topics or turn.read.details.times))


def _asks_or_is_ill(turn: Turn) -> bool:
    return turn.read.personal or looks_like_question(turn.read.text)


def only_names_medicine(turn: Turn) -> bool:
    """Whether a few words only say which medicine it is: there is nothing to judge in them."""
    kinds = {mention.kind for mention in turn.read.mentions}
    few = len(turn.read.text.split()) <= _MOST_WORDS_OF_A_NAME
    return few and "medicine" in kinds and "condition" not in kinds


def _asks_for_a_person(turn: Turn, kind: str) -> list[Reply]:
    """Staff read that a person is wanted, and the visitor where one can be reached at once."""
    request = _add_words(turn, kind)
    values = {**turn.phones, "open_words": open_words(turn.desk.clinic, turn.at)}
    replies = [Reply("handoff", "utter_handoff_person_too", values)]
    known = request.phone or request.email
    return replies if known else [*replies, Reply("handoff", "utter_handoff_who")]


def _noted(turn: Turn) -> Reply:
    """That it was added; from the third time on with a number, so that it is no mere echo."""
    count = turn.talk["door_noted"] = turn.talk.get("door_noted", 0) + 1
    if count <= 2:
        return Reply("handoff", "utter_handoff_noted")
    return Reply("handoff", "utter_handoff_noted_more", {"count": str(count)})


def _asks_for_a_call(turn: Turn, kind: str) -> list[Reply]:
    """Somebody wants to be called about their task: by when, and where if that is not known."""
    request = _add_words(turn, kind)
    known = request.phone or request.email
    return [*_how_far(turn), *([] if known else [Reply("handoff", "utter_handoff_who")])]


def _add_words(turn: Turn, kind: str) -> Request:
    """Staff who have begun with the task are told of more; of a child nothing is written down."""
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    if _is_of_parent(request):
        return request
    clinic, words = turn.desk.clinic, turn.message.text
    return pass_on(turn.session, clinic, turn.conversation, words, kind=kind, at=turn.at)


def _lend(turn: Turn, kind: str, found: Details) -> None:
    """Whom to reach goes along to a task that does not know, also when it is given elsewhere."""
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    if not (request.phone or request.email or _is_of_parent(request)):
        add_contact(request, name=found.name, phone=found.phone, email=found.email)


def _take(turn: Turn, kind: str, found: Details) -> None:
    request = request_of_kind(turn.session, turn.conversation, kind, turn.at)
    add_contact(request, name=found.name, phone=found.phone, email=found.email)


def _reachable(found: Details) -> bool:
    return bool(found.phone or found.email)
