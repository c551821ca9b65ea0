"""Questions without an answer reach staff, who say when they are dealt with."""

import pytest

from nightdesk.store.tables import Message, Question
from tests.staff.conftest import Desk
from tests.staff.examples import MORNING, add_request
from tests.staff.test_pages import text_of

ASKED = "do you <b>validate</b> parking at the zoo?"


@pytest.fixture
def question(core) -> int:
    with core.db.writing() as session:
        request = add_request(session, "zoo", name="Zoe Example", said=[("visitor", ASKED)])
        message = session.query(Message).filter_by(conversation_id=request.conversation_id).one()
        asked = Question(message_id=message.id, at=MORNING)
        session.add(asked)
        session.commit()
        return asked.id


def test_a_question_is_shown_as_text_with_the_way_to_its_visitor(ana: Desk, question: int) -> None:
    assert "Questions 2" in text_of(ana.get("/staff"))
    page = ana.get("/staff/questions")
    assert ASKED in text_of(page)
    assert "<b>validate" not in page.text
    assert "this visitor’s request" in text_of(page)


def test_dealt_with_it_leaves_the_list(ana: Desk, question: int) -> None:
    answer = ana.act(f"/staff/questions/{question}/done")
    assert ASKED not in text_of(ana.get(answer.headers["Location"]))


def test_it_needs_the_token_and_a_question(ana: Desk, question: int) -> None:
    assert ana.post(f"/staff/questions/{question}/done", data={}).status_code == 403
    assert ana.act("/staff/questions/999999/done").status_code == 404
    assert ASKED in text_of(ana.get("/staff/questions"))


def test_strangers_see_nothing(stranger: Desk, question: int) -> None:
    answer = stranger.get("/staff/questions", follow_redirects=False)
    assert answer.status_code in (302, 303)
    assert "zoo" not in answer.text
