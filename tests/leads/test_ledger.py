"""The consent ledger, what it allows, and requests that belong together."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nightdesk.app import Nightdesk
from nightdesk.intake.state import IntakeState
from nightdesk.leads import ledger
from nightdesk.leads.alerts import raise_alert
from nightdesk.leads.doors import pass_on
from nightdesk.leads.listed import list_requests
from nightdesk.leads.requests import begun_change, save_draft, submit, withdraw
from nightdesk.leads.retention import retain
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import add_visitor_message, open_conversation
from nightdesk.store.tables import Alert, Conversation, Message, Outbox, Question, Request
from tests.conftest import build_core
from web.staff.present import reach

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def core(prepared_url: str) -> Any:
    core = build_core(prepared_url)
    yield core
    core.close()


def wish(channel: str, **more: Any) -> IntakeState:
    state = IntakeState(name="Ida Example", phone="+19255550142", channel=channel, **more)
    state.consents["contact"] = True
    state.consent_versions["contact"], state.consent_way = "contact-3", channel
    return state


def sent(core: Nightdesk, state: IntakeState, at: datetime = NOW) -> str:
    with core.db.writing() as session:
        conversation = open_conversation(session, at, timedelta(hours=1))
        request = submit(session, core.clinic, conversation, state, at)
        session.commit()
        return request.id


def forget(core: Nightdesk, now: datetime) -> None:
    """Erase what is not to be kept, but nothing for its age."""
    long_ago = NOW - timedelta(days=90)
    retain(
        core.db,
        now=now,
        conversations_before=long_ago,
        drafts_before=long_ago,
        requests_before=long_ago,
    )


@pytest.mark.parametrize(("channel", "texts"), [("call", False), ("text", True)])
def test_texts_need_a_consent_that_names_them(core: Nightdesk, channel: str, texts: bool) -> None:
    request_id = sent(core, wish(channel))
    with core.db.reading() as session:
        request = session.get_one(Request, request_id)
        assert ledger.allows(request, "call")
        assert ledger.allows(request, "text") is texts
        assert ("text" in [way["channel"] for way in reach(request)]) is texts
        wording = next(c.wording for c in request.consents if c.purpose == "contact")
        assert {"call": "by phone call", "text": "by text message"}[channel] in wording


def test_texts_refused_do_not_block_the_request(core: Nightdesk) -> None:
    request_id = sent(core, wish("call", channels_excluded=["text"]))
    with core.db.reading() as session:
        request = session.get_one(Request, request_id)
        latest = ledger.latest(request, "text")
        assert request.status == "submitted"
        assert latest is not None
        assert latest.granted is False


def test_what_is_taken_back_stays_in_the_ledger_and_staff_are_told(core: Nightdesk) -> None:
    request_id = sent(core, wish("text"))
    with core.db.writing() as session:
        request = session.get_one(Request, request_id)
        withdraw(session, core.clinic, request, NOW)
        session.commit()
        given = [c.granted for c in request.consents if c.purpose == "contact"]
        assert given == [True, False]
        assert request.status == "closed"
        assert not ledger.allows(request, "call")
        assert reach(request) == []
        events = {row.event for row in session.query(Outbox).filter_by(request_id=request_id)}
        assert events == {"request.submitted", "request.withdrawn"}


def test_a_change_is_told_as_one(core: Nightdesk) -> None:
    state = wish("call")
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        request = submit(session, core.clinic, conversation, state, NOW)
        state.submitted, state.phone = request.id, "+19255550143"
        assert begun_change(request, state.to_dict()) == {"phone": "+19255550143"}
        submit(session, core.clinic, conversation, state, NOW + timedelta(minutes=9))
        assert begun_change(request, state.to_dict()) == {}
        session.flush()
        rows = session.query(Outbox).order_by(Outbox.created_at).all()
        assert [row.event for row in rows] == ["request.submitted", "request.changed"]
        (listed,) = list_requests(session, NOW)
        assert listed.changed_at == NOW + timedelta(minutes=9)


def test_more_words_on_a_task_that_somebody_has_begun_with_are_a_change(core: Nightdesk) -> None:
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        for words in ("move my visit", "to friday"):
            request = pass_on(
                session, core.clinic, conversation, words, kind="existing_client", at=NOW
            )
            request.status = "claimed"
        session.flush()
        events = sorted(row.event for row in session.query(Outbox))
        assert events == ["request.changed", "request.submitted"]


def test_a_second_request_of_the_same_number_adds_to_the_first(core: Nightdesk) -> None:
    first = sent(core, wish("call"))
    second = sent(core, wish("call"), NOW + timedelta(hours=2))
    other = IntakeState(name="Bo", phone="+14155550100", channel="call", consents={"contact": True})
    third = sent(core, other, NOW)
    with core.db.reading() as session:
        assert session.get_one(Request, first).added_to is None
        assert session.get_one(Request, second).added_to == first
        assert session.get_one(Request, third).added_to is None


def test_a_draft_is_shown_after_a_while_and_without_consent_nobody_is_to_be_reached(
    core: Nightdesk,
) -> None:
    state = IntakeState(name="Ida Example", phone="+19255550142")
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        save_draft(session, core.clinic, conversation, state, NOW)
        session.commit()
    with core.db.reading() as session:
        assert list_requests(session, NOW + timedelta(minutes=10)) == []
        (listed,) = list_requests(session, NOW + timedelta(minutes=40))
        assert listed.group == "draft"
        assert reach(listed.request) == []


def test_a_talk_that_was_not_to_be_kept_is_erased_when_its_session_has_ended(
    core: Nightdesk,
) -> None:
    state = wish("call")
    state.consents["chat"] = False
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        add_visitor_message(session, conversation, client_id="a", text="hello", at=NOW)
        conversation.intake = state.to_dict()
        submit(session, core.clinic, conversation, state, NOW)
        session.commit()
        kept = conversation.id
    for later, left in ((NOW, 1), (NOW + timedelta(hours=2), 0)):
        forget(core, later)
        with core.db.reading() as session:
            assert session.query(Message).filter_by(conversation_id=kept).count() == left
            assert session.get_one(Conversation, kept).intake.get("phone") == (
                "+19255550142" if left else None
            )
            assert session.query(Request).count() == 1


def test_a_question_that_nobody_has_answered_keeps_its_talk(core: Nightdesk) -> None:
    state = wish("call")
    state.consents["chat"] = False
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        text = "do you take carecredit?"
        message, _ = add_visitor_message(session, conversation, client_id="q1", text=text, at=NOW)
        conversation.intake = state.to_dict()
        session.add(Question(message_id=message.id, at=NOW))
        session.commit()
    for answered, left in ((False, 1), (True, 0)):
        with core.db.writing() as session:
            if answered:
                session.query(Question).one().answered_at = NOW
            session.commit()
        forget(core, NOW + timedelta(hours=2))
        with core.db.reading() as session:
            assert session.query(Message).count() == left


def test_with_a_talk_that_is_not_to_be_kept_its_unsent_request_goes(core: Nightdesk) -> None:
    state = wish("call", words=["acne scars"])
    state.consents = {"contact": None, "chat": False}
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        add_visitor_message(session, conversation, client_id="m1", text="acne scars", at=NOW)
        save_draft(session, core.clinic, conversation, state, NOW)
        conversation.intake = state.to_dict()
        session.commit()
        kept = conversation.id
    forget(core, NOW + timedelta(hours=2))
    with core.db.reading() as session:
        assert session.query(Request).count() == 0
        assert session.get_one(Conversation, kept).intake == {"consents": state.consents}


def test_an_old_draft_is_erased_from_its_talk_too(core: Nightdesk) -> None:
    state = wish("call", words=["acne scars"])
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        save_draft(session, core.clinic, conversation, state, NOW)
        conversation.intake = state.to_dict()
        session.commit()
        kept = conversation.id
    later = NOW + timedelta(days=31)
    long_ago = NOW - timedelta(days=90)
    retain(
        core.db,
        now=later,
        conversations_before=long_ago,
        drafts_before=later - timedelta(days=30),
        requests_before=long_ago,
    )
    with core.db.reading() as session:
        assert session.query(Request).count() == 0
        assert "phone" not in session.get_one(Conversation, kept).intake


def test_a_box_left_empty_is_a_no_with_its_wording_and_news_go_by_e_mail_only(
    core: Nightdesk,
) -> None:
    state = wish("text", email="ida@example.org")
    state.consents |= {"marketing": True, "chat": False}
    state.consent_versions |= {"marketing": "marketing-1", "chat": "chat-1"}
    request_id = sent(core, state)
    with core.db.reading() as session:
        kept = {c.purpose: c for c in session.get_one(Request, request_id).consents}
        marketing, chat = kept["marketing"], kept["chat"]
        assert (marketing.granted, marketing.channel) == (True, "email")
        assert "e-mail me news" in marketing.wording
        assert (chat.granted, chat.version, chat.channel) == (False, "chat-1", None)
        assert chat.wording.startswith("Keep this whole chat")


def test_news_are_no_consent_to_texts(core: Nightdesk) -> None:
    state = wish("call", email="ida@example.org")
    state.consents["marketing"] = True
    request_id = sent(core, state)
    with core.db.reading() as session:
        assert not ledger.allows(session.get_one(Request, request_id), "text")


def test_who_takes_a_request_back_gets_no_news_either(core: Nightdesk) -> None:
    state = wish("call", email="ida@example.org")
    state.consents["marketing"] = True
    request_id = sent(core, state)
    with core.db.writing() as session:
        request = session.get_one(Request, request_id)
        withdraw(session, core.clinic, request, NOW)
        session.commit()
        given = [c.granted for c in request.consents if c.purpose == "marketing"]
        assert given == [True, False]


def test_a_talk_with_an_alert_is_kept_until_somebody_acknowledged_it(core: Nightdesk) -> None:
    with core.db.writing() as session:
        conversation = open_conversation(session, NOW, timedelta(hours=1))
        message, _ = add_visitor_message(
            session, conversation, client_id="a", text="my chest hurts", at=NOW
        )
        conversation.intake = IntakeState(consents={"chat": False}).to_dict()
        flag = RedFlag("911", "chest-pain", "my chest hurts")
        raise_alert(session, core.clinic, conversation, message, flag=flag, at=NOW)
        session.commit()
    for acknowledged, left in ((False, 1), (True, 0)):
        with core.db.writing() as session:
            if acknowledged:
                session.query(Alert).one().acknowledged_at = NOW
            session.commit()
        forget(core, NOW + timedelta(hours=2))
        with core.db.reading() as session:
            assert session.query(Message).count() == left
