"""The intake's part of a turn: one step of its state machine, and what that means for requests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any

from nightdesk.base.clinic import Clinic
from nightdesk.base.hours import ever_open
from nightdesk.base.reply import Reply
from nightdesk.intake.flow import Step, bears_on, resume, step
from nightdesk.intake.health import told_before_asking
from nightdesk.intake.hours import DAYS
from nightdesk.intake.labels import changes, listed
from nightdesk.intake.merge import merge
from nightdesk.intake.noting import says_no_more
from nightdesk.intake.start import START_INTENTS, accepts_offer
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_question
from nightdesk.knowledge.hours_words import usual_hours
from nightdesk.leads.promise import promise_words
from nightdesk.leads.requests import save_draft, sent, submit, withdraw, withdraw_draft
from nightdesk.store.conversations import last_said
from nightdesk.talk.buttons import ENTRY
from nightdesk.talk.context import Turn
from nightdesk.talk.outlook import asks_who_calls
from nightdesk.talk.private import only_asks_of_privacy
from nightdesk.talk.relatives import of_relative, take_relative
from nightdesk.talk.topics import SURE_OF_TOPIC, asks_who_we_are, leaves
from nightdesk.talk.urgent import intake_asked

LEFT_ALONE = frozenset({"handoff", "privacy", "safety"})
"""Topics after which the open question is not repeated: who surely speaks of them wants something
else now."""


_OFFERS_A_CALL = ("utter_handoff_person", "utter_displeased")
_OF_SUMMARY = ("utter_ask_change", "utter_ask_change_again", "utter_ask_change_help")

SURE_OF_CONCERN = 0.8
"""The confidence from which somebody tells of a concern that no word and no reading names."""


def continue_intake(turn: Turn, *, answered: bool) -> list[Reply]:
    """Take what the message has for the intake, and go on asking.

    `answered` says that the turn has replies already: then the open question is repeated at most
    once, and a message without anything for the intake is no failed try at it.
    """
    if _only_reacts_to_danger(turn):
        return []
    pressed = turn.read.choice and not turn.read.choice.startswith(ENTRY)
    wishes = turn.read.wishes or turn.read.names_self or turn.read.details.another
    intent = "want_consultation" if wishes else turn.intent
    wanted = intent in START_INTENTS or pressed
    found, text = turn.read.details, turn.read.text
    if answered and not wanted and not bears_on(turn.state, found, text, answered=True):
        left_alone = turn.topic in LEFT_ALONE and turn.confidence >= SURE_OF_TOPIC
        left_alone = left_alone and not _only_asks_at_summary(turn)
        return [] if left_alone else _resume(turn)
    if wanted and not turn.state.active:
        take_relative(turn)
    if not turn.state.active and _takes_up_a_call(turn):
        found = replace(found, signals=replace(found.signals, wants_callback=True))
    before = turn.state
    if leaves(turn) and not says_no_more(text):
        later = replace(found.signals, later=True, affirm=False)
        found = replace(found, signals=later)
    taken = step(
        turn.state,
        found,
        text=turn.read.text,
        intent=intent,
        choice=turn.read.choice or None,
        ticked=turn.read.ticked,
        clinic_name=turn.desk.clinic.name,
        clinic_phone=turn.desk.clinic.phone.display,
        shown=not _may_be_confirmed(turn.state) or _shows_question(turn),
    )
    turn.state = taken.state
    if turn.state.active and not before.active:
        turn.talk["unasked"] = not wanted
        turn.talk["resumed"] = 0
    noted = _says_that_noted(turn, before, answered=answered)
    replies = noted + _not_too_often(turn, taken, before, answered=answered)
    replies[-1:] = _says_when_open(turn, before) + replies[-1:]  # before the question
    replies += _effects(turn, taken)
    if replies or answered:
        return replies
    return _concern(turn) or _already_sent(turn)


def _takes_up_a_call(turn: Turn) -> bool:
    """Whether a yes takes up nothing but that the team contacts the visitor: it is no visit."""
    if not accepts_offer(turn.read.text, in_words=True):
        return False
    last = last_said(turn.session, turn.message, ("visitor", "staff"))
    said = (last.outcome or []) if last else []
    return any(reply["response"] in _OFFERS_A_CALL for reply in said)


def _says_that_noted(turn: Turn, before: IntakeState, *, answered: bool) -> list[Reply]:
    """To who tells of their health and asks if that matters: that the provider will see it."""
    told = before.asking == "health" and told_before_asking(turn.read.text)
    if not told or turn.state.flags == before.flags or (answered and turn.read.personal):
        return []
    return [Reply("defer", "utter_defer_personal")]


def _says_when_open(turn: Turn, before: IntakeState) -> list[Reply]:
    """To who can be reached only while the clinic is closed: its hours. The times are noted.

    Not where an answer has just told them, nor again where only hours of closed days are added.
    """
    clinic = turn.desk.clinic
    slots = [slot for slot in turn.state.times_normalised if slot["days"]]
    may_be = partial(_may_be_reached, clinic)
    if turn.state.times == before.times or any(map(may_be, slots)) or _tells_hours(turn):
        return []
    known = before.times_normalised
    if known and not any(map(may_be, known)) and _days(slots) <= _days(known):
        return []
    hours = {"hours": usual_hours(clinic)}
    return [Reply("notice", "utter_times_closed", hours)] if slots else []


def _tells_hours(turn: Turn) -> bool:
    """Whether an answer to this message tells when the clinic is open."""
    told = {str(source["entry"]) for reply in turn.read.answers for source in reply.answer}
    return not told.isdisjoint({"clinic-hours", "clinic-booking"})


def _days(slots: Sequence[Mapping[str, Any]]) -> set[str]:
    return {day for slot in slots for day in slot["days"]}


def _may_be_reached(clinic: Clinic, slot: Mapping[str, Any]) -> bool:
    """Whether the clinic is open in some of the hours that suit."""
    start, end = (time.fromisoformat(slot[key] or "00:00") for key in ("from", "to"))
    return any(ever_open(clinic, DAYS.index(day), start, end) for day in slot["days"])


def _only_asks_at_summary(turn: Turn) -> bool:
    """Whether who has the summary to agree to asks of privacy, or who writes or calls, before."""
    text = turn.read.text
    asks = only_asks_of_privacy(turn) or asks_who_we_are(text) or asks_who_calls(text)
    return turn.state.asking == "confirm" and asks


def _only_reacts_to_danger(turn: Turn) -> bool:
    """Whether somebody who was told of a danger says nothing for the request under way.

    It is kept, but nothing more is asked of them unless they go on with it themselves.
    """
    if not turn.talk.get("urgent") or turn.read.choice or turn.intent in START_INTENTS:
        return False
    found = turn.read.details
    if found.signals.cancel or found.signals.cancel_request or found.contact_consent is False:
        return False
    if merge(turn.state.copy(), found) or turn.state.asking == "confirm":
        return False
    return not (turn.state.active and intake_asked(turn) and _answers(turn))


def _answers(turn: Turn) -> bool:
    """Whether words without a value answer the question that was just asked: a yes, a no, a note.

    What those words are taken for counts more than how they sound: thanks answer nothing.
    """
    if turn.read.is_question or is_question(turn.read.text):
        return False
    signals = turn.read.details.signals
    told = signals.affirm or signals.deny or signals.skip or signals.later
    return bool(told or turn.state.asking == "health" or says_no_more(turn.read.text))


def _may_be_confirmed(state: IntakeState) -> bool:
    """Whether a yes may be one to the summary: only then it matters what was shown."""
    return state.asking in ("confirm", "change") or bool(state.rested)


def _shows_question(turn: Turn) -> bool:
    """Whether the visitor last read the summary, or was asked what to change in it."""
    last = last_said(turn.session, turn.message, ("visitor", "staff"))
    said = (last.outcome or []) if last else []
    return any(r["kind"] == "confirm" or r["response"] in _OF_SUMMARY for r in said)


def _not_too_often(turn: Turn, taken: Step, before: IntakeState, *, answered: bool) -> list[Reply]:
    """What the step says, without the open question where it was repeated often enough."""
    if not before.active:
        return taken.replies
    if not answered:
        turn.talk["unasked"] = False
    same = taken.event is None and taken.state.asking == before.asking != "confirm"
    if not (turn.talk.get("unasked") and same and turn.read.is_question):
        return taken.replies
    if not turn.talk.get("resumed"):
        turn.talk["resumed"] = 1
        return taken.replies
    return [reply for reply in taken.replies if reply.kind != "ask"]


def _resume(turn: Turn) -> list[Reply]:
    """The open question again; not after every answer where nobody has asked for a request."""
    if turn.talk.get("unasked"):
        if turn.talk.get("resumed"):
            return []
        turn.talk["resumed"] = 1
    clinic = turn.desk.clinic
    return resume(turn.state, clinic_name=clinic.name, clinic_phone=clinic.phone.display)


def _effects(turn: Turn, taken: Step) -> list[Reply]:
    """Store what the step decided, in the turn's own transaction."""
    if taken.event == "confirmed":
        return [_submit(turn)]
    if taken.event == "withdrawn":
        return [_withdraw(turn)]
    forgotten = turn.read.details.replaces.drops and not turn.state.has_contact
    if taken.event is not None or (forgotten and not turn.state.submitted):
        withdraw_draft(turn.session, turn.conversation)
    elif not turn.state.submitted:
        save_draft(turn.session, turn.desk.clinic, turn.conversation, turn.state, turn.at)
    return []


def _withdraw(turn: Turn) -> Reply:
    """Take back what was sent; it stays closed for staff, who are told not to reach out.

    Who does not want to be contacted takes back every request of the talk.
    """
    last = IntakeState.from_dict(turn.conversation.intake).submitted
    cancels = turn.read.details.signals.cancel_request
    withdraw_draft(turn.session, turn.conversation)  # of another person's request
    for request in sent(turn.session, turn.conversation):
        if not cancels or request.id == last:
            withdraw(turn.session, turn.desk.clinic, request, turn.at)
    return Reply("privacy", "utter_intake_withdrawn")


def _submit(turn: Turn) -> Reply:
    """Save the request. The visitor reads "saved" only after this transaction's commit."""
    clinic, before = turn.desk.clinic, turn.state.submitted
    request = submit(turn.session, clinic, turn.conversation, turn.state, turn.at)
    turn.state.submitted = request.id
    promise = promise_words(clinic, request.due_at or turn.at, turn.at)
    if not before:
        return Reply("saved", "utter_saved", {"promise": promise}, request=request.id)
    new = changes(IntakeState.from_dict(turn.conversation.intake), turn.state)
    values = {"promise": promise, "changed": f"It now says: {new}. " if new else ""}
    return Reply("saved", "utter_saved_changed", values, request=request.id)


def _concern(turn: Turn) -> list[Reply]:
    """Reflect a concern that came without a question or a wish, and offer a consultation."""
    details = turn.read.details
    offer = turn.offer
    if details.concerns or details.areas:
        concerns = details.concerns or turn.state.concerns or ("other",)
        if turn.may_offer and set(concerns) == {"other"}:  # that is no name for one
            return [Reply("reflect", "utter_concern_unnamed", choices=offer)]
        areas = f" ({listed(details.areas)})" if details.areas else ""
        response = "utter_concern_reflect" if turn.may_offer else "utter_concern_noted"
        values = {"concerns": listed(concerns), "areas": areas}
        return [Reply("reflect", response, values, choices=offer)]
    if details.flags:
        return [Reply("defer", "utter_defer_personal", choices=offer)]
    if turn.intent == "state_concern" and turn.confidence >= SURE_OF_CONCERN and offer:
        return of_relative(turn) or [Reply("reflect", "utter_concern_unnamed", choices=offer)]
    return of_relative(turn)


def _already_sent(turn: Turn) -> list[Reply]:
    """What somebody reads who asks again for what was saved."""
    found = turn.read.details
    speaks_of_more = found.marketing is not None or found.chat is not None
    if turn.state.submitted and turn.topic == "intake" and not speaks_of_more:
        return [Reply("notice", "utter_intake_already_sent", turn.phones)]
    return []
