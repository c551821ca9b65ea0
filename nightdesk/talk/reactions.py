"""What is said to who is not content with an answer, or finds what it tells too much."""

from nightdesk.base.reply import Reply
from nightdesk.knowledge.hours_words import open_words
from nightdesk.talk.buttons import LEAVE_DETAILS
from nightdesk.talk.context import Turn
from nightdesk.talk.understand import DISPLEASED, OBJECTS


def reactions(turn: Turn) -> list[Reply]:
    """To who finds an answer no help: who can tell more. To who objects: that all is still open."""
    if turn.read.manner == DISPLEASED:
        busy = turn.state.active or turn.state.submitted
        values = {**turn.phones, "open_words": open_words(turn.desk.clinic, turn.at)}
        response = "utter_displeased_busy" if busy else "utter_displeased"
        return [Reply("handoff", response, values, choices=() if busy else (LEAVE_DETAILS,))]
    if turn.read.manner == OBJECTS and not turn.state.active:
        return [Reply("smalltalk", "utter_objects", choices=turn.offer)]
    return []
