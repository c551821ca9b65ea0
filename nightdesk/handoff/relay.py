"""The relay: takes what is due from the outbox, sends it, and notes how it went."""

import logging
import random
import time
from collections.abc import Callable
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from nightdesk.base.clinic import Clinic
from nightdesk.base.clock import Clock
from nightdesk.base.ids import new_id
from nightdesk.base.settings import Settings
from nightdesk.handoff import queue
from nightdesk.handoff.deadline import deadline
from nightdesk.handoff.failure import DeliveryError, name_error
from nightdesk.handoff.mail import send_mail
from nightdesk.handoff.queue import Delivery
from nightdesk.handoff.webhook import send_webhook
from nightdesk.leads import escalation
from nightdesk.store.database import Database

LEASE_S = 30.0
"""After a crash the delivery under way is repeated when its lease has run out."""

IDLE_S = 0.5
TROUBLE_S = 5.0
"""How long to wait when nothing is due, and when the database does not answer."""

log = logging.getLogger("nightdesk.relay")

SENDERS = {"email": send_mail, "webhook": send_webhook}


class Core(Protocol):
    """What the relay needs of the application; nightdesk.app.Nightdesk has it."""

    @property
    def db(self) -> Database: ...  # noqa: D102
    @property
    def settings(self) -> Settings: ...  # noqa: D102
    @property
    def clinic(self) -> Clinic: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102


def never() -> bool:
    """A relay that nobody asks to stop."""
    return False


def run_once(
    core: Core,
    owner: str = "",
    lease_s: float = LEASE_S,
    stopping: Callable[[], bool] = never,
) -> int:
    """Try everything that is due now, one after the other, and return how many were tried.

    What an alert's list says is due is queued before each try, so that a slow receiver does not
    hold up who is told next.
    One row is leased at a time and sent within five sixths of its lease, so that no other relay
    sends it meanwhile. Raises SQLAlchemyError if the database fails; what was sent but could not
    be marked is then repeated under the same id.
    """
    owner = owner or new_id("relay_")
    tried = 0
    while not stopping() and (delivery := _take(core, owner, lease_s)):
        _handle(core, delivery, lease_s)
        tried += 1
    return tried


def run_forever(
    core: Core,
    lease_s: float = LEASE_S,
    stopping: Callable[[], bool] = never,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Deliver until `stopping` says so; the delivery under way is finished first."""
    owner = new_id("relay_")
    while not stopping():
        try:
            pause = 0.0 if run_once(core, owner, lease_s, stopping) else IDLE_S
        except SQLAlchemyError as error:
            log.error("the database does not answer: %s", type(error).__name__)
            pause = TROUBLE_S
        if pause and not stopping():
            sleep(pause)


def _take(core: Core, owner: str, lease_s: float) -> Delivery | None:
    _tell_due(core)
    with core.db.reading() as session:
        if not queue.any_due(session, core.clock()):
            return None
    with core.db.writing() as session:
        leased = queue.lease(session, owner, core.clock(), 1, lease_s)
        session.commit()
    return leased[0] if leased else None


def _tell_due(core: Core) -> None:
    with core.db.reading() as session:
        if not escalation.any_due(session, core.clock()):
            return
    with core.db.writing() as session:
        count = escalation.tell_due(session, core.clinic, core.clock())
        session.commit()
    log.info("%d alerts that nobody has acknowledged: next step queued", count)


def _handle(core: Core, delivery: Delivery, lease_s: float) -> None:
    error = _try(core, delivery, lease_s)
    with core.db.writing() as session:
        if error is None:
            is_ours = queue.mark_delivered(session, delivery, core.clock())
        else:
            is_ours = queue.mark_failed(session, delivery, core.clock(), error, random.random)
        session.commit()
    result = error.reason if error else "delivered"
    note = "" if is_ours else " (after its lease)"
    log.info("%s by %s: %s%s", delivery.id, delivery.channel, result, note)


def _try(core: Core, delivery: Delivery, lease_s: float) -> DeliveryError | None:
    try:
        with deadline(lease_s * 5 / 6):
            SENDERS[delivery.channel](delivery, core.settings, core.clinic, core.clock())
    except DeliveryError as error:
        return error
    except Exception as error:  # noqa: BLE001  whatever happened, the others must be delivered
        return DeliveryError(name_error(error))
    return None
