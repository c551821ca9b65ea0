"""An evening's worth of requests, as a front desk finds them in the morning. All made up."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightdesk.store.tables import Alert, Consent, Conversation, Message, Question, Request

MORNING = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
"""Tuesday 10:05 AM in San Ramon."""
PASSWORD = "velvet otter lantern 42"
CONTACT = "The clinic may use what I wrote here to contact me about this request."
MARKETING = "The clinic may send me news and offers."


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def add_request(session: Session, number: str, **values: Any) -> Request:
    """A request with a conversation of its own, submitted unless `values` say otherwise."""
    at = values.pop("at", MORNING - minutes(60))
    said = values.pop("said", [])
    conversation = Conversation(
        id=f"c-{number}", created_at=at, last_seen_at=at, expires_at=at + timedelta(days=3)
    )
    session.add(conversation)
    for step, (author, text) in enumerate(said):
        message = Message(
            conversation_id=conversation.id,
            at=at + minutes(step * 0.6),
            author=author,
            kind="message" if author == "visitor" else "ask",
            text=text,
        )
        session.add(message)
        session.flush()
    draft = values.get("status") == "draft"
    standard = {
        "kind": "consultation",
        "status": "submitted",
        "created_at": at,
        "submitted_at": None if draft else at + minutes(4),
    }
    request = Request(id=f"req_{number}", conversation_id=conversation.id, **{**standard, **values})
    session.add(request)
    session.flush()
    return request


def add_alert(session: Session, request: Request, tier: str, at: datetime, words: str) -> Alert:
    """A red flag in a message of its own."""
    message = Message(
        conversation_id=request.conversation_id, at=at, author="visitor", kind="message", text=words
    )
    session.add(message)
    session.flush()
    alert = Alert(request_id=request.id, message_id=message.id, tier=tier, rule=tier, at=at)
    session.add(alert)
    session.flush()
    return alert


def consents(at: datetime, *, marketing: bool) -> list[Consent]:
    return [
        Consent(purpose="contact", granted=True, version="contact-1", wording=CONTACT, at=at),
        Consent(purpose="text", granted=True, version="contact-1", wording=CONTACT, at=at),
        Consent(purpose="marketing", granted=marketing, version="news-1", wording=MARKETING, at=at),
    ]


def fill(session: Session) -> None:
    """Urgent, late, waiting, claimed, contacted, unfinished and closed ones."""
    _urgent(session)
    _waiting(session)
    _others(session)
    session.flush()
    asked = session.scalars(select(Message).where(Message.author == "visitor")).first()
    if asked is not None:
        session.add(Question(message_id=asked.id, at=asked.at))
    session.commit()


def _urgent(session: Session) -> None:
    first = add_request(
        session,
        "rosa",
        kind="urgent",
        at=MORNING - minutes(9),
        name="Rosalind Achterberg",
        phone="+19255550118",
        channel="call",
        due_at=MORNING + minutes(6),
        words="had filler this morning, now a patch by my nose is white and it hurts a lot",
        said=[
            ("assistant", "Hello. I'm Nightdesk, an automated assistant for the clinic."),
            ("visitor", "hi, Rosalind here, 925 555 0118. I had filler this morning"),
            ("assistant", "Thank you, Rosalind. What would you like to ask?"),
        ],
    )
    add_alert(
        session,
        first,
        "urgent_line",
        MORNING - minutes(8),
        "had filler this morning, now a patch by my nose is white and it hurts a lot",
    )
    add_alert(
        session, first, "911", MORNING - minutes(4), "now my sight on the left is getting blurry"
    )
    second = add_request(
        session,
        "dmitri",
        kind="urgent",
        at=MORNING - minutes(31),
        due_at=MORNING - minutes(16),
        words="fever since last night, the treated cheek is hot with red streaks",
    )
    add_alert(
        session,
        second,
        "er_today",
        MORNING - minutes(31),
        "fever since last night, the treated cheek is hot with red streaks",
    )


def _waiting(session: Session) -> None:
    talk = [
        (
            "assistant",
            "Hello. I'm Nightdesk, an automated assistant for the clinic. "
            "I'm not a clinician. You can ask for a person at any time.",
        ),
        (
            "visitor",
            "I've had pitted marks on both cheeks since college and I'm tired of concealer",
        ),
        ("assistant", "Acne scars on the cheeks: I noted that for the team."),
        ("visitor", "i took accutane until august, does that matter?"),
        (
            "assistant",
            "The provider decides that with you. I noted it, so that they know before they call.",
        ),
        ("visitor", "ok. Imogen Vasquez-Thorne, 510-555-0143, imogen@example.com"),
        ("assistant", "Thank you, Imogen. When can someone reach you?"),
        ("visitor", "text is best, weekdays after 4 pm, never during school pickup (2:30-3:15)"),
        ("assistant", "Your request is saved. A person will text you by Tuesday 11:30 AM."),
    ]
    request = add_request(
        session,
        "imogen",
        at=MORNING - minutes(680),
        name="Imogen Vasquez-Thorne",
        phone="+15105550143",
        email="imogen@example.com",
        channel="text",
        due_at=MORNING + minutes(85),
        times={
            "words": "weekdays after 4 pm, never during school pickup (2:30-3:15)",
            "normalised": [{"days": ["mon", "fri"], "from": "16:00"}],
        },
        concerns=["acne_scars", "uneven_tone"],
        areas=["cheeks"],
        treatments=["microneedling", "laser"],
        flags=[{"name": "isotretinoin", "words": "i took accutane until august"}],
        words="I've had pitted marks on both cheeks since college and I'm tired of concealer",
        said=talk,
    )
    request.consents.extend(consents(MORNING - minutes(676), marketing=False))
    add_request(
        session,
        "late",
        at=MORNING - minutes(900),
        name="Bartholomew Oyelaran",
        phone="+14155550167",
        channel="call",
        due_at=MORNING - minutes(20),
        times={"words": "before noon", "normalised": []},
        concerns=["melasma"],
        areas=["upper_lip", "forehead"],
        words="brown shadow above my lip that came with my second baby and never left",
    )
    add_request(
        session,
        "claimed",
        at=MORNING - minutes(500),
        status="claimed",
        claimed_by="ana",
        claimed_at=MORNING - minutes(12),
        name="Lucía Fernández",
        email="lucia.f@example.org",
        channel="email",
        due_at=MORNING + minutes(190),
        concerns=["fine_lines", "dark_circles"],
        areas=["under_eyes"],
        words="Quiero algo suave para las ojeras, me caso en junio",
    )
    add_request(
        session,
        "complaint",
        kind="complaint",
        at=MORNING - minutes(410),
        name="Gwendolyn Park",
        phone="+19255550171",
        channel="call",
        due_at=MORNING + minutes(300),
        words="I waited forty minutes on Saturday and nobody said a word about it",
    )


def _others(session: Session) -> None:
    add_request(
        session,
        "contacted",
        at=MORNING - minutes(1500),
        status="contacted",
        contacted_at=MORNING - minutes(40),
        due_at=MORNING - minutes(30),
        name="Theo Marchetti",
        phone="+14085550129",
        channel="call",
        concerns=["large_pores"],
        areas=["nose"],
        words="my pores look like an orange peel in every photo",
    )
    add_request(
        session,
        "draft",
        at=MORNING - minutes(95),
        status="draft",
        phone="+16505550190",
        concerns=["stretch_marks"],
        areas=["hips"],
        words="stretch marks after the twins",
    )
    add_request(
        session,
        "closed",
        at=MORNING - minutes(4000),
        status="closed",
        contacted_at=MORNING - minutes(3000),
        name="Noor Haddad",
        email="noor@example.com",
        channel="email",
        words="is the first talk free of charge",
    )
