"""What a relay needs, with a clock that only the test moves."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import select

from nightdesk.base.clinic import Clinic, load_clinic
from nightdesk.base.clinic_parts import Notify, Webhook
from nightdesk.base.ids import new_id
from nightdesk.base.settings import Settings
from nightdesk.handoff.queue import Delivery
from nightdesk.handoff.relay import run_once
from nightdesk.leads.outbox import enqueue
from nightdesk.store.database import Database
from nightdesk.store.tables import Conversation, Outbox, Request

ROOT = Path(__file__).resolve().parents[2]
NIGHT = datetime(2026, 11, 23, 6, 41, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
"""Tuesday 10 AM in the example clinic's time zone."""

CANARY = {
    "name": "Canary Quillfeather",
    "phone": "+14155550142",
    "email": "canary.quillfeather@example.org",
    "words": "deep icepick scars and keloids since my pregnancy",
    "concerns": ["acne_scars"],
    "areas": ["cheeks"],
    "treatments": ["microneedling"],
    "flags": [{"name": "isotretinoin", "words": "on accutane"}],
}


class SetClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NIGHT) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **duration: float) -> None:
        self.at += timedelta(**duration)


@dataclass(frozen=True)
class Bench:
    """Stands in for nightdesk.app.Nightdesk."""

    db: Database
    settings: Settings
    clinic: Clinic
    clock: SetClock = field(default_factory=SetClock)

    def with_settings(self, **values: Any) -> Self:
        known = self.settings.model_dump(exclude_unset=True)
        return replace(self, settings=Settings(_env_file=None, **{**known, **values}))

    def with_webhook(self, url: str, secret_env: str) -> Self:
        hook = Webhook.model_construct(url=url, secret_env=secret_env)
        notify = Notify.model_construct(emails=(), webhooks=(hook,))
        return replace(self, clinic=self.clinic.model_copy(update={"notify": notify}))

    def add(self, event: str = "request.submitted", kind: str = "consultation") -> str:
        """Save a request full of personal details with its notices; returns the request's id."""
        return add_request(self.db, self.clinic, self.clock(), event, kind)

    def run(self) -> int:
        return run_once(self)

    def rows(self) -> list[Outbox]:
        with self.db.reading() as session:
            return list(session.scalars(select(Outbox).order_by(Outbox.created_at, Outbox.id)))

    def row(self) -> Outbox:
        (only,) = self.rows()
        return only


def make_bench(db: Database, home: Path) -> Bench:
    settings = Settings(
        _env_file=None,
        environment="development",
        home=home,
        public_url="https://chat.clinic.example",
        mail_from="Nightdesk <nightdesk@clinic.example>",
    )
    return Bench(db, settings, load_clinic(ROOT / "clinic.yml"))


def add_request(
    db: Database,
    clinic: Clinic,
    at: datetime,
    event: str = "request.submitted",
    kind: str = "consultation",
) -> str:
    request = Request(
        id=new_id("req_"), conversation_id=new_id("c_"), kind=kind, status="submitted",
        created_at=at, submitted_at=at, due_at=DUE, **CANARY,
    )  # fmt: skip
    conversation = Conversation(
        id=request.conversation_id, created_at=at, last_seen_at=at,
        expires_at=at + timedelta(days=3),
    )  # fmt: skip
    with db.writing() as session:
        session.add(conversation)
        session.flush()
        session.add(request)
        session.flush()
        enqueue(session, clinic, request, event, at)
        session.commit()
    return request.id


def a_delivery(**values: Any) -> Delivery:
    """A leased row that is in no database."""
    usual: dict[str, Any] = {
        "id": "msg_1", "event": "request.submitted", "channel": "email",
        "address": "desk@clinic.example", "created_at": NIGHT, "attempts": 0, "owner": "relay_1",
        "request_id": "req_1", "kind": "consultation", "due_at": DUE,
        "reminder": 0,
    }  # fmt: skip
    return Delivery(**{**usual, **values})
