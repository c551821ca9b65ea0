"""Webhooks: signed, thin, and sent nowhere but to where they should go."""

import json
import socket
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
import time_machine
from standardwebhooks import Webhook, WebhookVerificationError

from nightdesk.base.clinic_parts import Webhook as Hook
from nightdesk.handoff import webhook
from nightdesk.handoff.failure import DeliveryError
from nightdesk.handoff.webhook import read_signers
from tests.handoff.bench import CANARY, NIGHT, Bench, a_delivery
from tests.handoff.certificates import NAME, Certificates
from tests.handoff.conftest import SECRET, SECRET_NAME
from tests.handoff.receiver import Answer, Got, Receiver, hang_up, reset, status
from tests.support.postgres import free_port

NEW_SECRET = "whsec_c2Vjb25kLXRlc3Qtc2VjcmV0LTAwMDAwMDAwMDAwMg=="


def verify(got: Got, secret: str, at: datetime = NIGHT) -> Any:
    with time_machine.travel(at, tick=False):
        return Webhook(secret).verify(got.body, got.headers)


def test_the_receiver_can_verify_it(hooked: Bench, receiver: Receiver) -> None:
    request_id = hooked.add()
    assert hooked.run() == 1
    (got,) = receiver.got
    assert verify(got, SECRET) == {
        "type": "request.submitted",
        "timestamp": "2026-11-23T06:41:00Z",
        "data": {
            "request": request_id,
            "kind": "consultation",
            "url": f"https://chat.clinic.example/staff/requests/{request_id}",
        },
    }
    row = hooked.row()
    assert got.id == row.id
    assert row.delivered_at == NIGHT
    assert got.headers["content-type"] == "application/json"


def test_it_holds_nothing_of_the_visitor(hooked: Bench, receiver: Receiver) -> None:
    hooked.add("request.urgent", "urgent")
    hooked.run()
    whole = (receiver.got[0].body + json.dumps(receiver.got[0].headers)).lower()
    for value in CANARY.values():
        for word in json.dumps(value).strip('"').split():
            assert word.lower() not in whole.split()
    assert "canary" not in whole
    assert "keloid" not in whole


def test_a_changed_body_an_old_message_and_a_wrong_secret_are_noticed(
    hooked: Bench, receiver: Receiver
) -> None:
    hooked.add()
    hooked.run()
    (got,) = receiver.got
    changed = Got(got.path, got.headers, got.body.replace("consultation", "urgent"))
    for bad, secret, at in [
        (changed, SECRET, NIGHT),
        (got, NEW_SECRET, NIGHT),
        (got, SECRET, NIGHT + timedelta(minutes=5, seconds=2)),
    ]:
        with pytest.raises(WebhookVerificationError):
            verify(bad, secret, at)


def test_the_example_of_the_specification() -> None:
    """The known answer that the reference libraries share."""
    signer = Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    moment = datetime.fromtimestamp(1614265330, UTC)
    signature = webhook._signature(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', moment, [signer]
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_zone_of_the_clock_does_not_matter() -> None:
    signer = Webhook(SECRET)
    local = NIGHT.astimezone(timezone(timedelta(hours=-8)))
    one, two = (webhook._signature("msg_1", "{}", at, [signer]) for at in (NIGHT, local))
    assert one == two


def test_both_secrets_verify_while_one_is_replaced(
    hooked: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECRET_NAME, f"{NEW_SECRET} {SECRET}")
    hooked.add()
    hooked.run()
    assert verify(receiver.got[0], SECRET) == verify(receiver.got[0], NEW_SECRET)


@pytest.mark.parametrize("value", ["", "   ", "whsec_", "short", "whsec_c2hvcnQ=", "ü" * 40])
def test_a_secret_that_is_missing_or_weak(
    hooked: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(SECRET_NAME, value)
    hooked.add()
    hooked.run()
    assert not receiver.got
    error = hooked.row().last_error or ""
    assert "secret: TEST_WEBHOOK_SECRET" in error
    assert not value.strip() or value.strip() not in error.replace(SECRET_NAME, "")


def test_a_secret_needs_no_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    hook = Hook(url="https://hooks.clinic.example/a", secret_env=SECRET_NAME)
    monkeypatch.setenv(SECRET_NAME, SECRET.removeprefix("whsec_"))
    assert len(read_signers(hook)) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (status(500), "http 500"),
        (status(400), "http 400"),
        (status(301, Location="http://127.0.0.1:1/elsewhere"), "http 301"),
        (status(304), "http 304"),
        (reset, "connection closed"),
        (hang_up, "connection closed"),
    ],
)
def test_anything_but_2xx_is_tried_again_with_the_same_id_and_body(
    hooked: Bench, receiver: Receiver, answer: Answer, reason: str
) -> None:
    receiver.answer = answer
    hooked.add()
    hooked.run()
    row = hooked.row()
    assert (row.last_error, row.delivered_at, row.dead_at) == (reason, None, None)
    receiver.answer = status(200)
    hooked.clock.move(seconds=7)
    hooked.run()
    assert hooked.row().delivered_at == hooked.clock()
    first, second = receiver.got
    assert first.id == second.id
    assert first.body == second.body
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]


def test_gone_means_gone(hooked: Bench, receiver: Receiver) -> None:
    receiver.answer = status(410)
    hooked.add()
    hooked.run()
    assert (hooked.row().dead_at, hooked.row().last_error) == (NIGHT, "http 410")
    hooked.clock.move(days=1)
    assert hooked.run() == 0


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("value", ["120", format_datetime(NIGHT + timedelta(minutes=2))])
def test_retry_after_is_obeyed(hooked: Bench, receiver: Receiver, code: int, value: str) -> None:
    receiver.answer = status(code, Retry_After=value)
    hooked.add()
    hooked.run()
    assert hooked.row().next_try_at == NIGHT + timedelta(minutes=2)


@pytest.mark.parametrize("value", ["soon", "-5", "1e9", "²", format_datetime(NIGHT)])
def test_a_senseless_retry_after_is_ignored(hooked: Bench, receiver: Receiver, value: str) -> None:
    receiver.answer = lambda handler, _got: handler.reply(
        429, Retry_After=value.encode().decode("latin-1")
    )
    hooked.add()
    hooked.run()
    wait = hooked.row().next_try_at - NIGHT
    assert timedelta(seconds=4) <= wait <= timedelta(seconds=6)


def test_a_receiver_that_hangs(
    hooked: Bench, monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        bench = hooked.with_webhook(url, SECRET_NAME)
        bench.add()
        bench.run()
    assert bench.row().last_error == "timeout"


def test_a_receiver_that_is_not_there(hooked: Bench) -> None:
    bench = hooked.with_webhook(f"http://127.0.0.1:{free_port()}/", SECRET_NAME)
    bench.add()
    bench.run()
    assert bench.row().last_error == "connection refused"


def test_an_address_that_left_the_file_gets_nothing(hooked: Bench, receiver: Receiver) -> None:
    hooked.add()
    hooked.with_webhook("https://hooks.clinic.example/new", SECRET_NAME).run()
    assert not receiver.got
    assert hooked.row().last_error == "address is no longer in clinic.yml"


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.clinic.example/a",
        "https://127.0.0.1/a",
        "https://localhost/a",
        "https://[::1]/a",
        "https://[::ffff:127.0.0.1]/a",
        "https://169.254.169.254/latest/meta-data",
        "https://0x7f.1/",
        "https://user@10.0.0.1/",
        "file:///etc/passwd",
    ],
)
def test_in_production_only_public_https_is_reached(
    hooked: Bench, receiver: Receiver, url: str
) -> None:
    strong = "0123456789abcdefghijklmnopqrstuvwxyz"
    bench = hooked.with_settings(
        environment="production",
        secret=strong,
        engine_secret=strong[::-1],
        smtp_url="maildir:unused",
        mail_from="nightdesk@clinic.example",
    ).with_webhook(url, SECRET_NAME)
    bench.add()
    bench.run()
    assert (bench.row().last_error or "").startswith("address refused")


def test_the_address_that_was_checked_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name server that answers differently the second time (DNS rebinding) gains nothing."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    connected: list[str] = []

    def getaddrinfo(_host: str, port: int, **_options: Any) -> list[Any]:
        return [(0, 0, 0, "", (next(answers), port))]

    def post_to(ip: str, *_rest: Any) -> httpx.Response:
        connected.append(ip)
        return httpx.Response(204)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(webhook, "_post_to", post_to)
    webhook._post("https://hooks.clinic.example/a", "{}", {}, False)
    assert connected == ["93.184.216.34"]


def test_the_next_address_of_a_host_is_used_when_one_does_not_answer(
    hooked: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many hosts have an IPv6 address that the clinic's network cannot reach."""

    def both(*_arguments: Any) -> list[str]:
        return ["::1", "127.0.0.1"]  # the receiver listens on the second only

    monkeypatch.setattr(webhook, "checked_addresses", both)
    hooked.add()
    hooked.run()
    assert hooked.row().delivered_at is not None


def test_https_checks_the_name_although_it_connects_to_the_address(
    hooked: Bench, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates.resolve(monkeypatch)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with Receiver(certificates.server()) as receiver:
        bench = hooked.with_webhook(f"https://{NAME}:{receiver.port}/a?b=c", SECRET_NAME)
        bench.add()
        bench.run()
        assert bench.row().last_error == "tls certificate not valid"
        certificates.believe(monkeypatch)
        bench.clock.move(seconds=7)
        bench.run()
        (got,) = receiver.got
        assert (got.path, got.headers["host"]) == ("/a?b=c", f"{NAME}:{receiver.port}")
        other = hooked.with_webhook(f"https://127.0.0.1:{receiver.port}/", SECRET_NAME)
        with pytest.raises(DeliveryError, match="tls certificate not valid"):
            webhook.send_webhook(
                a_delivery(address=other.clinic.notify.webhooks[0].url),
                other.settings,
                other.clinic,
                NIGHT,
            )
