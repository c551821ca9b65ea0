"""A copy of the database."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from nightdesk.store.database import no_such_file


def write_copy(engine: Engine, file: Path) -> None:
    """Write the SQLite database as it is now into `file`, for its owner alone to read.

    Raises ValueError for another database, FileNotFoundError when there is none, FileExistsError
    when `file` is there: an older copy is never overwritten. Any other OSError says why no copy
    was written; then there is none, not even half of one.
    """
    if engine.dialect.name != "sqlite":
        raise ValueError("This is for SQLite; of PostgreSQL pg_dump makes a copy.")
    if problem := no_such_file(engine):
        raise FileNotFoundError(problem)
    if file.exists():
        raise FileExistsError(f"{file}: is there already; name another file")
    file.parent.mkdir(parents=True, exist_ok=True)
    # Under another name until it is whole: what has the name of a copy is one.
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)  # VACUUM INTO takes an empty file
        _vacuum_into(engine, part)
        part.replace(file)
    except sqlite3.Error as error:
        raise OSError(f"{file}: not written, {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _vacuum_into(engine: Engine, file: Path) -> None:
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(file),))
    finally:
        raw.close()
