"""A copy of the database is whole, or there is none."""

import sqlite3
from pathlib import Path

import pytest

from nightdesk.store import backup
from nightdesk.store.backup import write_copy
from nightdesk.store.database import Database
from nightdesk.store.tables import Base


@pytest.fixture
def db(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path}/kept.db")
    Base.metadata.create_all(database.engine)
    return database


def test_half_a_copy_is_taken_away_and_does_not_stand_in_the_way(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copies" / "copy.db"

    def breaks_off(_: object, part: Path) -> None:
        part.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(backup, "_vacuum_into", breaks_off)
        for _ in range(2):
            with pytest.raises(OSError, match=r"copy\.db: not written, database or disk is full"):
                write_copy(db.engine, file)
            assert list(file.parent.iterdir()) == []
    write_copy(db.engine, file)
    assert list(file.parent.iterdir()) == [file]
    assert sqlite3.connect(file).execute("SELECT count(*) FROM request").fetchone() == (0,)


def test_what_a_killed_process_left_is_replaced(db: Database, tmp_path: Path) -> None:
    (tmp_path / "copy.db.part").write_bytes(b"half")
    write_copy(db.engine, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db.part").exists()
