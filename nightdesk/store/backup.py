"""A copy of the database."""

from pathlib import Path

from sqlalchemy import Engine


def write_copy(engine: Engine, file: Path) -> None:
    """Write the SQLite database as it is now into `file`, for its owner alone to read.

    Raises ValueError for another database, FileNotFoundError when there is none, FileExistsError
    when `file` is there: an older copy is never overwritten.
    """
    if engine.dialect.name != "sqlite":
        raise ValueError("This is for SQLite; of PostgreSQL pg_dump makes a copy.")
    source = Path(engine.url.database or "")
    if not source.is_file():
        raise FileNotFoundError(f"{source}: there is no such database")
    if file.exists():
        raise FileExistsError(f"{file}: is there already; name another file")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)  # VACUUM INTO takes an empty file
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(file),))
    finally:
        raw.close()
