"""What is said to a few words that ask nothing: a feeling, an age, "cancel"."""

import re

from nightdesk.base.reply import Reply
from nightdesk.intake.visitors import read_visitor, tells_of_age
from nightdesk.talk.context import Turn
from nightdesk.talk.questions import looks_like_question
from nightdesk.talk.topics import only_feels

MOST_WORDS_OF_A_CUE = 4
"""So many words may be nothing but "please cancel" or "I'm 19"."""

SURE_OF_LEAVE = 0.5
"""The confidence below which nobody is bidden goodbye ("now")."""


_MAKES_NO_WISH = frozenset({"smalltalk", "goodbye", "greet", "thanks", "nlu_fallback"})
"""Intents of words that want nothing, however they sound."""

_COOL = (
    r"(?:cool|neat|nice|wow|awesome|great|interesting|sweet|amazing|impressive|lovely|fair enough"
    r"|good to know|makes sense|gotcha|got it|i see)"
)
_MARVELS = re.compile(
    rf"^\W*(?:(?:oh+|ooh+|ah+|omg|ok|okay|so|very|really|pretty|how|that[’']?s|that is|it[’']?s"
    rf"|lol|haha+|{_COOL})\W+){{0,5}}{_COOL}(?:\W+(?:lol|haha+|then))*[^\w?]*$",
    re.IGNORECASE,
)
"""Words that only find nice what was said."""

_THINKS_IT_OVER = re.compile(
    rf"^\W*(?:(?:ok|okay|k|kk|alright|all right|thanks|thank you|thx|ty|tysm|hmm+|well|so|then|sure"
    rf"|{_COOL})\W+){{0,5}}(?:(?:i[’']?ll|i will|i (?:need|want|have) to|i[’']?m going to"
    r"|i(?:[’']?m| am)? ?gonna|i gotta|let me|lemme|gonna|gotta|need to|will)\s+)"
    r"(?:(?:have to|go|just)\s+)?"
    r"(?:think|sleep|mull|ponder|talk|consider)"
    r"(?:\s+(?:about|on|over|it|this|that|some|more|a|bit|first|for|day|while|through"
    r"|with|to|my|husband|wife|partner|mom))*"
    r"(?:\W+(?:thanks|thank you|thx|ty|though|lol))*[^\w?]*$",
    re.IGNORECASE,
)
"""Words of somebody who goes away to think about it."""


def feelings(turn: Turn) -> list[Reply]:
    """A kind word to somebody who says how they feel, and asks nothing."""
    if not only_feels(turn.read.text) or turn.state.active:
        return []
    return [Reply("smalltalk", "utter_feelings", turn.phones)]


def friendly(turn: Turn) -> list[Reply]:
    """To who only finds something nice, or wants to think about it: that we are here later too."""
    text = turn.read.text
    if turn.state.active or turn.state.submitted or turn.read.answers or turn.read.wishes:
        return []
    marvels = turn.intent in _MAKES_NO_WISH - {"thanks"} and _MARVELS.match(text)
    if not (marvels or _THINKS_IT_OVER.match(text)):
        return []
    return [Reply("smalltalk", "utter_smalltalk_ok")]


def of_few_words(turn: Turn) -> list[Reply]:
    """To who cancels where nothing is under way, and to who only tells their age."""
    if said := friendly(turn):
        return said
    text, busy = turn.read.text, turn.state.active or turn.state.submitted
    if busy or turn.talk.get("door") or len(text.split()) > MOST_WORDS_OF_A_CUE:
        return []
    if looks_like_question(text):
        return []
    if turn.intent == "goodbye" and turn.confidence < SURE_OF_LEAVE and not turn.read.answers:
        return [Reply("smalltalk", "utter_smalltalk")]
    if turn.read.details.signals.cancel and "cancel" in text.lower():
        return [Reply("handoff", "utter_nothing_to_cancel", turn.phones)]
    if read_visitor(text) == "adult" or tells_of_age(text):
        return [Reply("smalltalk", "utter_smalltalk")]
    return []
