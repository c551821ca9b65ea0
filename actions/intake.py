"""Everything that belongs to a consultation request, buttons included."""

from actions.base import TopicAction


class Intake(TopicAction):
    """Everything that belongs to a consultation request, buttons included."""

    topic = "intake"
