"""A unit of work happens whole or not at all, on both databases."""

import shutil
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError, StatementError

from nightdesk.store.database import Database, no_such_file, why_not_writable
from nightdesk.store.tables import Base, Conversation, LoginAttempt

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


def test_a_database_that_can_be_written_is_left_as_it_was(db: Database) -> None:
    assert why_not_writable(db) == ""
    with db.reading() as session:
        assert session.scalars(select(LoginAttempt)).all() == []


def read_only(tmp_path, name: str = "kept") -> Database:
    """The same file, opened so that SQLite refuses every write."""
    Base.metadata.create_all(Database(f"sqlite:///{tmp_path}/{name}.db").engine)
    return Database(f"sqlite:///file:{tmp_path}/{name}.db?mode=ro&uri=true")


def test_why_nothing_can_be_stored_is_told(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_not_writable(read_only(tmp_path)) == "cannot be written (SQLITE_READONLY)"
    assert "FileNotFoundError" in why_not_writable(Database(f"sqlite:///{tmp_path}/no/file.db"))
    full = Database(f"sqlite:///{tmp_path}/kept.db")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    assert why_not_writable(full) == "the disk is full"


@pytest.mark.postgres
def test_a_postgresql_that_only_reads_is_told(postgres) -> None:
    url = postgres.new_database()
    Base.metadata.create_all(Database(url).engine)
    options = "-c default_transaction_read_only=on".replace(" ", "%20").replace("=", "%3D")
    joined = "&" if "?" in url else "?"
    db = Database(f"{url}{joined}options={options}")
    assert why_not_writable(db) == "cannot be written (25006)"
    db.close()


def test_what_an_operator_has_to_mend_is_logged_by_its_name_alone(tmp_path, caplog) -> None:
    db = read_only(tmp_path)
    with db.writing() as session:
        session.add(conversation(1))
        with pytest.raises(OperationalError):
            session.flush()
    assert "SQLITE_READONLY" in caplog.text
    assert "INSERT" not in caplog.text
    caplog.clear()
    with db.reading() as session, pytest.raises(OperationalError):
        session.execute(text("SELECT secret"))
    assert caplog.text == ""


def test_opening_a_database_makes_none(tmp_path) -> None:
    db = Database(f"sqlite:///{tmp_path}/mistyped/x.db")
    assert "there is no such database" in no_such_file(db.engine)
    assert not (tmp_path / "mistyped").exists()
    assert no_such_file(Database("sqlite://").engine) == ""
