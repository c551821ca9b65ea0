"""The relay as a process of its own: `python -m nightdesk.handoff`."""

import logging
import os
import signal
import sys
from dataclasses import dataclass
from datetime import datetime
from types import FrameType

from pydantic import ValidationError
from sqlalchemy import DateTime, func, select

from nightdesk.base.clinic import Clinic, ClinicError, load_clinic
from nightdesk.base.clock import Clock, utc_now
from nightdesk.base.settings import Settings, explain
from nightdesk.handoff.failure import DeliveryError
from nightdesk.handoff.relay import LEASE_S, run_forever
from nightdesk.handoff.webhook import read_signers
from nightdesk.store.database import Database


class StartError(Exception):
    """The relay would not be able to deliver; the message says what to set."""


@dataclass(frozen=True)
class Parts:
    """The four things that a relay needs."""

    db: Database
    settings: Settings
    clinic: Clinic
    clock: Clock


class Stop:
    """Remembers that the process was asked to end."""

    def __init__(self) -> None:
        self._asked = False
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def __call__(self) -> bool:
        """Whether it was asked."""
        return self._asked

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self._asked = True


def main() -> int:
    """Deliver until SIGTERM or Ctrl-C. Returns the process's exit code; 2 if a setting is wrong."""
    logging.basicConfig(level=logging.INFO, format="relay: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses
    try:
        settings = Settings()
        clinic = load_clinic(settings.path("clinic.yml"))
        check(settings, clinic)
    except (StartError, ClinicError, ValidationError) as error:
        print(f"relay: {_explain(error)}", file=sys.stderr)
        return 2
    stop = Stop()
    db = Database(settings.database_url)
    print("relay: ready", flush=True)
    run_forever(Parts(db, settings, clinic, shared_clock(db)), lease_seconds(), stop)
    db.close()
    return 0


def check(settings: Settings, clinic: Clinic) -> None:
    """Raise StartError if in production a webhook has no good secret.

    In development it only fails, visibly, in the outbox.
    """
    if settings.environment != "production":
        return
    for hook in clinic.notify.all_webhooks:
        try:
            read_signers(hook)
        except DeliveryError as error:
            raise StartError(error.reason) from error


def shared_clock(db: Database) -> Clock:
    """The clock that all relays of a database share, because a lease compares their moments.

    Relays on SQLite run on one machine. On PostgreSQL they may run on several whose clocks differ,
    so the database's own clock is asked.
    """
    if db.engine.dialect.name == "sqlite":
        return utc_now

    moment = select(func.clock_timestamp(type_=DateTime(timezone=True)))

    def now() -> datetime:
        with db.reading() as session:
            found: datetime = session.scalars(moment).one()
        return found

    return now


def lease_seconds() -> float:
    """How long a delivery is reserved; tests make it short."""
    return float(os.environ.get("NIGHTDESK_RELAY_LEASE_S", LEASE_S))


def _explain(error: Exception) -> str:
    """The message without pydantic's echo of the values, which may be secrets."""
    return explain(error) if isinstance(error, ValidationError) else str(error)
