"""Conversations that staff hold are seen in the inbox and given back there."""

import pytest
from sqlalchemy import select

from nightdesk.store.tables import Audit, Conversation, Message
from nightdesk.talk.hold import hold
from tests.staff.conftest import Desk
from tests.staff.test_pages import text_of

WORDS = "hello, are <b>you</b> there?"


def write(core, conversation_id: str, text: str) -> None:
    with core.db.writing() as session:
        message = Message(
            conversation_id=conversation_id,
            at=core.clock(),
            author="visitor",
            kind="message",
            text=text,
        )
        session.add(message)
        session.commit()


@pytest.fixture
def held(core) -> str:
    """The id of a conversation that is held and in which the visitor has written since."""
    hold(core, "c-imogen", "ben")
    write(core, "c-imogen", WORDS)
    return "c-imogen"


def test_it_is_shown_wherever_its_request_is(ana: Desk, held: str) -> None:
    page = text_of(ana.get("/staff"))
    assert "Held 1" in page
    assert page.count("Held by ben") == 1
    one = text_of(ana.get("/staff/requests/req_imogen"))
    assert "ben holds this chat" in one
    assert "holds this chat" not in text_of(ana.get("/staff/requests/req_late"))


def test_without_any_the_list_does_not_speak_of_it(ana: Desk) -> None:
    assert "Held" not in text_of(ana.get("/staff"))
    assert "No chat is held" in text_of(ana.get("/staff/held"))


def test_what_is_written_to_staff_is_shown_as_text_and_tells_open_pages(
    ana: Desk, core, held: str
) -> None:
    page = ana.get("/staff/held")
    assert WORDS in text_of(page)
    assert "<b>you" not in page.text
    assert "weekdays after 4 pm" not in text_of(page), "what came before was for the assistant"
    assert "/staff/requests/req_imogen" in page.text
    before = ana.get("/staff/summary.json").json()
    write(core, held, "hello?")
    after = ana.get("/staff/summary.json").json()
    assert after["newest_held"] > before["newest_held"] > 0
    write(core, "c-late", "not held")
    assert ana.get("/staff/summary.json").json() == after


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("/staff/held", "/staff/held"),
        ("/staff/requests/req_imogen", "/staff/requests/req_imogen?note=chat_released"),
        ("https://evil.example", "/staff"),
    ],
)
def test_it_is_given_back_once_and_the_visitor_is_told(
    ana: Desk, core, held: str, page: str, back: str
) -> None:
    for _ in range(2):
        answer = ana.act("/staff/held/release", conversation=held, next=page)
        assert answer.headers["location"] == back
    with core.db.reading() as session:
        assert session.get_one(Conversation, held).held_at is None
        notices = session.scalars(select(Message).where(Message.author == "system")).all()
        assert len(notices) == 2, "held, and given back"
        by = session.scalars(select(Audit.login).where(Audit.action == "gave a chat back")).all()
        assert by == ["ana"]


def test_releasing_needs_the_token_and_a_conversation(ana: Desk, core, held: str) -> None:
    assert ana.post("/staff/held/release", data={"conversation": held}).status_code == 403
    for form in ({"conversation": "c-nothing"}, {"conversation": "nul\x00byte"}, {}):
        assert ana.act("/staff/held/release", **form).status_code == 404
    with core.db.reading() as session:
        assert session.get_one(Conversation, held).held_by == "ben"


def test_strangers_see_nothing(stranger: Desk, held: str) -> None:
    answer = stranger.get("/staff/held")
    assert answer.status_code == 303
    assert "hello" not in answer.text
