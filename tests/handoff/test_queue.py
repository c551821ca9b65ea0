"""Leases: who may send a row, and who may say what became of it."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from nightdesk.base.clinic import load_clinic
from nightdesk.handoff import queue
from nightdesk.handoff.failure import DeliveryError
from nightdesk.handoff.queue import Delivery
from nightdesk.store.database import Database
from nightdesk.store.tables import Base, Outbox, Request
from tests.handoff.bench import NIGHT, ROOT, add_request
from tests.support.postgres import Cluster

CLINIC = load_clinic(ROOT / "clinic.yml")
LEASE_S = 30


def later(**duration: float) -> datetime:
    return NIGHT + timedelta(**duration)


def take(db: Database, owner: str, now: datetime = NIGHT, limit: int = 10) -> list[Delivery]:
    with db.writing() as session:
        leased = queue.lease(session, owner, now, limit, LEASE_S)
        session.commit()
    return leased


def delivered(db: Database, delivery: Delivery, now: datetime = NIGHT) -> bool:
    with db.writing() as session:
        result = queue.mark_delivered(session, delivery, now)
        session.commit()
    return result


def failed(db: Database, delivery: Delivery, error: DeliveryError, now: datetime = NIGHT) -> bool:
    with db.writing() as session:
        result = queue.mark_failed(session, delivery, now, error, lambda: 0.5)
        session.commit()
    return result


def only_row(db: Database) -> Outbox:
    with db.reading() as session:
        return session.scalars(select(Outbox)).one()


def test_a_row_is_leased_to_one_owner_until_the_lease_runs_out(db: Database) -> None:
    add_request(db, CLINIC, NIGHT)
    (first,) = take(db, "one")
    assert take(db, "two") == []
    assert take(db, "two", later(seconds=LEASE_S - 1)) == []
    (again,) = take(db, "two", later(seconds=LEASE_S))
    assert again.id == first.id


def test_a_late_owner_changes_nothing(db: Database) -> None:
    add_request(db, CLINIC, NIGHT)
    (late,) = take(db, "one")
    (current,) = take(db, "two", later(seconds=LEASE_S))
    assert not delivered(db, late)
    assert not failed(db, late, DeliveryError("http 500"))
    row = only_row(db)
    assert (row.delivered_at, row.attempts, row.lease_owner) == (None, 0, "two")
    assert delivered(db, current, later(seconds=31))
    assert not failed(db, current, DeliveryError("http 500"))
    assert only_row(db).delivered_at == later(seconds=31)


def test_nothing_is_due_before_its_time_nor_after_success_or_giving_up(db: Database) -> None:
    add_request(db, CLINIC, later(seconds=1))
    assert take(db, "one") == []
    (delivery,) = take(db, "one", later(seconds=1))
    assert failed(db, delivery, DeliveryError("http 410", final=True), later(seconds=1))
    assert take(db, "one", later(days=30)) == []
    add_request(db, CLINIC, NIGHT)
    (delivery,) = take(db, "one")
    assert delivered(db, delivery)
    assert take(db, "one", later(days=30)) == []


def test_a_failure_is_counted_named_and_tried_again(db: Database) -> None:
    add_request(db, CLINIC, NIGHT)
    (delivery,) = take(db, "one")
    assert failed(db, delivery, DeliveryError("smtp 451 at RCPT"))
    row = only_row(db)
    assert (row.attempts, row.last_error) == (1, "smtp 451 at RCPT")
    assert (row.lease_owner, row.lease_until) == (None, None)
    assert row.next_try_at == later(seconds=5)
    (second,) = take(db, "two", later(seconds=5))
    assert (second.id, second.attempts) == (delivery.id, 1)


def test_it_is_given_up_after_the_last_try(db: Database) -> None:
    add_request(db, CLINIC, NIGHT)
    with db.writing() as session:
        session.execute(update(Outbox).values(channel="webhook"))
        session.commit()
    now, tries = NIGHT, 0
    while only_row(db).dead_at is None:
        (delivery,) = take(db, "one", now)
        assert failed(db, delivery, DeliveryError("http 500"), now)
        now, tries = only_row(db).next_try_at, tries + 1
    assert tries == 10
    assert only_row(db).dead_at == later(hours=75, minutes=35, seconds=5)
    assert take(db, "one", later(days=300)) == []


def test_urgent_rows_go_first(db: Database) -> None:
    add_request(db, CLINIC, NIGHT)
    urgent = add_request(db, CLINIC, later(seconds=9), "request.urgent", "urgent")
    (first,) = take(db, "one", later(seconds=9), limit=1)
    assert (first.request_id, first.kind) == (urgent, "urgent")


def test_an_erased_request_is_not_told_of(db: Database) -> None:
    add_request(db, CLINIC, NIGHT)
    (delivery,) = take(db, "one")
    with db.writing() as session:
        session.execute(delete(Request))
        session.commit()
    assert not failed(db, delivery, DeliveryError("http 500"))
    assert take(db, "one", later(days=1)) == []


def test_an_idle_look_agrees_with_the_lease(db: Database) -> None:
    add_request(db, CLINIC, NIGHT)
    with db.reading() as session:
        assert queue.any_due(session, NIGHT)
        assert not queue.any_due(session, later(seconds=-1))
    take(db, "one")
    with db.reading() as session:
        assert not queue.any_due(session, NIGHT)


def test_relays_at_once_get_different_rows(db: Database) -> None:
    for _ in range(20):
        add_request(db, CLINIC, NIGHT)
    taken: list[str] = []
    start = threading.Barrier(4)

    def work(owner: str) -> None:
        start.wait()
        while leased := take(db, owner, limit=1):
            taken.append(leased[0].id)

    threads = [threading.Thread(target=work, args=(f"relay {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken))
    # PostgreSQL's relays may each pass over a row that another is just taking; none is lost.
    taken += [delivery.id for delivery in take(db, "last", limit=20)]
    assert len(set(taken)) == 20


@pytest.mark.postgres
def test_a_row_being_taken_is_passed_over_without_waiting(postgres: Cluster) -> None:
    db = Database(postgres.new_database())
    Base.metadata.create_all(db.engine)
    add_request(db, CLINIC, NIGHT)
    add_request(db, CLINIC, NIGHT)
    with db.writing() as one, db.writing() as two:
        (first,) = queue.lease(one, "one", NIGHT, 1, LEASE_S)
        (second,) = queue.lease(two, "two", NIGHT, 1, LEASE_S)
    db.close()
    assert first.id != second.id
