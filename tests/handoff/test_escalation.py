"""Alerts are told along clinic.yml's list until a person acknowledges them."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from nightdesk.base.clinic_parts import Notify
from nightdesk.handoff.relay import run_once
from nightdesk.leads.alerts import raise_alert
from nightdesk.leads.escalation import tell_due
from nightdesk.leads.inbox import acknowledge_alerts
from nightdesk.leads.outbox import enqueue_step
from nightdesk.safety import RedFlag, default
from nightdesk.store.database import Database
from nightdesk.store.tables import Alert, Conversation, Message, Outbox, Request
from nightdesk.store.visitor_data import erase
from tests.handoff.bench import CANARY, Bench, make_bench
from tests.handoff.conftest import SECRET, SECRET_NAME
from tests.handoff.mail_server import MailServer
from tests.handoff.receiver import Receiver, status
from tests.handoff.test_mail import HEALTH_WORDS

WORDS = "Canary Quillfeather here, my face is swelling after the filler, +14155550142"
STEPS = [
    {"after_minutes": 0, "emails": ["desk@example.com"]},
    {"after_minutes": 5, "emails": ["nurse@example.com"]},
    {"after_minutes": 10, "emails": ["director@example.com"]},
]


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def desk(
    db: Database,
    tmp_path: Path,
    mail: MailServer,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> Bench:
    """A relay with a mail server and a webhook receiver, on SQLite and on PostgreSQL."""
    monkeypatch.setenv(SECRET_NAME, SECRET)
    bench = make_bench(db, tmp_path).with_settings(smtp_url=f"smtp://127.0.0.1:{mail.port}")
    hook = {"url": receiver.url, "secret_env": SECRET_NAME}
    return notifying(bench, webhooks=[hook], urgent={"steps": STEPS})


def notifying(bench: Bench, **values: Any) -> Bench:
    notify = Notify.model_validate({"emails": ["desk@example.com"], **values})
    return replace(bench, clinic=bench.clinic.model_copy(update={"notify": notify}))


SWELLING = RedFlag(tier="911", rule="airway", words="swelling")


def alarm(
    bench: Bench, conversation_id: str = "c_1", flag: RedFlag = SWELLING, text: str = WORDS
) -> str:
    """A visitor's message with a red flag, as the chat stores it; returns the request's id."""
    at = bench.clock()
    with bench.db.writing() as session:
        conversation = session.get(Conversation, conversation_id) or Conversation(
            id=conversation_id, created_at=at, last_seen_at=at, expires_at=at, talk={}, intake={}
        )
        session.add(conversation)
        session.flush()
        message = Message(
            conversation_id=conversation_id, at=at, author="visitor", kind="message", text=text
        )
        session.add(message)
        session.flush()
        request = raise_alert(session, bench.clinic, conversation, message, flag=flag, at=at)
        request.name, request.phone = CANARY["name"], CANARY["phone"]
        session.commit()
        return request.id


def acknowledge(bench: Bench, request_id: str, up_to: int | None = None) -> None:
    with bench.db.writing() as session:
        acknowledge_alerts(session, request_id, "ana", bench.clock(), up_to=up_to)
        session.commit()


def pass_minutes(bench: Bench, minutes: int) -> None:
    """Let the relay look once in every minute."""
    for _ in range(minutes):
        bench.clock.move(minutes=1)
        bench.run()


def the_alert(bench: Bench) -> Alert:
    with bench.db.reading() as session:
        return session.scalars(select(Alert)).one()


def test_the_steps_come_in_order_and_the_last_is_repeated(
    desk: Bench, mail: MailServer, receiver: Receiver
) -> None:
    alarm(desk)
    desk.run()
    assert (mail.told, len(receiver.got)) == (["desk"], 1)
    pass_minutes(desk, 4)
    assert mail.told == ["desk"]
    pass_minutes(desk, 1)
    assert mail.told == ["desk", "nurse"]
    pass_minutes(desk, 5)
    assert mail.told == ["desk", "nurse", "director"]
    pass_minutes(desk, 14)
    assert len(mail.told) == 3
    pass_minutes(desk, 16)
    assert mail.told == ["desk", "nurse", "director", "director", "director"]
    assert len(receiver.got) == 1
    assert [message["Subject"] for _, message in mail.got[:3]] == [
        "Urgent: someone needs a person now",
        "Urgent, reminder 1: someone still needs a person now",
        "Urgent, reminder 2: someone still needs a person now",
    ]


def test_without_a_list_the_usual_receivers_are_told_every_15_minutes(
    desk: Bench, mail: MailServer, receiver: Receiver
) -> None:
    hook = {"url": receiver.url, "secret_env": SECRET_NAME}
    plain = notifying(desk, webhooks=[hook])
    alarm(plain)
    plain.run()
    pass_minutes(plain, 31)
    assert mail.told == ["desk"] * 3
    assert [('"reminder": 2' in got.body, got.id) for got in receiver.got] == [
        (number == 2, row.id)
        for number, row in enumerate(row for row in plain.rows() if row.channel == "webhook")
    ]


def test_the_repeats_end_and_the_alert_stays(desk: Bench, mail: MailServer) -> None:
    brief = notifying(desk, urgent={"repeat_minutes": 30, "repeat_hours": 2})
    alarm(brief)
    brief.run()
    for _ in range(20):
        brief.clock.move(minutes=30)
        brief.run()
    assert mail.told == ["desk"] * 5
    alert = the_alert(brief)
    assert (alert.acknowledged_at, alert.next_step_at, alert.next_step) == (None, None, 5)


def test_what_was_missed_while_no_relay_ran_is_told_once(desk: Bench, mail: MailServer) -> None:
    alarm(desk)
    desk.clock.move(hours=3)
    desk.run()
    assert sorted(mail.told) == ["desk", "director", "nurse"]
    pass_minutes(desk, 15)
    assert len(mail.told) == 4


def test_receivers_that_were_down_get_the_alert_and_one_reminder(
    desk: Bench, mail: MailServer, receiver: Receiver
) -> None:
    mail.stop()
    receiver.answer = status(503)
    hook = {"url": receiver.url, "secret_env": SECRET_NAME}
    plain = notifying(desk, webhooks=[hook])
    alarm(plain)
    pass_minutes(plain, 50)
    assert mail.told == []
    mail.start()
    receiver.got.clear()
    receiver.answer = status(204)
    pass_minutes(plain, 9)
    assert mail.told == ["desk", "desk"]
    rows = plain.rows()
    assert {(row.channel, row.step) for row in rows if row.delivered_at} >= {
        ("email", 0),
        ("email", 3),
        ("webhook", 3),
    }
    assert all(row.cancelled_at for row in rows if row.step in (1, 2))
    pass_minutes(plain, 24 * 60)
    first = [row for row in plain.rows() if row.step == 0]
    assert len(first) == 2
    assert all(row.delivered_at for row in first), "the first news is never called off"


def test_an_acknowledged_alert_is_told_no_more(desk: Bench, mail: MailServer) -> None:
    request_id = alarm(desk)
    desk.run()
    mail.stop()
    pass_minutes(desk, 6)
    assert [row.step for row in desk.rows() if not row.delivered_at] == [1]
    acknowledge(desk, request_id)
    mail.start()
    pass_minutes(desk, 60)
    assert mail.told == ["desk"]
    (reminder,) = [row for row in desk.rows() if row.step == 1]
    assert reminder.cancelled_at is not None
    assert reminder.last_error == "connection refused"
    alert = the_alert(desk)
    assert (alert.acknowledged_by, alert.next_step_at) == ("ana", None)


def test_acknowledging_one_alert_does_not_silence_a_later_one(
    desk: Bench, mail: MailServer
) -> None:
    request_id = alarm(desk)
    with desk.db.reading() as session:
        first = session.scalars(select(Alert.id)).one()
    assert alarm(desk) == request_id
    desk.run()
    acknowledge(desk, request_id, up_to=first)
    pass_minutes(desk, 5)
    assert mail.told == ["desk", "desk", "nurse"]


def test_two_relays_queue_a_step_once(desk: Bench, mail: MailServer) -> None:
    for number in range(8):
        alarm(desk, f"c_{number}")
    desk.run()
    desk.clock.move(minutes=5)
    start = threading.Barrier(2)

    def relay() -> None:
        start.wait()
        run_once(desk)

    threads = [threading.Thread(target=relay) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.run()
    assert sorted(mail.told) == ["desk"] * 8 + ["nurse"] * 8
    assert len([row for row in desk.rows() if row.step == 1]) == 8


def test_a_relay_that_is_late_finds_the_step_taken(desk: Bench) -> None:
    alarm(desk)
    desk.clock.move(minutes=5)
    for expected in (1, 0):
        with desk.db.writing() as session:
            assert tell_due(session, desk.clinic, desk.clock()) == expected
            session.commit()


def test_the_database_refuses_a_step_that_was_queued_before(desk: Bench) -> None:
    alarm(desk)
    with desk.db.writing() as session:
        alert = session.scalars(select(Alert)).one()
        with pytest.raises(IntegrityError):
            enqueue_step(session, alert, 0, desk.clinic.urgent_steps[0], desk.clock())


def test_a_step_is_queued_whole_or_not_at_all(desk: Bench) -> None:
    alarm(desk)
    desk.clock.move(minutes=5)
    with desk.db.writing() as session:
        tell_due(session, desk.clinic, desk.clock())
    assert {row.step for row in desk.rows()} == {0}
    assert the_alert(desk).next_step == 1


def test_the_alert_of_an_erased_conversation_goes_on(desk: Bench, mail: MailServer) -> None:
    request_id = alarm(desk)
    with desk.db.writing() as session:
        assert erase(session, "c_1", desk.clock())
        session.commit()
    desk.run()
    pass_minutes(desk, 5)
    assert mail.told == ["desk", "nurse"]
    acknowledge(desk, request_id)
    pass_minutes(desk, 60)
    assert len(mail.told) == 2
    with desk.db.reading() as session:
        kept = session.get_one(Request, request_id)
    assert (kept.name, kept.phone, kept.words) == (None, None, "")


def test_no_notice_holds_anything_of_the_visitor(
    desk: Bench, mail: MailServer, receiver: Receiver
) -> None:
    hook = {"url": receiver.url, "secret_env": SECRET_NAME}
    plain = notifying(desk, webhooks=[hook])
    request_id = alarm(plain)
    pass_minutes(plain, 16)
    sent = [message.as_string() for _, message in mail.got] + [got.body for got in receiver.got]
    said = [message["Subject"] + message.get_content() for _, message in mail.got]
    assert len(sent) == 4
    for text in sent:
        assert f"/staff/requests/{request_id}" in text
        assert not [word for word in ("canary", "quill", "4155550142") if word in text.lower()]
    for text in said + [got.body for got in receiver.got]:
        without_link = text.lower().replace(request_id, "")
        assert not [word for word in (*HEALTH_WORDS, "swelling", "face") if word in without_link]


def test_a_receiver_that_left_the_list_does_not_stop_the_others(
    desk: Bench, mail: MailServer, receiver: Receiver
) -> None:
    alarm(desk)
    shorter = notifying(desk)
    with desk.db.writing() as session:
        session.execute(update(Alert).values(next_step=7))
        session.commit()
    shorter.clock.move(minutes=5)
    shorter.run()
    assert mail.told == ["desk", "desk"]
    assert receiver.got == []
    with desk.db.reading() as session:
        left = session.scalars(select(Outbox).where(Outbox.channel == "webhook")).one()
    assert left.last_error == "address is no longer in clinic.yml"


def test_what_each_rule_finds_reaches_everybody_though_they_were_down_at_first(
    desk: Bench, mail: MailServer, receiver: Receiver
) -> None:
    hook = {"url": receiver.url, "secret_env": SECRET_NAME}
    plain = notifying(desk, webhooks=[hook])
    mail.stop()
    receiver.answer = status(503)
    fired = {}
    for rule in default().rules:
        text = rule.must_fire[0]
        flag = default().check(text)
        assert flag is not None
        fired[alarm(plain, f"c_{rule.id}", flag, text)] = text
    pass_minutes(plain, 2)
    mail.start()
    receiver.answer = status(204)
    receiver.got.clear()
    pass_minutes(plain, 70)
    mails = [message.as_string() for _, message in mail.got]
    hooks = [got.body for got in receiver.got]
    for request_id, text in fired.items():
        assert any(request_id in message for message in mails), text
        assert any(request_id in message for message in hooks), text
        assert not any(text in message for message in (*mails, *hooks))
        acknowledge(plain, request_id)
    plain.run()
    before = (len(mail.got), len(receiver.got))
    pass_minutes(plain, 70)
    assert (len(mail.got), len(receiver.got)) == before
