"""Hello, goodbye, thanks and small talk."""

from actions.base import TopicAction


class Greeting(TopicAction):
    """Hello, goodbye, thanks and small talk."""

    topic = "greeting"
