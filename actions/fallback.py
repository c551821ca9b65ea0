"""What is out of scope, rude, or not understood."""

from actions.base import TopicAction


class Fallback(TopicAction):
    """What is out of scope, rude, or not understood."""

    topic = "fallback"
