"""The loop: what is due gets sent, one at a time, whatever happens to the others."""

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from nightdesk.base.clock import utc_now
from nightdesk.handoff import mail, queue, relay
from nightdesk.handoff.deadline import deadline
from nightdesk.handoff.failure import DeliveryError
from nightdesk.handoff.service import shared_clock
from nightdesk.store.database import Database
from tests.handoff.bench import Bench, SetClock, make_bench
from tests.handoff.conftest import SECRET, SECRET_NAME
from tests.handoff.receiver import Got, Handler, Receiver, status
from tests.support.postgres import Cluster


@pytest.fixture
def either(
    db: Database, tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> Bench:
    """A webhook bench on SQLite and on PostgreSQL."""
    monkeypatch.setenv(SECRET_NAME, SECRET)
    return make_bench(db, tmp_path).with_webhook(receiver.url, SECRET_NAME)


def test_it_sends_everything_that_is_due_and_then_nothing(
    either: Bench, receiver: Receiver
) -> None:
    for _ in range(3):
        either.add()
    assert either.run() == 3
    assert either.run() == 0
    assert sorted(got.id for got in receiver.got) == sorted(row.id for row in either.rows())
    assert all(row.delivered_at and row.attempts == 1 for row in either.rows())


def test_two_relays_never_send_the_same_row_at_a_time(either: Bench, receiver: Receiver) -> None:
    now_sending: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = threading.Lock()
    both_are_sending = threading.Barrier(2)

    def answer(handler: Handler, got: Got) -> None:
        with lock:
            now_sending[got.id] += 1
            most[got.id] = max(most[got.id], now_sending[got.id])
        with contextlib.suppress(threading.BrokenBarrierError):  # the other has no more to do
            both_are_sending.wait(timeout=1)
        with lock:
            now_sending[got.id] -= 1
        handler.reply(204)

    receiver.answer = answer
    for _ in range(30):
        either.add()
    threads = [threading.Thread(target=either.run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    either.run()
    assert len(most) == 30
    assert set(most.values()) == {1}
    assert len(receiver.got) == 30


def test_a_relay_that_dies_between_sending_and_noting_it_causes_a_repeat_with_the_same_id(
    either: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_arguments: object) -> None:
        raise SystemExit

    either.add()
    with monkeypatch.context() as patch:
        patch.setattr(queue, "mark_delivered", die)
        with pytest.raises(SystemExit):
            either.run()
    assert either.run() == 0
    either.clock.move(seconds=relay.LEASE_S)
    assert either.run() == 1
    first, second = receiver.got
    assert first.id == second.id
    assert either.row().delivered_at is not None


def test_one_that_fails_in_an_unforeseen_way_does_not_stop_the_others(
    hooked: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_arguments: object) -> None:
        raise KeyError("Canary Quillfeather")

    hooked.add()
    with monkeypatch.context() as patch:
        patch.setitem(relay.SENDERS, "webhook", break_down)
        assert hooked.run() == 1
    assert hooked.row().last_error == "KeyError"
    hooked.add()
    assert hooked.run() == 1
    assert len(receiver.got) == 1


class Sleeps:
    """Stands in for time.sleep; asks the relay to stop after some pauses."""

    def __init__(self, until: int) -> None:
        self.pauses: list[float] = []
        self.until = until

    def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def over(self) -> bool:
        return len(self.pauses) >= self.until


def test_it_works_on_until_it_is_asked_to_stop(hooked: Bench, receiver: Receiver) -> None:
    hooked.add()
    sleeps = Sleeps(until=2)
    relay.run_forever(hooked, stopping=sleeps.over, sleep=sleeps)
    assert len(receiver.got) == 1
    assert sleeps.pauses == [relay.IDLE_S] * 2


def test_asked_to_stop_it_finishes_the_delivery_under_way_and_begins_no_other(
    hooked: Bench, receiver: Receiver
) -> None:
    asked = threading.Event()

    def answer(handler: Handler, _got: Got) -> None:
        asked.set()
        handler.reply(204)

    receiver.answer = answer
    hooked.add()
    hooked.add()
    relay.run_forever(hooked, stopping=asked.is_set)
    assert sorted(row.delivered_at is not None for row in hooked.rows()) == [False, True]
    assert [row.lease_owner for row in hooked.rows()] == [None, None]


def test_a_database_that_does_not_answer_is_waited_for(
    hooked: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, errors = queue.any_due, [OperationalError("locked", {}, Exception())]

    def sometimes(session: Session, now: datetime) -> bool:
        if errors:
            raise errors.pop()
        return real(session, now)

    monkeypatch.setattr(queue, "any_due", sometimes)
    hooked.add()
    sleeps = Sleeps(until=2)
    relay.run_forever(hooked, stopping=sleeps.over, sleep=sleeps)
    assert sleeps.pauses == [relay.TROUBLE_S, relay.IDLE_S]
    assert len(receiver.got) == 1


@pytest.fixture
def dripping() -> Iterator[int]:
    """A mail server that greets one byte at a time for ever; gives its port."""
    stop = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _address = server.accept()
        while not stop.wait(0.02):
            try:
                connection.sendall(b"2")
            except OSError:
                break
        connection.close()

    thread = threading.Thread(target=drip)
    thread.start()
    yield server.getsockname()[1]
    stop.set()
    thread.join()
    server.close()


def test_a_server_that_drips_cannot_outlast_the_lease(bench: Bench, dripping: int) -> None:
    bench = bench.with_settings(smtp_url=f"smtp://127.0.0.1:{dripping}")
    bench.add()
    assert relay.run_once(bench, lease_s=0.6) == 1
    assert bench.row().last_error == "timeout"


def test_a_deadline_that_was_met_is_forgotten() -> None:
    with deadline(60):
        pass
    with pytest.raises(DeliveryError, match="timeout"), deadline(0.01):
        threading.Event().wait(30)


def test_nothing_personal_is_logged(
    bench: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("DEBUG")

    def refuse(*_arguments: object) -> None:
        raise ValueError("550 canary.quillfeather@example.org said: my keloids")

    monkeypatch.setattr(mail, "write_mail", refuse)
    bench.add()
    bench.run()
    assert "ValueError" in caplog.text
    assert "canary" not in caplog.text.lower()
    assert "keloid" not in caplog.text
    assert "example.com" not in caplog.text


def test_mail_and_webhook_are_told_apart(
    bench: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A webhook that is down does not delay or repeat the mail of the same request."""
    monkeypatch.setenv(SECRET_NAME, SECRET)
    hook = bench.with_webhook(receiver.url, SECRET_NAME).clinic.notify.webhooks[0]
    notify = bench.clinic.notify.model_copy(update={"webhooks": (hook,)})
    clinic = bench.clinic.model_copy(update={"notify": notify})
    both = Bench(bench.db, bench.settings, clinic, SetClock(utc_now()))
    receiver.answer = status(503)
    both.add()
    assert both.run() == 2
    assert {row.channel: row.delivered_at is not None for row in both.rows()} == {
        "email": True,
        "webhook": False,
    }
    both.clock.move(seconds=7)
    assert both.run() == 1


@pytest.mark.postgres
def test_relays_on_machines_with_different_clocks_agree_on_the_time(postgres: Cluster) -> None:
    db = Database(postgres.new_database())
    real = utc_now()
    with time_machine.travel(real + timedelta(minutes=5)):
        ahead = shared_clock(db)()
        assert utc_now() >= real + timedelta(minutes=5)
    with time_machine.travel(real - timedelta(minutes=5)):
        behind = shared_clock(db)()
    db.close()
    assert real - timedelta(minutes=1) < ahead <= behind < real + timedelta(minutes=4)
