"""What a notification e-mail says, and what it must not."""

import email
import email.policy
import mailbox
from email.message import EmailMessage

import pytest

from nightdesk.handoff.failure import DeliveryError
from nightdesk.handoff.mail import write_mail
from tests.handoff.bench import CANARY, NIGHT, Bench, a_delivery

EVENTS = [("request.submitted", "consultation"), ("request.submitted", "complaint"),
          ("request.changed", "consultation"), ("request.withdrawn", "consultation"),
          ("request.urgent", "urgent")]  # fmt: skip
HEALTH_WORDS = [
    "acne", "scar", "skin", "keloid", "pregnan", "accutane", "isotretinoin", "cheek", "needling",
    "peel", "botox", "filler", "laser", "complaint", "pain", "911",
]  # fmt: skip


def read_folder(bench: Bench) -> list[EmailMessage]:
    folder = mailbox.Maildir(bench.settings.home / "var" / "mail", create=False)
    return [
        email.message_from_bytes(folder.get_bytes(key), policy=email.policy.default)
        for key in folder.keys()  # noqa: SIM118  a Maildir yields messages otherwise
    ]


def write(bench: Bench, **values: object) -> EmailMessage:
    return write_mail(a_delivery(**values), bench.settings, bench.clinic, NIGHT)


@pytest.mark.parametrize(("event", "kind"), EVENTS)
def test_a_mail_from_a_real_row_holds_nothing_of_the_visitor(
    bench: Bench, event: str, kind: str
) -> None:
    request_id = bench.add(event, kind)
    assert bench.run() == 1
    (message,) = read_folder(bench)
    whole = message.as_string().lower()
    assert f"https://chat.clinic.example/staff/requests/{request_id}" in whole
    said = (message["Subject"] + message.get_content()).lower()
    for word in HEALTH_WORDS:
        assert word not in said
    for value in CANARY.values():
        assert str(value).lower() not in whole
        assert not isinstance(value, str) or value.split()[0].lower() not in whole.split()


def test_the_words_of_a_mail(bench: Bench) -> None:
    message = write(bench)
    assert message["Subject"] == "A new consultation request is waiting"
    assert "Tuesday, November 24, 10:00 AM PST" in message.get_content()
    assert write(bench, kind="privacy")["Subject"] == "A new request is waiting"
    assert write(bench, event="request.changed")["Subject"] == "A consultation request was changed"
    urgent = write(bench, event="request.urgent")
    assert urgent["Subject"].startswith("Urgent")
    assert "Promised" not in urgent.get_content(), "no time was named to somebody in danger"
    assert "Answer by: Tuesday, November 24, 10:00 AM PST" in urgent.get_content()
    again = write(bench, event="request.urgent", reminder=3)
    assert again["Subject"] == "Urgent, reminder 3: someone still needs a person now"
    assert "Press Acknowledge" in again.get_content()
    assert "as soon as possible" in write(bench, due_at=None).get_content()


def test_its_headers(bench: Bench) -> None:
    message = write(bench, id="msg_7")
    assert message["Message-ID"] == "<msg_7@chat.clinic.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Mon, 23 Nov 2026 06:41:00 +0000"
    assert message["From"] == "Nightdesk <nightdesk@clinic.example>"
    assert message["To"] == "desk@clinic.example"


@pytest.mark.parametrize(
    "address",
    [
        "desk@clinic.example\r\nBcc: thief@example.org",
        "desk@clinic.example\nSubject: x",
        "desk@clinic.example, thief@example.org",
        "Desk <desk@clinic.example>",
        "desk@clinic.example\x00",
        "no-at-sign",
        "",
    ],
)
def test_an_address_cannot_add_headers_or_recipients(bench: Bench, address: str) -> None:
    with pytest.raises(DeliveryError, match=r"^bad address$"):
        write(bench, address=address)


def test_a_repeat_carries_the_same_message_id(bench: Bench) -> None:
    bench.add()
    bench.run()
    with bench.db.writing() as session:
        row = session.merge(bench.row())
        row.delivered_at = None
        session.commit()
    bench.run()
    one, two = read_folder(bench)
    assert one["Message-ID"] == two["Message-ID"] == f"<{bench.row().id}@chat.clinic.example>"
