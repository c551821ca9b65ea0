"""What somebody wants to be called, or written to, about: staff read it with the request."""

import re
from dataclasses import replace

from sqlalchemy import select

from nightdesk.intake.start import START_INTENTS
from nightdesk.intake.text import squeeze
from nightdesk.store.tables import Message, Question
from nightdesk.talk.context import Turn
from nightdesk.talk.understand import Understood

_REACH = r"(?:call|text|txt|e-?mail|ring|phone|contact|message|msg|write|get back to)"
_CALLS = re.compile(
    rf"\b(?:{_REACH}(?: to)?|reach out to|talk to|talk with) (?:me|us)\b[^.!?\n;|]{{0,30}}"
    r"\b(?:about|regarding|concerning|re) \w",
    re.IGNORECASE,
)
_CALLS_ME = re.compile(rf"\b{_REACH}(?: to)? (?:me|us)\b", re.IGNORECASE)
_SENDS = re.compile(
    r"\b(?:text|txt|e-?mail|message|msg|send) (?:me|us|it to me) (?:over |back )?"
    r"(?:(?:the|your|ur|an?|some|any|more|all|those|these|my)\b"
    r"(?! (?:\w+ )?(?:times?|days?|weeks?|weekends?|mornings?|afternoons?|evenings?|nights?|hours?"
    r"|calls?|texts?|e-?mails?|messages?|number)\b)"
    r"|pric(?:e|es|ing)|costs?|info\w*|details|quotes?|photos|pics|pictures|forms?|links?|specials"
    r"|deals|options|directions)",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:about|regarding|concerning|re) (?:that|this|it|those|them)\b", re.I)
"""What was asked before is meant."""
_SENTENCES = re.compile(r"[^.!?\n;|]+")
_CONTACT = re.compile(r"\S{1,64}@\S{1,64}|\+?\d[\d\s().-]{5,20}\d")
"""A number or an address: it is kept in its own field."""
_LONGEST = 300
_DEFERS = {"utter_defer_unknown", "utter_defer_more", "utter_defer_rest"}
"""What is said to a question that is passed on."""


def with_subject(turn: Turn) -> Understood:
    """What was read, with the words that say what the call is about as a note for staff.

    Who asks for nothing but that call is asked only where to reach them.
    """
    read, found = turn.read, turn.read.details
    words = "" if read.choice or turn.talk.get("urgent") else _subject(turn) or _left_open(turn)
    if not words and not turn.talk.get("subject"):
        return read
    turn.talk["subject"] = True
    noted = tuple(part for part in words.splitlines() if not _is_told(part, found.words))
    found = replace(found, notes=(*found.notes, *noted))
    begins = turn.intent in START_INTENTS or read.wishes or found.signals.wants_callback
    begins = begins or bool(found.phone or found.email)
    skin = found.concerns or found.areas or found.treatments or turn.state.concerns
    if begins and not (skin or turn.state.active):
        found = replace(found, signals=replace(found.signals, wants_callback=True))
    return replace(read, details=found)


def _left_open(turn: Turn) -> str:
    """The question that was passed on last, where somebody now only wants to be reached."""
    found, state = turn.read.details, turn.state
    busy = state.active or state.submitted or state.treatments or state.concerns or state.flags
    told = found.concerns or found.areas or found.treatments or found.flags
    calls = found.signals.wants_callback or _CALLS_ME.search(turn.read.text)
    visit = found.requests or turn.read.wishes or turn.intent in START_INTENTS
    leaves = (found.phone or found.email) and not (visit or turn.read.is_question)
    if busy or told or not (calls or leaves):
        return ""
    asked = turn.session.scalars(
        select(Message)
        .join(Question, Question.message_id == Message.id)
        .where(Message.conversation_id == turn.conversation.id, Message.id != turn.message.id)
        .order_by(Message.id.desc())
        .limit(1)
    ).first()
    if asked is None or asked.id < (turn.talk.get("asked") or 0):
        return ""  # something else was asked since
    deferred = {reply["response"] for reply in asked.outcome or ()} & _DEFERS
    return "\n".join(_sentences(asked.text))[:_LONGEST] if deferred else ""


def _is_told(part: str, words: tuple[str, ...]) -> bool:
    return any(part in told or told in part for told in words)


def _subject(turn: Turn) -> str:
    """The sentences that say it, and what was asked before where they only say "about that"."""
    said = [s for s in _sentences(turn.read.text) if _CALLS.search(s) or _SENDS.search(s)]
    if said and any(_THAT.search(sentence) for sentence in said):
        asked = turn.session.get(Message, turn.talk.get("asked") or 0)
        said = [*(_sentences(asked.text) if asked else ()), *said]
    return "\n".join(sentence[:_LONGEST] for sentence in said)


def _sentences(text: str) -> list[str]:
    found = _SENTENCES.findall(_CONTACT.sub("|", text))
    return [sentence for part in found if (sentence := squeeze(part))]
