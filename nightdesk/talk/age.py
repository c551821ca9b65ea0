"""Asking the age of somebody a request is for: "an appointment for my daughter" names no age.

Nothing of that person is taken before the answer. It stays the visitor's message; the turn that
hears "18 or older" reads it again.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from nightdesk.base.reply import Choice, Reply
from nightdesk.intake.details import read_details
from nightdesk.intake.others import may_be_child
from nightdesk.intake.start import START_CHOICES
from nightdesk.intake.visitors import ADULT
from nightdesk.store.tables import Message
from nightdesk.talk.context import Turn
from nightdesk.talk.questions import looks_like_question
from nightdesk.talk.under_age import under_age

Answers = Callable[[Turn], list[Reply]]

GROWN_UP, UNDER_AGE = "age_adult", "age_child"
"""What the buttons below the question mean."""

_CHOICES = (Choice("18 or older", GROWN_UP), Choice("Under 18", UNDER_AGE))
_NUMBER = re.compile(r"(?<![\d.-])\d{1,2}(?![\d.%-]|\s*(?:am|pm|:))", re.IGNORECASE)
_ADULT = re.compile(r"\b(?:adult|grown|over 18|college|married|older|mayor)\b", re.IGNORECASE)
_CHILD = re.compile(
    r"\b(?:minor|teen\w*|under|younger|(?:high|middle) ?school|kid|child|menor)\b", re.IGNORECASE
)


def settle_age(turn: Turn, answers: Answers) -> list[Reply]:
    """Ask whether the person a request is for is 18, or hear the answer; empty: go on as usual.

    `answers` answers the message's questions. Who twice says something else, or leaves their own
    name or number instead, is called back as a parent is: nothing of the other person is kept.
    """
    pending = turn.talk.get("age_of")
    if not pending:
        return _begin(turn, answers)
    grown_up, found = _answer(turn), turn.read.details
    said = answers(turn) if looks_like_question(turn.read.text) else []
    reachable = found.name or found.phone or found.email
    if grown_up is None and not reachable and not pending.get("repeated"):
        return _once_more(turn, said)
    turn.talk["age_of"] = None
    if grown_up:
        _read_again(turn, pending, behalf=str(pending["whom"]))
        return []
    _read_again(turn, pending, behalf="")
    turn.talk["who"] = "parent"
    turn.talk["child_is_young"] = grown_up is False
    return under_age(turn, said=said)


def _begin(turn: Turn, answers: Answers) -> list[Reply]:
    busy = turn.state.active or turn.state.submitted or turn.talk.get("who")
    wished = turn.topic == "intake" or turn.read.wishes or turn.read.details.requests
    if busy or turn.read.choice or not (wished or turn.intent == "state_concern"):
        return []
    if not (whom := may_be_child(turn.read.text)):
        return []
    turn.talk["age_of"] = {"whom": whom, "message": turn.message.id}
    return [*answers(turn), Reply("ask", "utter_ask_age", choices=_CHOICES)]


def _once_more(turn: Turn, said: list[Reply]) -> list[Reply]:
    """The question again, and why it is asked, beside other answers; nothing to who stops."""
    stops = turn.read.details.signals.cancel
    turn.talk["age_of"] = None if stops else {**turn.talk["age_of"], "repeated": True}
    return [] if stops else [*said, Reply("ask", "utter_ask_age_again", choices=_CHOICES)]


def _answer(turn: Turn) -> bool | None:
    """Whether the person is said to be 18 or older; None for no answer."""
    if turn.read.choice in (GROWN_UP, UNDER_AGE):
        return turn.read.choice == GROWN_UP
    text, signals = turn.read.text, turn.read.details.signals
    without = "".join(c for c in text if not (turn.read.details.phone and c.isdigit()))
    if number := _NUMBER.search(without):
        return int(number.group()) >= ADULT
    if _CHILD.search(text):
        return False
    if _ADULT.search(text) or signals.affirm:
        return True
    return False if signals.deny else None


def _read_again(turn: Turn, pending: dict[str, str | int], behalf: str) -> None:
    """Take what was said before the question together with what is said now.

    With `behalf` it is a request for that person, without it only the visitor's own details count.
    """
    asked = turn.session.get(Message, pending["message"])
    text = "\n".join(filter(None, [asked.text if asked else "", turn.read.text]))
    mentions = turn.desk.lexicon.read(text)
    details = read_details(text, asking=None, mentions=mentions, behalf=behalf)
    turn.read = replace(turn.read, details=details, mentions=mentions)
    if behalf:
        turn.state.behalf = behalf
        turn.intent, turn.topic = "want_consultation", "intake"
    if turn.read.choice:
        turn.read = replace(turn.read, choice=next(iter(START_CHOICES)))
    elif not looks_like_question(turn.read.text):
        turn.read = replace(turn.read, answers=[], open_questions=0, is_question=False)
