"""When the clinic will be in touch: what is said to "what happens now" and "when will you call"."""

import re

from nightdesk.base.reply import Reply
from nightdesk.leads.promise import due_at, promise_words
from nightdesk.store.tables import Request
from nightdesk.store.visitor_data import requests_of
from nightdesk.talk.context import Turn
from nightdesk.talk.questions import OFFER

MOST_WORDS = 12

_THEY = (
    r"(?:you|u|y'?all|you guys|they|someone|somebody|anyone|the clinic|a person|your team|staff)"
)
_REACH = (
    r"(?:call|text|e-?mail|contact|reply|respond|answer|write|ring|phone|reach (?:out|me)|get back"
    r"|be in touch)"
)
_ASKS = re.compile(
    r"\b(?:when(?:'ll| will| can| do| does| are| is| would| should)|how (?:soon|long|fast|quick\w*)"
    rf"|(?:what (?:time|day)|by when) (?:will|do|does|would))\b[^.?!]{{0,25}}\b{_THEY}"
    rf" (?:\w+ )?{_REACH}\b|\b(?:when|how soon|how long)\b[^.?!]{{0,25}}\b(?:i|we) (?:\w+ )?hear\b"
    rf"|\bwhen (?:will|can|do) i (?:be (?:called|contacted)|get (?:a|my|the) (?:call|reply))\b"
    rf"|\bhow long\b[^.?!]{{0,10}}\bto hear\b",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(
    rf"\bwho (?:will|is going to|is gonna|does|'ll) (?:be )?{_REACH}\w*(?: me)?\W*$"
    rf"|\bwho'?s (?:going to|gonna) {_REACH}\b"
    rf"|\b(?:what|which) (?:phone )?number (?:will|do|would|does|are) {_THEY}\b[^.?!]{{0,12}}call",
    re.IGNORECASE,
)
_WHAT_NOW = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|thanks|thank you|great|cool)\W+)*(?:what (?:happens|comes) (?:now"
    r"|next|then)|(?:and )?now what|what now|what'?s next)\W*$",
    re.IGNORECASE,
)


def asks_when_reached(text: str) -> bool:
    """Whether somebody asks when they are called back."""
    return len(text.split()) <= MOST_WORDS and bool(_ASKS.search(text))


def asks_who_calls(text: str) -> bool:
    """Whether somebody asks who calls them back, or from which number."""
    return len(text.split()) <= MOST_WORDS and bool(_ASKS_WHO.search(text))


def outlook(turn: Turn) -> list[Reply]:
    """By when a person is in touch, for what was sent or for a request sent now."""
    if turn.read.choice or turn.talk.get("urgent"):
        return []
    text, sent = turn.read.text, _sent(turn)
    if sent and asks_who_calls(text):
        return [Reply("notice", "utter_reply_who", turn.phones)]
    if not (asks_when_reached(text) or asks_who_calls(text) or _asks_what_now(turn, sent)):
        return []
    return [_unsent(turn) if sent is None else _due(turn, sent)]


def _unsent(turn: Turn) -> Reply:
    """By when a person would be in touch if a request were sent now."""
    clinic, at = turn.desk.clinic, turn.at
    promise = promise_words(clinic, due_at(clinic, "consultation", at), at)
    choices = (OFFER,) if turn.may_offer else ()
    values = {**turn.phones, "promise": promise}
    return Reply("notice", "utter_reply_unsent", values, choices=choices)


def _due(turn: Turn, sent: Request) -> Reply:
    if sent.due_at is None or sent.due_at <= turn.at:
        return Reply("notice", "utter_reply_late", turn.phones)
    promise = promise_words(turn.desk.clinic, sent.due_at, turn.at)
    return Reply("notice", "utter_reply_due", {**turn.phones, "promise": promise})


def _asks_what_now(turn: Turn, sent: Request | None) -> bool:
    """Whether "what now" is asked of the clinic: after an answer it may be asked of the skin."""
    of_the_clinic = sent or not turn.talk.get("told")
    return bool(of_the_clinic and not turn.state.active and _WHAT_NOW.search(turn.read.text))


def _sent(turn: Turn) -> Request | None:
    """The newest request or task of the talk that staff have to answer."""
    waiting = ("submitted", "claimed")
    found = requests_of(turn.session, turn.conversation.id)
    return next((r for r in reversed(found) if r.status in waiting and r.kind != "urgent"), None)
