"""What is said to questions about a visitor's own data: a wording for each thing that is asked."""

import re

from nightdesk.base.reply import Reply
from nightdesk.intake.notes import says_private
from nightdesk.talk.context import Turn
from nightdesk.talk.questions import looks_like_question
from nightdesk.talk.rights import for_staff
from nightdesk.talk.task import hand_over

MOST_WORDS = 7
"""A longer message says by itself that it asks about data."""

POSSIBLE, SURE = 0.4, 0.6
"""The confidence below which a message is hardly about data, and that from which it is although it
names nothing of it."""

_ASKED = {
    "": re.compile(
        r"\b(?:hipaa|encrypt\w*|gdpr|ccpa|complian\w+|hack\w*|breach\w*"
        r"|photos?|pictures?|pics)\b",
        re.I,
    ),
    "utter_privacy_long": re.compile(
        r"\b(?:how long|until when|how many (?:days|months|years)|forever|when (?:do|does|will|is)"
        r" (?:you|it|this)\b.*\bdelet\w+)\b",
        re.I,
    ),
    "utter_privacy_delete": re.compile(
        r"\b(?:delet\w*|eras\w*|remov\w*)\b|\btake\b.{0,40}\b(?:off|out of) (?:your|the) system\b",
        re.I,
    ),
    "utter_privacy_shared": re.compile(
        r"\b(?:sell|sold|selling|shar(?:e|es|ed|ing)|third part\w+|advertis\w*|marketing|insurance"
        r"|google|facebook)\b",
        re.I,
    ),
    "utter_privacy_who": re.compile(
        r"\bwho (?:else )?(?:can |will |would |could )?(?:reads?|sees?|looks?|gets?|has|have|is"
        r"|views?)\b"
        r"|\b(?:anyone|anybody|someone|somebody|people|others) (?:else )?(?:reads?|sees?)\b"
        r"|\b(?:can|could|will|would) (?:s?he|they|my \w+|your \w+|any\w+|some\w+|other people)"
        r" (?:else )?(?:see|read|view|look at) (?:this|that|it|what|my|the|these)\b",
        re.I,
    ),
}
"""What is said to which question; nothing to what nobody has told us of: staff have to answer."""
_OF_DATA = re.compile(
    r"\b(?:data|info\w*|details|stuff|privacy|private|chat|messages?|conversation|stor\w+|sav\w+"
    r"|record\w*|confidential\w*|safe|secure\w*|secret|anonymous|keep|kept|use|used|track\w*"
    r"|cookies?|write|wrote|datos)\b",
    re.I,
)
_WHY = re.compile(
    r"\bwhy (?:should|would|must|do|does|is|am) (?:i|you|u|it|they)\b[^.?!]{0,20}"
    r"\b(?:give|leave|tell|share|write|enter|need|want|ask\w*)\b",
    re.IGNORECASE,
)
_USE = re.compile(
    r"\bwhat (?:do|will|would|are|r) (?:you|u|y'?all|they) (?:guys )?(?:do|doing|going to do|use)"
    r" (?:with|for) (?:it|that|them|this|those)\b",
    re.IGNORECASE,
)
"""Asks of data only where data was spoken of just before."""
_CONTACT = re.compile(r"\b(?:phone|number|cell|e-?mail|name|contact|info\w*|details)\b", re.I)


def on_privacy(turn: Turn) -> list[Reply]:
    """What is said to a message on privacy; nothing where it was hardly meant so."""
    found = turn.read.details
    if turn.state.active and says_private(turn.read.text):
        return []  # an answer to the open question
    if for_staff(turn.read.text) or found.signals.cancel_request:
        return hand_over(turn, "privacy")
    for response, words in _ASKED.items():
        if words.search(turn.read.text):
            return _said(turn, response)
    asks = looks_like_question(turn.read.text)
    named = _OF_DATA.search(turn.read.text)
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
    if (signals.why or _WHY.search(text)) and _CONTACT.search(text):
        return [Reply("privacy", "utter_privacy_why")]
    if not turn.talk.get("privacy") or len(text.split()) > MOST_WORDS:
        return []
    if _USE.search(text):
        return _said(turn, "utter_privacy_how")
    asked = (response for response, words in _ASKED.items() if words.search(text))
    return next((_said(turn, response) for response in asked), [])


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
