"""What happens to a visitor's data."""

from actions.base import TopicAction


class Privacy(TopicAction):
    """What happens to a visitor's data."""

    topic = "privacy"
