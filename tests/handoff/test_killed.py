"""A relay of its own that is killed in the middle of its work, again and again."""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from nightdesk.base.clinic import load_clinic
from nightdesk.base.clock import utc_now
from nightdesk.handoff.listing import describe
from nightdesk.store.database import Database
from tests.handoff.bench import ROOT, SetClock, add_request, make_bench
from tests.handoff.conftest import SECRET, SECRET_NAME
from tests.handoff.receiver import Got, Handler, Receiver

ENOUGH = 50
"""Rows that wait when a relay starts: more than it can send before it is killed."""


class Process:
    """`python -m nightdesk.handoff` in a folder of its own."""

    def __init__(self, home: Path, **environment: str) -> None:
        outside = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nightdesk.handoff"],
            cwd=home,
            env={**outside, "PYTHONPATH": str(ROOT), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "relay: ready\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def ask_to_stop(self) -> None:
        self.process.terminate()

    def finish(self) -> tuple[int, str]:
        """The exit code and what it logged."""
        _out, log = self.process.communicate(timeout=60)
        return self.process.returncode, log


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        running.answer = slowly
        yield running


def slowly(handler: Handler, _got: Got) -> None:
    threading.Event().wait(0.01)
    handler.reply(204)


@pytest.fixture
def home(tmp_path: Path, receiver: Receiver) -> Path:
    """An installation whose only destination is the receiver."""
    facts = yaml.safe_load((ROOT / "clinic.yml").read_text())
    hook = {"url": receiver.url, "secret_env": SECRET_NAME}
    facts["notify"] = {"emails": ["desk@example.com"], "webhooks": [hook]}
    (tmp_path / "clinic.yml").write_text(yaml.safe_dump(facts))
    return tmp_path


def fill(db: Database, home: Path, count: int) -> None:
    clinic = load_clinic(home / "clinic.yml")
    only_hooks = clinic.notify.model_copy(update={"emails": ()})
    clinic = clinic.model_copy(update={"notify": only_hooks})
    for _ in range(count):
        add_request(db, clinic, utc_now())


def start(home: Path, database_url: str, **environment: str) -> Process:
    usual = {
        SECRET_NAME: SECRET,
        "NIGHTDESK_RELAY_LEASE_S": "1",
        "NIGHTDESK_PUBLIC_URL": "https://chat.clinic.example",
        "NIGHTDESK_DATABASE_URL": database_url,
    }
    return Process(home, **{**usual, **environment})


def waiting(db: Database) -> int:
    with db.reading() as session:
        return sum(row["delivered_at"] is None for row in describe(session))


@pytest.fixture
def kills(database_url: str) -> int:
    return 50 if database_url.startswith("sqlite") else 15


@pytest.mark.timeout(1800)  # many starts; on a busy machine each takes seconds
def test_kills_lose_nothing_and_repeats_carry_the_same_id(
    db: Database,
    database_url: str,
    home: Path,
    receiver: Receiver,
    kills: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(20261123)
    for _ in range(kills):
        if waiting(db) < ENOUGH:
            fill(db, home, ENOUGH)
        goal = len(receiver.got) + chance.randint(1, 6)
        process = start(home, database_url)
        receiver.wait_for(goal)
        process.kill()
    monkeypatch.setenv(SECRET_NAME, SECRET)
    clinic = load_clinic(home / "clinic.yml")
    an_hour_later = SetClock(utc_now() + timedelta(hours=1))
    replace(make_bench(db, home), clinic=clinic, clock=an_hour_later).run()

    assert waiting(db) == 0
    bodies = defaultdict(set)
    for got in receiver.got:
        bodies[got.id].add(got.body)
    with db.reading() as session:
        assert {row["id"] for row in describe(session)} == set(bodies)
    assert all(len(same) == 1 for same in bodies.values())
    assert len(receiver.got) > len(bodies)  # some were repeated: the kills did hit deliveries


def test_asked_to_end_it_finishes_the_delivery_under_way(
    db: Database, database_url: str, home: Path, receiver: Receiver
) -> None:
    asked = threading.Event()

    def answer(handler: Handler, _got: Got) -> None:
        asked.wait(30)
        handler.reply(204)

    receiver.answer = answer
    fill(db, home, 2)
    process = start(home, database_url, NIGHTDESK_RELAY_LEASE_S="60")
    receiver.wait_for(1)
    process.wait_until_ready()
    process.ask_to_stop()
    asked.set()
    code, log = process.finish()
    assert (code, "Traceback" in log) == (0, False)
    with db.reading() as session:
        assert sorted(row["attempts"] for row in describe(session)) == [0, 1]


STRONG = "0123456789abcdefghijklmnopqrstuvwxyz"
PRODUCTION = {
    "NIGHTDESK_ENVIRONMENT": "production",
    "NIGHTDESK_SECRET": STRONG,
    "NIGHTDESK_ENGINE_SECRET": STRONG[::-1],
    "NIGHTDESK_MAIL_FROM": "nightdesk@clinic.example",
    "NIGHTDESK_PUBLIC_URL": "https://chat.clinic.example",
    "NIGHTDESK_SMTP_URL": "smtps://u:p@mail.clinic.example",
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({SECRET_NAME: ""}, f"relay: no secret: {SECRET_NAME} is not set\n"),
        ({SECRET_NAME: "c2hvcnQ="}, f"relay: bad secret: {SECRET_NAME} needs 24"),
        ({"NIGHTDESK_SMTP_URL": "mail.clinic.example"}, "relay: NIGHTDESK_SMTP_URL must start"),
        ({"NIGHTDESK_SECRET": "weak-canary"}, "NIGHTDESK_SECRET is missing or weak"),
    ],
)
def test_in_production_a_wrong_setting_is_said_at_the_start(
    home: Path, changed: dict[str, str], said: str
) -> None:
    process = start(home, "sqlite:///var/unused.db", **{**PRODUCTION, **changed})
    code, log = process.finish()
    assert code == 2
    assert said in log
    assert "canary" not in log
    assert "Traceback" not in log


def test_a_clinic_file_that_cannot_be_used_is_said_at_the_start(home: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", home / "clinic.yml")
    code, log = start(home, "sqlite:///var/unused.db").finish()
    assert code == 2
    assert "clinic.yml" in log
