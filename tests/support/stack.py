"""The whole product as an operator starts it, with real receivers for what it sends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import psutil
import yaml
from sqlalchemy import select

from nightdesk.leads.requests import describe
from nightdesk.store.database import Database
from nightdesk.store.tables import Request
from tests.support.postgres import free_port
from tests.support.receivers import Mailbox, WebhookReceiver

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ("domain", "domain.yml", "knowledge", "widget")
WEBHOOK_SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
START_WITHIN_S = 180


def make_home(folder: Path, webhook_url: str, origins: Sequence[str] = ()) -> Path:
    """An installation of its own: our files, and a clinic.yml that names the test's receivers."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHARED:
        (folder / name).symlink_to(ROOT / name)
    clinic = yaml.safe_load((ROOT / "clinic.yml").read_text())
    clinic["notify"]["webhooks"] = [{"url": webhook_url, "secret_env": "TEST_WEBHOOK_SECRET"}]
    clinic["website_origins"] += list(origins)
    (folder / "clinic.yml").write_text(yaml.safe_dump(clinic, allow_unicode=True))
    return folder


def runs(process: psutil.Process, part: str) -> bool:
    """Whether a process is alive and its command line holds `part`."""
    try:
        return part in " ".join(process.cmdline())
    except psutil.Error:  # it ended while we looked
        return False


def is_alive(process: psutil.Process) -> bool:
    """Whether a process still runs; one that only waits to be collected does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:  # it ended while we looked
        return False


@dataclass
class Stack:
    """`nightdesk up` on free ports, with a mail server and a webhook receiver."""

    home: Path
    database_url: str
    mailbox: Mailbox
    webhooks: WebhookReceiver
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.port, engine, actions = free_port(), free_port(), free_port()
        self.ports = {"web": self.port, "engine": engine, "actions": actions}
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("NIGHTDESK_")},
            "NIGHTDESK_HOME": str(self.home),
            "NIGHTDESK_DATABASE_URL": self.database_url,
            "NIGHTDESK_PORT": str(self.port),
            "NIGHTDESK_ENGINE_PORT": str(engine),
            "NIGHTDESK_ACTIONS_PORT": str(actions),
            "NIGHTDESK_SMTP_URL": f"smtp://127.0.0.1:{self.mailbox.port}",
            "NIGHTDESK_ENGINE_DEADLINE_S": "10",
            "TEST_WEBHOOK_SECRET": WEBHOOK_SECRET,
            **self.environment,
        }

    @property
    def url(self) -> str:
        """Where the web process answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Stack":
        """Start, and wait until the announcement has been printed."""
        with self.log.open("ab") as log:
            seen = log.tell()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nightdesk", "up"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_for(lambda: b"Nightdesk is running" in self.log.read_bytes()[seen:])
        return self

    def wait_for(self, condition, within_s: float = START_WITHIN_S) -> None:
        """Poll until `condition()`; fails with the log's end when it never comes true."""
        end = time.monotonic() + within_s
        while not condition():
            if time.monotonic() > end or (self.process and self.process.poll() is not None):
                raise AssertionError("not within the time; log:\n" + self.log.read_text()[-3000:])
            time.sleep(0.1)

    def command(self, *arguments: str, stdin: str = "") -> str:
        """Run the command line against this installation and return what it prints."""
        return subprocess.run(
            [sys.executable, "-m", "nightdesk", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def requests(self) -> list[dict[str, Any]]:
        """What `nightdesk requests --json` prints, read without starting a process for it."""
        db = Database(self.database_url)
        with db.reading() as session:
            rows = session.scalars(select(Request).order_by(Request.created_at.desc()))
            printed = json.dumps([describe(row) for row in rows], default=datetime.isoformat)
        db.close()
        return json.loads(printed)

    def find(self, part: str) -> psutil.Process | None:
        """The running process whose command line holds `part`."""
        assert self.process is not None
        children = psutil.Process(self.process.pid).children(recursive=True)
        return next((child for child in children if runs(child, part)), None)

    def kill(self, part: str) -> None:
        """kill -9 one of the processes; the supervisor starts it again."""
        if (process := self.find(part)) is not None:
            process.kill()

    def is_up(self) -> bool:
        """Whether the web process answers."""
        try:
            return httpx.get(f"{self.url}/healthz").status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> list[int]:
        """Ctrl-C; returns the processes that are left over (there should be none)."""
        if self.process is None:
            return []
        children = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=40)
        self.process = None
        return [child.pid for child in children if is_alive(child)]
