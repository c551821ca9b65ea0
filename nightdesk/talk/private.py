"""What is said to questions about a visitor's own data: a wording for each thing that is asked."""

from nightdesk.base.reply import Reply
from nightdesk.intake.notes import says_private
from nightdesk.privacy.asked import asks_of_use, asks_why, speaks_of_data, wording_for
from nightdesk.privacy.wishes import for_staff
from nightdesk.talk.context import Turn
from nightdesk.talk.parts import looks_like_question
from nightdesk.talk.task import hand_over

MOST_WORDS = 7
"""A longer message says by itself that it asks about data."""

POSSIBLE, SURE = 0.4, 0.6
"""The confidence below which a message is hardly about data, and that from which it is although it
names nothing of it."""


def on_privacy(turn: Turn) -> list[Reply]:
    """What is said to a message on privacy; nothing where it was hardly meant so."""
    found = turn.read.details
    if turn.state.active and says_private(turn.read.text):
        return []  # an answer to the open question
    if for_staff(turn.read.text) or found.signals.cancel_request:
        return hand_over(turn, "privacy")
    response = wording_for(turn.read.text)
    if response is not None:
        return _said(turn, response)
    asks = looks_like_question(turn.read.text)
    named = speaks_of_data(turn.read.text)
    if turn.confidence < (POSSIBLE if named else SURE):
        return _deferred(turn) if asks else []
    if turn.talk.get("privacy_told") and asks:
        return _deferred(turn)
    return _said(turn, "utter_privacy_how")


def only_asks_of_privacy(turn: Turn) -> bool:
    """Whether a question on privacy was answered, and nothing is to be done about it."""
    text = turn.read.text
    asks = turn.topic == "privacy" and looks_like_question(text)
    return asks and not (for_staff(text) or turn.read.details.signals.cancel_request)


def more_on_privacy(turn: Turn) -> list[Reply]:
    """What is said to a short question after one on privacy ("for how long"), and to "why"."""
    text, signals = turn.read.text, turn.read.details.signals
    if turn.state.active or turn.read.choice:
        return []
    if asks_why(text, sure=signals.why):
        return [Reply("privacy", "utter_privacy_why")]
    if not turn.talk.get("privacy") or len(text.split()) > MOST_WORDS:
        return []
    response = "utter_privacy_how" if asks_of_use(text) else wording_for(text)
    return [] if response is None else _said(turn, response)


def _deferred(turn: Turn, response: str = "utter_defer_unknown") -> list[Reply]:
    turn.pass_on()
    return [Reply("defer", response, turn.phones)]


def _said(turn: Turn, response: str) -> list[Reply]:
    """The wording; without one what is known of all data, and the rest is for staff to answer."""
    told = turn.talk.get("privacy_told")
    if response in ("", "utter_privacy_how"):
        turn.talk["privacy_told"] = True
    if not response:
        how = [] if told else _said(turn, "utter_privacy_how")
        return [*how, *_deferred(turn, "utter_defer_rest" if how else "utter_defer_unknown")]
    kept = turn.desk.clinic.retention_days
    values = {"chat_days": str(kept.conversations), "request_days": str(kept.requests)}
    return [Reply("privacy", response, {**turn.phones, **values})]
