"""Mail servers that take a message, refuse it, hang, or cannot be trusted."""

import socket
import ssl
import threading
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from nightdesk.handoff import smtp
from tests.handoff.bench import Bench
from tests.handoff.certificates import NAME, Certificates
from tests.support.postgres import free_port


class Inbox:
    """Accepts mail; `refusals` maps a command to the answer it gets instead."""

    def __init__(self) -> None:
        self.refusals: dict[str, str] = {}
        self.mails: list[tuple[str | None, list[str], bytes]] = []

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        envelope.mail_from = address
        return self.refusals.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.refusals.get("RCPT", "250 OK")

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if "DATA" in self.refusals:
            return self.refusals["DATA"]
        assert isinstance(envelope.content, bytes)
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def serve(inbox: Inbox, **options: Any) -> Controller:
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    return controller


@pytest.fixture
def plain(inbox: Inbox) -> Iterator[Controller]:
    controller = serve(inbox)
    yield controller
    controller.stop()


def at(bench: Bench, controller: Controller) -> Bench:
    return bench.with_settings(smtp_url=f"smtp://127.0.0.1:{controller.port}")


def error_of(bench: Bench) -> str | None:
    bench.add()
    assert bench.run() == 1
    row = bench.row()
    assert row.delivered_at is None
    assert row.dead_at is None
    return row.last_error


def test_a_mail_arrives_once(bench: Bench, inbox: Inbox, plain: Controller) -> None:
    bench = at(bench, plain)
    bench.add()
    assert bench.run() == 1
    assert bench.run() == 0
    ((sender, recipients, content),) = inbox.mails
    assert (sender, recipients) == ("nightdesk@clinic.example", ["desk@example.com"])
    message_id = message_from_bytes(content)["Message-ID"]
    assert message_id == f"<{bench.row().id}@chat.clinic.example>"
    assert bench.row().delivered_at == bench.clock()


@pytest.mark.parametrize(
    ("command", "answer", "reason"),
    [
        ("RCPT", "451 4.7.1 greylisted, canary@example.org", "smtp 451 at RCPT"),
        ("RCPT", "550 5.1.1 no such user canary@example.org", "smtp 550 at RCPT"),
        ("MAIL", "452 4.3.1 full", "smtp 452 at MAIL"),
        ("DATA", "554 5.7.1 spam", "smtp 554 at DATA"),
    ],
)
def test_a_refusal_is_named_without_its_text_and_tried_again(
    bench: Bench, inbox: Inbox, plain: Controller, command: str, answer: str, reason: str
) -> None:
    inbox.refusals[command] = answer
    bench = at(bench, plain)
    assert error_of(bench) == reason
    inbox.refusals.clear()
    bench.clock.move(seconds=6)
    assert bench.run() == 1
    assert len(inbox.mails) == 1
    assert bench.row().last_error is None


def test_a_server_that_hangs(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert error_of(bench.with_settings(smtp_url=f"smtp://127.0.0.1:{port}")) == "timeout"


def test_a_server_that_hangs_up(bench: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=lambda: server.accept()[0].close())
        thread.start()
        port = server.getsockname()[1]
        reason = error_of(bench.with_settings(smtp_url=f"smtp://127.0.0.1:{port}"))
        thread.join()
    assert reason == "connection closed"


def test_a_server_that_is_not_there(bench: Bench) -> None:
    reason = error_of(bench.with_settings(smtp_url=f"smtp://127.0.0.1:{free_port()}"))
    assert reason == "connection refused"


def test_fifty_requests_survive_an_hour_without_mail(bench: Bench, inbox: Inbox) -> None:
    port = free_port()
    bench = bench.with_settings(smtp_url=f"smtp://127.0.0.1:{port}")
    for _ in range(50):
        bench.add()
    for _minute in range(60):
        bench.run()
        bench.clock.move(minutes=1)
    assert not inbox.mails
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    for _minute in range(10):
        bench.clock.move(minutes=1)
        bench.run()
    controller.stop()
    ids = [message_from_bytes(content)["Message-ID"] for _, _, content in inbox.mails]
    assert len(set(ids)) == len(ids) == 50


def test_a_login(bench: Bench, inbox: Inbox) -> None:
    def check(
        _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        good = (data.login, data.password) == (b"desk@clinic", b"p:w/d@1")
        return AuthResult(success=good, handled=good)

    controller = serve(inbox, authenticator=check, auth_require_tls=False)
    host = f"127.0.0.1:{controller.port}"
    good = bench.with_settings(smtp_url=f"smtp://desk%40clinic:p%3Aw%2Fd%401@{host}")
    bad = bench.with_settings(smtp_url=f"smtp://desk:wrong@{host}")
    try:
        assert error_of(bad) == "smtp 535 at AUTH"
        bench.clock.move(seconds=6)
        assert good.run() == 1
    finally:
        controller.stop()
    assert len(inbox.mails) == 1


@pytest.fixture
def named(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The mail server has a name that is not loopback's."""
    certificates.resolve(monkeypatch)
    return certificates


def test_away_from_this_machine_mail_goes_encrypted(
    bench: Bench, inbox: Inbox, named: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = serve(inbox, tls_context=named.server(), require_starttls=True)
    bench = bench.with_settings(smtp_url=f"smtp://{NAME}:{controller.port}")
    try:
        assert error_of(bench) == "tls certificate not valid"
        named.believe(monkeypatch)
        bench.clock.move(seconds=6)
        assert bench.run() == 1
    finally:
        controller.stop()
    assert len(inbox.mails) == 1


def test_away_from_this_machine_nothing_is_sent_in_the_clear(
    bench: Bench, inbox: Inbox, named: Certificates, plain: Controller
) -> None:
    bench = bench.with_settings(smtp_url=f"smtp://u:p@{NAME}:{plain.port}")
    assert error_of(bench) == "smtp STARTTLS not offered"
    assert not inbox.mails


def test_smtps(
    bench: Bench, inbox: Inbox, named: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    named.believe(monkeypatch)
    context: ssl.SSLContext = named.server()
    controller = TlsController(inbox, context)
    controller.start()
    bench = bench.with_settings(smtp_url=f"smtps://{NAME}:{controller.port}")
    bench.add()
    bench.run()
    controller.stop()
    assert len(inbox.mails) == 1


class TlsController(Controller):
    """Speaks TLS from the first byte; its start-up probe is skipped, because it speaks plainly."""

    def __init__(self, inbox: Inbox, context: ssl.SSLContext) -> None:
        super().__init__(inbox, hostname="127.0.0.1", port=free_port(), ssl_context=context)

    def _trigger_server(self) -> None:
        socket.create_connection((self.hostname, self.port)).close()
