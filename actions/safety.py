"""Messages that sound urgent."""

from actions.base import TopicAction


class Safety(TopicAction):
    """Messages that sound urgent."""

    topic = "safety"
