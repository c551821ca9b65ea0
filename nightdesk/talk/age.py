"""Asking the age of somebody a request is for: "an appointment for my daughter" names no age.

Nothing of that person is taken before the answer. It stays in the visitor's messages; the turn that
hears "18 or older" reads them again, however late that is.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nightdesk.base.reply import Choice, Reply
from nightdesk.intake.others import SENT, another_child, child_in, may_be_child
from nightdesk.intake.start import START_CHOICES
from nightdesk.intake.visitors import ADULT, ages_of_others
from nightdesk.store.tables import Message
from nightdesk.talk.context import Turn
from nightdesk.talk.parts import looks_like_question
from nightdesk.talk.task import tell_of_age
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
_OF_A_PARENT = re.compile(
    r"(?:sons?|daughters?|kids?|child(?:ren)?|teen(?:ager)?s?|hij[oa]s?|niet[oa]s?)$", re.IGNORECASE
)
"""Whose parent or guardian writes; a sister or a cousin may be of any age."""
_ONLY_A_NUMBER = re.compile(r"\W*\d{1,2}(?:\W*(?:years?|yrs?)(?:\W*old)?)?\W*", re.IGNORECASE)
_MOST_WORDS_LATER = 6
"""In more words than these "adult" or "under" need not be said of that person's age."""
_MOST_READ_AGAIN = 5


def settle_age(turn: Turn, answers: Answers) -> list[Reply]:
    """Ask whether the person a request is for is 18, or hear the answer; empty: go on as usual.

    `answers` answers the message's questions. Who twice says something else, or as a parent leaves
    their own name or number instead, is called back: nothing of the other person is kept.
    """
    pending = turn.talk.get("age_of")
    if not pending:
        return _begin(turn, answers)
    if pending.get("given_up"):
        return _hear_later(turn, pending)
    grown_up = _answer(turn)
    said = answers(turn) if looks_like_question(turn.read.text) else []
    if grown_up is None and not (pending.get("repeated") or _leaves_it_to_us(turn, pending)):
        return _once_more(turn, said)
    if grown_up:
        return _take_up(turn, pending)
    _read_again(turn, pending, behalf="")
    _give_up(turn, pending, grown_up)
    return under_age(turn, said=said)


def _give_up(turn: Turn, pending: dict[str, Any], grown_up: bool | None) -> None:
    """Take no request for that person; an age that was not told may still be told later."""
    unknown = grown_up is None
    turn.talk["who"] = "parent"
    turn.talk["child_is_young"] = not unknown
    later = {**_with_message(turn, pending), "given_up": True}
    turn.talk["age_of"] = later if unknown else None
    turn.talk["age_unknown"] = unknown and not _OF_A_PARENT.search(str(pending["whom"]))


def _leaves_it_to_us(turn: Turn, pending: dict[str, Any]) -> bool:
    """Whether somebody who writes for their child leaves their own details in place of an age."""
    found = turn.read.details
    reachable = found.name or found.phone or found.email
    return bool(reachable and _OF_A_PARENT.search(str(pending["whom"])))


def _take_up(turn: Turn, pending: dict[str, Any]) -> list[Reply]:
    """Go on with the request of somebody who is of age, with all that was said for them."""
    turn.talk["age_of"] = None
    _read_again(turn, pending, behalf=str(pending["whom"]))
    return []


def _hear_later(turn: Turn, pending: dict[str, Any]) -> list[Reply]:
    """The age that is told after we gave up asking; it is good for the request as well."""
    if turn.talk.get("who") != "parent":  # meanwhile they write for themselves
        turn.talk["age_of"] = None
        return []
    grown_up = _told_later(turn.read.text)
    if grown_up is None:
        turn.talk["age_of"] = _with_message(turn, pending)
        return []
    turn.talk["age_unknown"] = False
    tell_of_age(turn, str(pending["whom"]), grown_up=grown_up)
    turn.talk["child_is_young"] = not grown_up
    if not grown_up:
        turn.talk["age_of"] = None
        return []
    turn.talk["who"] = ""
    return _take_up(turn, pending)


def _with_message(turn: Turn, pending: dict[str, Any]) -> dict[str, Any]:
    """What waits for the age, with this message as one to read again."""
    more = [*pending.get("more", ()), turn.message.id][-_MOST_READ_AGAIN:]
    return {**pending, "more": more}


def _told_later(text: str) -> bool | None:
    """Whether somebody is told to be of age where it was not just asked; None for no word of it."""
    if ages := ages_of_others(text):
        return min(ages) >= ADULT
    if _ONLY_A_NUMBER.fullmatch(text) and (number := _NUMBER.search(text)):
        return int(number.group()) >= ADULT
    if looks_like_question(text) or len(text.split()) > _MOST_WORDS_LATER:
        return None
    if _CHILD.search(text):
        return False
    return True if _ADULT.search(text) else None


def _begin(turn: Turn, answers: Answers) -> list[Reply]:
    state = turn.state
    if state.beside == SENT and (whom := another_child(turn.read.text)):
        return _ask(turn, whom, lambda _: [])
    if state.asking == "concern" and not state.behalf and not turn.talk.get("who"):
        whom = may_be_child(turn.read.text) or child_in(turn.read.text)
        return _ask(turn, whom, answers) if whom else []
    busy = state.active or state.submitted or turn.talk.get("who")
    wished = turn.topic == "intake" or turn.read.wishes or turn.read.details.requests
    if busy or turn.read.choice or not (wished or turn.intent == "state_concern"):
        return []
    if not (whom := may_be_child(turn.read.text)):
        return []
    return _ask(turn, whom, answers)


def _ask(turn: Turn, whom: str, answers: Answers) -> list[Reply]:
    turn.talk["age_of"] = {"whom": whom, "message": turn.message.id}
    return [*answers(turn), Reply("ask", "utter_ask_age", choices=_CHOICES)]


def _once_more(turn: Turn, said: list[Reply]) -> list[Reply]:
    """The question again, and why it is asked, beside other answers; nothing to who stops."""
    stops = turn.read.details.signals.cancel
    again = {**_with_message(turn, turn.talk["age_of"]), "repeated": True}
    turn.talk["age_of"] = None if stops else again
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


def _read_again(turn: Turn, pending: dict[str, Any], behalf: str) -> None:
    """Take what was said before the answer together with what is said now.

    With `behalf` it is a request for that person, without it only the visitor's own details count.
    """
    ids = [pending["message"], *pending.get("more", ())]
    before = [message.text for id in ids if (message := turn.session.get(Message, id))]
    text = "\n".join(filter(None, [*before, turn.read.text]))
    mentions = turn.desk.lexicon.read(text)
    details = turn.desk.read_details(text, asking=None, mentions=mentions, behalf=behalf)
    turn.read = replace(turn.read, details=details, mentions=mentions)
    if behalf:
        if turn.state.beside == SENT:
            turn.state = turn.state.of_another(behalf)
        turn.state.behalf = behalf
        turn.intent, turn.topic = "want_consultation", "intake"
    if turn.read.choice:
        turn.read = replace(turn.read, choice=next(iter(START_CHOICES)))
    elif not looks_like_question(turn.read.text):
        turn.read = replace(turn.read, answers=[], open_questions=0, is_question=False)
