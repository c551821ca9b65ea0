"""People who want a person: visitors, clients, complaints."""

from actions.base import TopicAction


class Handoff(TopicAction):
    """People who want a person: visitors, clients, complaints."""

    topic = "handoff"
