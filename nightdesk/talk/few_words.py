"""What is said to a few words that ask nothing: a feeling, an age, "cancel"."""

from nightdesk.base.reply import Reply
from nightdesk.intake.visitors import read_visitor, tells_of_age
from nightdesk.talk.context import Turn
from nightdesk.talk.questions import looks_like_question
from nightdesk.talk.topics import only_feels

MOST_WORDS_OF_A_CUE = 4
"""So many words may be nothing but "please cancel" or "I'm 19"."""

SURE_OF_LEAVE = 0.5
"""The confidence below which nobody is bidden goodbye ("now")."""


def feelings(turn: Turn) -> list[Reply]:
    """A kind word to somebody who says how they feel, and asks nothing."""
    if not only_feels(turn.read.text) or turn.state.active:
        return []
    return [Reply("smalltalk", "utter_feelings", turn.phones)]


def of_few_words(turn: Turn) -> list[Reply]:
    """To who cancels where nothing is under way, and to who only tells their age."""
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
