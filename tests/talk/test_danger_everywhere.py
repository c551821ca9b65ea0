"""Each urgent message is met the same way wherever it comes: at every question of the intake, with
the engine down, and while staff hold the conversation."""

import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from nightdesk.app import Nightdesk
from nightdesk.base.ids import new_id
from nightdesk.intake.details import Details
from nightdesk.intake.questions import QUESTIONS
from nightdesk.intake.state import IntakeState
from nightdesk.lexicon import Mention
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import open_conversation
from nightdesk.store.tables import Alert, Conversation, Message, Outbox
from nightdesk.talk.danger import check_fully
from nightdesk.talk.hold import hold
from nightdesk.talk.receive import receive
from nightdesk.talk.recover import finish_without_engine
from tests.conftest import build_core, lend
from tests.safety.scorecard import NONE, load

URGENT = [message.text for message in load() if message.tier != NONE]
FOUND = 0.93
"""The share in which danger is found at least: what nobody finds is not looked at here."""

COLUMNS = [column.name for column in Conversation.__table__.columns]

End = Callable[[Nightdesk, int], object]
"""How a turn ends in which the screen saw nothing."""


@pytest.fixture(scope="module")
def expected(heavy_parts: Nightdesk) -> dict[str, RedFlag]:
    """What is found in each message by itself."""
    found = {text: check_fully(heavy_parts, text) for text in URGENT}
    expected = {text: flag for text, flag in found.items() if flag}
    assert len(expected) >= FOUND * len(URGENT)
    return expected


@pytest.fixture(scope="module")
def details(heavy_parts: Nightdesk) -> Callable[..., Details]:
    """What a message says, read once for each thing that it may answer."""

    @cache
    def read(text: str, mentions: tuple[Mention, ...], **asked: str) -> Details:
        return heavy_parts.read_details(text, mentions=mentions, **asked)

    return lambda text, *, mentions, **asked: read(text, tuple(mentions), **asked)


@pytest.fixture
def core(
    sqlite_template: Path,
    tmp_path: Path,
    heavy_parts: Nightdesk,
    details: Callable[..., Details],
) -> Iterator[Nightdesk]:
    """On SQLite alone: what differs between databases is tested in tests/web/test_danger.py."""
    shutil.copy(sqlite_template, tmp_path / "test.db")
    core = lend(heavy_parts, build_core(f"sqlite:///{tmp_path}/test.db"))
    core.read_details = details
    yield core
    core.close()


def begin(core: Nightdesk, state: IntakeState, count: int) -> list[str]:
    """So many conversations in this state: one is opened, the others are its copies."""
    with core.db.writing() as session:
        first = open_conversation(session, core.clock(), timedelta(hours=1))
        first.intake = state.to_dict()
        session.flush()
        columns = {name: getattr(first, name) for name in COLUMNS}
        copies = [{**columns, "id": new_id()} for _ in range(count - 1)]
        session.execute(insert(Conversation), copies)
        session.commit()
    return [first.id, *(copy["id"] for copy in copies)]


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


def check_all(
    core: Nightdesk, expected: dict[str, RedFlag], state: IntakeState, end: End | None
) -> None:
    """Send each message in a conversation of its own and look at all that must come of it."""
    conversations = begin(core, state, len(expected))
    sent = {
        text: send(core, conversation_id, text, end)
        for text, conversation_id in zip(expected, conversations, strict=True)
    }
    with core.db.reading() as session:
        stored = Stored.of(session)
    amiss = {text: stored.amiss(sent[text], flag, state) for text, flag in expected.items()}
    assert {text: what for text, what in amiss.items() if what} == {}


def send(core: Nightdesk, conversation_id: str, text: str, end: End | None) -> int:
    """The id of the message, once its turn has ended."""
    if end is None:
        hold(core, conversation_id, "desk")
    received = receive(core, conversation_id, client_id=uuid.uuid4().hex, text=text)
    if received.pending and end:
        end(core, received.message_id)
    return received.message_id


@dataclass
class Stored:
    """All that came of all messages."""

    messages: dict[int, Message]
    replies: dict[int, list[str]]
    """The kinds of the replies to each message, in order."""
    tiers: dict[int, list[str]]
    """Of the alerts of each message."""
    told: set[int]
    """The messages with an alert that somebody is told of."""
    intakes: dict[str, IntakeState]
    """By conversation."""

    @classmethod
    def of(cls, session: Session) -> "Stored":
        messages = session.scalars(select(Message).order_by(Message.id)).all()
        alerts = session.scalars(select(Alert).order_by(Alert.id)).all()
        queued = set(session.scalars(select(Outbox.alert_id)))
        intakes = session.execute(select(Conversation.id, Conversation.intake))
        return cls(
            messages={message.id: message for message in messages},
            replies=by(messages, "reply_to", "kind"),
            tiers=by(alerts, "message_id", "tier"),
            told={alert.message_id for alert in alerts if alert.id in queued},
            intakes={name: IntakeState.from_dict(intake) for name, intake in intakes},
        )

    def amiss(self, message_id: int, flag: RedFlag, state: IntakeState) -> str:
        """What did not come of a message; empty for nothing."""
        tiers, message = self.tiers.get(message_id, []), self.messages[message_id]
        if tiers != [flag.tier]:
            return f"{tiers} instead of {flag.tier}"
        if message_id not in self.told:
            return "nobody is told"
        kept = self.intakes[message.conversation_id]
        if state.asking == "health":  # the words are a note for the provider as well
            if [flag["name"] for flag in kept.flags] != ["other"]:
                return "what was told for the provider is lost"
            kept = replace(kept, flags=state.flags, health_known=state.health_known)
        if kept != state:
            return "the intake is not kept"
        first = next(iter(self.replies.get(message_id, [])), None)
        if (message.outcome[0]["kind"] if message.outcome else first) != "urgent":
            return "the visitor is not told first"
        return ""


def by(rows: Iterable[Any], key: str, value: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(getattr(row, value))
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_at_every_question(core: Nightdesk, expected: dict[str, RedFlag], question: str) -> None:
    check_all(core, expected, at(question), with_the_engine)


def test_in_the_first_message(core: Nightdesk, expected: dict[str, RedFlag]) -> None:
    check_all(core, expected, IntakeState(), with_the_engine)


def test_with_the_engine_down(core: Nightdesk, expected: dict[str, RedFlag]) -> None:
    check_all(core, expected, at("name"), finish_without_engine)


def test_while_staff_hold_the_conversation(core: Nightdesk, expected: dict[str, RedFlag]) -> None:
    check_all(core, expected, at("name"), None)
