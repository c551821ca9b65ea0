"""Reading a message once, before anything is decided or stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details, read_details
from nightdesk.intake.state import IntakeState
from nightdesk.lexicon import Mention
from nightdesk.store.tables import Conversation, Message
from nightdesk.talk.desk import Desk
from nightdesk.talk.questions import About, answer_questions, chosen, looks_like_question

ASKING = frozenset({"ask_treatment", "ask_clinic"})
"""Intents that are questions by themselves."""


@dataclass(frozen=True)
class Understood:
    """What a message says."""

    text: str
    choice: str
    """What the pressed button means; empty for typed text."""
    mentions: Sequence[Mention]
    details: Details
    is_question: bool
    about: About
    answers: list[Reply]

    @property
    def personal(self) -> bool:
        """Whether the visitor speaks of a condition or medicine of their own."""
        return bool(self.details.flags)


def understand(desk: Desk, message_id: int, intent: str) -> Understood | None:
    """Read the stored message; None when it is gone."""
    with desk.db.reading() as session:
        message = session.get(Message, message_id)
        if message is None:
            return None
        conversation = session.get_one(Conversation, message.conversation_id)
        state = IntakeState.from_dict(conversation.intake)
        choice = message.body.get("choice", {}).get("means", "")
        text = "" if choice else message.text
        mentions = desk.lexicon.read(text)
        details = read_details(text, asking=state.asking, mentions=mentions)
        is_question = not choice and _is_question(text, intent, details, state)
        about = About.of(mentions, conversation.talk.get("treatment"))
        answers: list[Reply] = []
        if choice:
            answers = chosen(desk, desk.knowledge(session), choice)
        elif is_question or not _only_details(details, state):
            knowledge = desk.knowledge(session)
            answers = answer_questions(desk, knowledge, text, about, is_question=is_question)
        return Understood(text, choice, mentions, details, is_question, about, answers)


def _is_question(text: str, intent: str, details: Details, state: IntakeState) -> bool:
    if looks_like_question(text):
        return True
    return intent in ASKING and not _only_details(details, state)


def _only_details(details: Details, state: IntakeState) -> bool:
    """Whether the message answers the intake rather than asks something."""
    given = details.phone or details.email or details.name_sure
    answered = state.active and (details.times or details.channel or details.name)
    return bool(given or answered)
