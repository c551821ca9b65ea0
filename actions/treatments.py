"""Questions about treatments and the clinic, and concerns."""

from actions.base import TopicAction


class Treatments(TopicAction):
    """Questions about treatments and the clinic, and concerns."""

    topic = "treatments"
