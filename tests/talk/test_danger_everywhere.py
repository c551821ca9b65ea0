"""Each urgent message is met the same way wherever it comes: at every question of the intake, with
the engine down, and while staff hold the conversation."""

import shutil
import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import func, select

from nightdesk.app import Nightdesk
from nightdesk.intake.questions import QUESTIONS
from nightdesk.intake.state import IntakeState
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import open_conversation, replies_to
from nightdesk.store.tables import Alert, Conversation, Message, Outbox
from nightdesk.talk.danger import check_fully
from nightdesk.talk.hold import hold
from nightdesk.talk.receive import receive
from nightdesk.talk.recover import finish_without_engine
from tests.conftest import build_core
from tests.safety.scorecard import NONE, load

URGENT = [message.text for message in load() if message.tier != NONE]


@pytest.fixture(scope="module")
def expected(heavy_parts: Nightdesk) -> dict[str, RedFlag]:
    """What is found in each message by itself."""
    found = {text: check_fully(heavy_parts, text) for text in URGENT}
    return {text: flag for text, flag in found.items() if flag}


@pytest.fixture(scope="module")
def remembering(heavy_parts: Nightdesk) -> Any:
    """The trained reader, asked once for each text: what it says depends on nothing else."""
    reader, vector = heavy_parts.reader, cache(heavy_parts.reader.vector)
    read = cache(lambda text: reader.read(text, vector(text)))
    concerns = cache(lambda text: reader.concerns(text, vector(text)))
    danger = cache(lambda text: reader.danger(text, vector(text)))
    return SimpleNamespace(
        vector=vector,
        vectors=lambda text, parts: [None] * (1 + len(parts)),  # what is read minds no vector
        read=lambda text, _=None: read(text),
        concerns=lambda text, _=None: concerns(text),
        danger=lambda text, _=None: danger(text),
    )


@pytest.fixture
def core(
    sqlite_template: Path, tmp_path: Path, heavy_parts: Nightdesk, remembering: Any
) -> Iterator[Nightdesk]:
    """On SQLite alone: what differs between databases is tested in tests/web/test_danger.py."""
    shutil.copy(sqlite_template, tmp_path / "test.db")
    core = build_core(f"sqlite:///{tmp_path}/test.db")
    core.lexicon, core.screen, core.vectors = (
        heavy_parts.lexicon,
        heavy_parts.screen,
        heavy_parts.vectors,
    )
    core.reader, core._knowledge = remembering, heavy_parts._knowledge
    yield core
    core.close()


def begin(core: Nightdesk, state: IntakeState) -> str:
    with core.db.writing() as session:
        conversation = open_conversation(session, core.clock(), timedelta(hours=1))
        conversation.intake = state.to_dict()
        session.commit()
        return conversation.id


def at(question: str) -> IntakeState:
    """An intake that waits for the answer to a question."""
    return IntakeState(
        active=True,
        asking=question,
        changing="phone" if question == "change" else None,
        name="Uma Example",
        phone="+19255550142",
        concerns=["acne_scars"],
        email_guess={"written": "uma@exampel.com", "suggestion": "uma@example.com"}
        if question == "email_typo"
        else None,
    )


def with_the_engine(core: Nightdesk, message_id: int) -> None:
    replies = core.turn(message_id, "treatments", "ask_treatment", 0.9)
    assert replies[0].kind == "urgent"


def check_all(core: Nightdesk, expected: dict[str, RedFlag], state: IntakeState, end: Any) -> None:
    """Send each message in a conversation of its own and look at all that must come of it."""
    wrong = {}
    for text, flag in expected.items():
        conversation_id = begin(core, state)
        if end is None:
            hold(core, conversation_id, "desk")
        received = receive(core, conversation_id, client_id=uuid.uuid4().hex, text=text)
        if received.pending and end:
            end(core, received.message_id)
        if what := amiss(core, conversation_id, received.message_id, flag, state):
            wrong[text] = what
    assert wrong == {}


def amiss(
    core: Nightdesk, conversation_id: str, message_id: int, flag: RedFlag, state: IntakeState
) -> str:
    with core.db.reading() as session:
        alerts = session.scalars(select(Alert).where(Alert.message_id == message_id)).all()
        if [alert.tier for alert in alerts] != [flag.tier]:
            return f"{[alert.tier for alert in alerts]} instead of {flag.tier}"
        queued = select(func.count()).select_from(Outbox).where(Outbox.alert_id == alerts[0].id)
        if not session.scalar(queued):
            return "nobody is told"
        conversation = session.get_one(Conversation, conversation_id)
        if IntakeState.from_dict(conversation.intake) != state:
            return "the intake is not kept"
        outcome = session.get_one(Message, message_id).outcome
        first = next((reply.kind for reply in replies_to(session, message_id)), None)
        if (outcome[0]["kind"] if outcome else first) != "urgent":
            return "the visitor is not told first"
    return ""


@pytest.mark.parametrize("question", QUESTIONS)
def test_at_every_question(core: Nightdesk, expected: dict[str, RedFlag], question: str) -> None:
    check_all(core, expected, at(question), with_the_engine)


def test_in_the_first_message(core: Nightdesk, expected: dict[str, RedFlag]) -> None:
    check_all(core, expected, IntakeState(), with_the_engine)


def test_with_the_engine_down(core: Nightdesk, expected: dict[str, RedFlag]) -> None:
    check_all(core, expected, at("name"), finish_without_engine)


def test_while_staff_hold_the_conversation(core: Nightdesk, expected: dict[str, RedFlag]) -> None:
    check_all(core, expected, at("name"), None)
