"""What each topic says by itself, when there is no question to answer."""

from nightdesk.base.reply import Choice, Reply
from nightdesk.intake.flow import bears_on
from nightdesk.knowledge.hours_words import open_words
from nightdesk.leads.doors import pass_on
from nightdesk.leads.promise import promise_words
from nightdesk.talk.context import Turn
from nightdesk.talk.understand import SURE_OF_INTENT

SURE_OF_TOPIC = 0.5
"""The classifier's confidence from which a topic interrupts an intake."""

LEAVE_DETAILS = Choice("Leave my details", "want_consultation")

ANSWERS_TO_NOTHING = frozenset({"affirm", "deny", "skip", "cancel"})
"""Intents of the intake that say nothing when no question is open."""

GREETINGS = {
    "greet": "utter_greeting_back",
    "thanks": "utter_greeting_thanks",
    "goodbye": "utter_greeting_bye",
    "smalltalk": "utter_smalltalk",
}
PASSED_ON = {
    "existing_client": "utter_handoff_existing",
    "complaint": "utter_handoff_complaint",
}
DECLINES = {"out_of_scope": "utter_out_of_scope", "abuse": "utter_abuse"}


def topic_replies(turn: Turn) -> list[Reply]:
    """The topic's own replies; none where the message is the intake's or was not understood."""
    if turn.read.choice == "human":
        return _handoff(turn, "ask_human")
    if turn.read.choice:
        return []
    if turn.topic in ("handoff", "privacy"):
        if turn.state.active and turn.confidence < SURE_OF_TOPIC:
            return []
        return _TOPICS[turn.topic](turn, turn.intent)
    if turn.intent in ANSWERS_TO_NOTHING and not turn.state.active and not _has_more(turn):
        return [Reply("smalltalk", "utter_smalltalk_ok")]
    if turn.topic in ("greeting", "fallback") and not _has_more(turn):
        return _TOPICS[turn.topic](turn, turn.intent)
    return []


def _has_more(turn: Turn) -> bool:
    """Whether the message says something that the intake can use."""
    details = turn.read.details
    if turn.intent in DECLINES and (turn.confidence >= SURE_OF_INTENT or _is_health_worry(turn)):
        return False
    return bool(bears_on(turn.state, details, turn.read.text) or details.concerns or details.flags)


def _is_health_worry(turn: Turn) -> bool:
    """Whether somebody asks us to judge a condition of theirs: that is a doctor's to do."""
    return turn.intent == "out_of_scope" and bool(turn.read.details.flags)


def _greeting(_: Turn, intent: str) -> list[Reply]:
    return [Reply("smalltalk", GREETINGS[intent])]


def _handoff(turn: Turn, intent: str) -> list[Reply]:
    clinic, at = turn.desk.clinic, turn.at
    choices = () if turn.state.active or turn.state.submitted else (LEAVE_DETAILS,)
    if intent not in PASSED_ON:
        values = {**turn.phones, "open_words": open_words(clinic, at)}
        return [Reply("handoff", "utter_handoff_person", values, choices=choices)]
    task = pass_on(turn.session, clinic, turn.conversation, turn.message, kind=intent, at=at)
    promise = promise_words(clinic, task.due_at or at, at)
    values = {**turn.phones, "promise": promise}
    return [Reply("handoff", PASSED_ON[intent], values, choices=choices)]


def _privacy(turn: Turn, _: str) -> list[Reply]:
    return [Reply("privacy", "utter_privacy_how", turn.phones)]


def _decline(turn: Turn, intent: str) -> list[Reply]:
    if _is_health_worry(turn):
        return [Reply("decline", "utter_health_worry")]
    if intent not in DECLINES:
        return []
    return [Reply("decline", DECLINES[intent])]


_TOPICS = {
    "greeting": _greeting,
    "handoff": _handoff,
    "privacy": _privacy,
    "fallback": _decline,
}
