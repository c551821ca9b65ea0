"""What operators see of the outbox, and sending something again."""

from datetime import timedelta

from nightdesk.handoff.listing import count_late, describe, send_again
from tests.handoff.bench import NIGHT, Bench
from tests.handoff.conftest import SECRET_NAME
from tests.handoff.receiver import Receiver, status


def again(bench: Bench, delivery_id: str) -> bool:
    with bench.db.writing() as session:
        result = send_again(session, delivery_id, bench.clock())
        session.commit()
    return result


def late(bench: Bench) -> int:
    with bench.db.reading() as session:
        return count_late(session, bench.clock())


def test_the_list_shows_what_happened_but_no_secret_path(hooked: Bench, receiver: Receiver) -> None:
    receiver.answer = status(500)
    request_id = hooked.add()
    hooked.run()
    with hooked.db.reading() as session:
        (shown,) = describe(session)
    assert shown == {
        "id": hooked.row().id,
        "event": "request.submitted",
        "request": request_id,
        "channel": "webhook",
        "address": "127.0.0.1",
        "attempts": 1,
        "next_try_at": hooked.row().next_try_at,
        "delivered_at": None,
        "dead_at": None,
        "cancelled_at": None,
        "last_error": "http 500",
    }


def test_the_list_shows_who_gets_mail(bench: Bench) -> None:
    bench.add()
    bench.run()
    with bench.db.reading() as session:
        (shown,) = describe(session)
    assert (shown["address"], shown["delivered_at"]) == ("desk@example.com", NIGHT)


def test_a_dead_one_can_be_sent_again_under_the_same_id(hooked: Bench, receiver: Receiver) -> None:
    receiver.answer = status(410)
    hooked.add()
    hooked.run()
    hooked.clock.move(days=4)
    assert again(hooked, hooked.row().id)
    receiver.answer = status(500)
    assert hooked.run() == 1
    row = hooked.row()
    assert (row.dead_at, row.attempts) == (None, 1)
    assert row.next_try_at < hooked.clock() + timedelta(seconds=7)
    receiver.answer = status(200)
    hooked.clock.move(seconds=7)
    assert hooked.run() == 1
    assert {got.id for got in receiver.got} == {row.id}
    assert not again(hooked, row.id)
    assert not again(hooked, "msg_unknown")


def test_sending_again_does_not_take_a_row_from_the_relay_that_has_it(hooked: Bench) -> None:
    hooked.add()
    with hooked.db.writing() as session:
        row = session.merge(hooked.row())
        row.lease_owner, row.lease_until = "relay", NIGHT + timedelta(seconds=30)
        session.commit()
    assert again(hooked, hooked.row().id)
    assert hooked.run() == 0


def test_late_ones_are_counted(hooked: Bench, receiver: Receiver) -> None:
    receiver.answer = status(500)
    hooked.add()
    hooked.run()
    assert late(hooked) == 0
    hooked.clock.move(minutes=5)
    assert late(hooked) == 1
    receiver.answer = status(410)
    hooked.run()
    assert late(hooked) == 1
    assert again(hooked, hooked.row().id)
    receiver.answer = status(200)
    hooked.run()
    assert late(hooked) == 0


def test_one_given_up_counts_as_late_at_once(hooked: Bench, receiver: Receiver) -> None:
    receiver.answer = status(410)
    hooked.with_webhook(receiver.url, SECRET_NAME).add()
    hooked.run()
    assert late(hooked) == 1
