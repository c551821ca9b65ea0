"""Opening the database, and units of work that roll back unless told to commit."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, delete, event, insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from nightdesk.store.tables import LoginAttempt

BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for another one before SQLite says that it is locked."""

WRITES = "nightdesk_writes"

LEAST_FREE = 2_000_000
"""Bytes that must be free beside a SQLite file: a few messages less, and nothing can be stored."""

REFUSALS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_CORRUPT")
"""How SQLite names what an operator has to mend."""

_PROBE = "probe"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

log = logging.getLogger(__name__)


class Database:
    """One engine and its units of work. SQLite and PostgreSQL behave alike behind it."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._writer = self.engine.execution_options(**{WRITES: True})

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; nothing in it is ever committed."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A unit of work. Leave it without `session.commit()` and nothing has happened."""
        with Session(self._writer, expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_engine(url: str) -> Engine:
    """An engine for `url`; SQLite gets the settings that survive a power cut.

    WAL with synchronous=FULL loses no commit, and BEGIN IMMEDIATE takes the write lock at once, so
    that a transaction cannot fail half way for want of it (docs/decisions/0003-outbox.md). Errors
    name no values: these may be a visitor's words.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    timeout = {"timeout": BUSY_TIMEOUT_MS / 1000}
    engine = create_engine(url, connect_args=timeout, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _name_refusal)
    return engine


def file_of(engine: Engine) -> Path | None:
    """The file of a SQLite database; None where a path alone does not name one."""
    name = engine.url.database or ""
    if engine.dialect.name != "sqlite" or name in ("", ":memory:") or name.startswith("file:"):
        return None
    return Path(name)


def no_such_file(engine: Engine) -> str:
    """What is wrong with the file of a SQLite database that is not there; else empty."""
    file = file_of(engine)
    return f"{file}: there is no such database" if file and not file.is_file() else ""


def why_not_writable(db: Database) -> str:
    """Why nothing can be stored now, in a few words; empty when it can.

    A row is written and taken away in one transaction that is committed: what is rolled back is
    never written to the disk, so that it would tell nothing.
    """
    file = file_of(db.engine)
    try:
        if file and shutil.disk_usage(file.parent).free < LEAST_FREE:
            return "the disk is full"
        with db.writing() as session:
            probe = {"at": _LONG_AGO, "login": "", "address": _PROBE}
            session.execute(insert(LoginAttempt).values(**probe))
            session.execute(delete(LoginAttempt).where(LoginAttempt.address == _PROBE))
            session.commit()
    except (SQLAlchemyError, OSError) as error:
        return f"cannot be written ({_kind(error)})"
    return ""


def _kind(error: Exception) -> str:
    """The name of an error, without its text: that may hold what a visitor wrote."""
    cause = getattr(error, "orig", None)
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return str(name or type(error).__name__)


def _name_refusal(context: ExceptionContext) -> None:
    name = str(getattr(context.original_exception, "sqlite_errorname", ""))
    if name.startswith(REFUSALS):
        log.error("the database cannot be used: %s", name)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        connection.execute(f"PRAGMA {pragma} = {wanted}")
        found = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        if found not in (wanted, "memory"):
            raise RuntimeError(f"SQLite refused {pragma}={wanted} (it says {found})")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
