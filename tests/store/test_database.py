"""A unit of work happens whole or not at all, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from nightdesk.store.database import Database
from nightdesk.store.tables import Base, Conversation

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def db(database_url: str) -> Database:
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    return database


def conversation(number: int, at: datetime = NOON) -> Conversation:
    return Conversation(id=f"c{number}", created_at=at, last_seen_at=at, expires_at=at)


def test_nothing_happens_without_commit(db: Database) -> None:
    with db.writing() as session:
        session.add(conversation(1))
        session.flush()
    with db.reading() as session:
        assert session.scalars(select(Conversation)).all() == []


def test_commit_keeps_it_and_moments_come_back_aware(db: Database) -> None:
    pacific = timezone(timedelta(hours=-8))
    with db.writing() as session:
        session.add(conversation(1, NOON.astimezone(pacific)))
        session.commit()
    with db.reading() as session:
        assert session.get_one(Conversation, "c1").created_at == NOON


def test_naive_moment_is_refused(db: Database) -> None:
    with db.writing() as session:
        session.add(conversation(1, datetime(2026, 1, 1)))
        with pytest.raises(StatementError, match="time zone"):
            session.flush()


def test_sqlite_survives_a_power_cut(tmp_path) -> None:
    db = Database(f"sqlite:///{tmp_path}/durable.db")
    with db.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
