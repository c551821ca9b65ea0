"""The tables of the product, one class each."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from nightdesk.store.types import UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The common base: fixed constraint names (migrations need them) and our column types."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: Text,
    }


class Conversation(Base):
    """One visitor's talk on one device. Its id is the session id of the chat API."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    talk: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the talk is about: the treatment in focus, how often we did not understand."""
    intake: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The intake's state (nightdesk.intake.state); survives restarts of everything."""
    held_at: Mapped[datetime | None]
    """While staff hold the conversation the assistant is silent, but for danger."""
    held_by: Mapped[str | None]


class Message(Base):
    """One message of a conversation; a visitor's message carries the turn it caused."""

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("conversation_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    author: Mapped[str] = mapped_column(String(12))
    """visitor | assistant | staff | system"""
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """choices (with what each means), boxes, answer, captured, urgent, form, request; for a
    visitor's message: choice, ticked"""
    client_id: Mapped[str | None] = mapped_column(String(64))
    """The visitor's own id of the message: the same one again is the same message."""
    reply_to: Mapped[int | None] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), index=True
    )
    turn: Mapped[str | None] = mapped_column(String(8))
    """pending until the replies are stored, then done (visitors' messages only)"""
    outcome: Mapped[list[Any] | None]
    """The replies that the core decided, written with their effects: a repeat changes nothing."""


class Request(Base):
    """What staff have to act on: a consultation wish, an alert, or another door."""

    __tablename__ = "request"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="SET NULL"), index=True
    )
    """Empty once the visitor has had the conversation erased (only alerts outlive it)."""
    kind: Mapped[str] = mapped_column(String(20))
    """consultation | existing_client | complaint | privacy | urgent | other"""
    added_to: Mapped[str | None] = mapped_column(String(40), index=True)
    """The open request of the same phone number or address that this one adds to."""
    status: Mapped[str] = mapped_column(String(12), index=True)
    """draft → submitted → claimed → contacted → closed"""
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """The promise made to the visitor."""
    name: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(String(20))
    """E.164"""
    email: Mapped[str | None]
    channel: Mapped[str | None] = mapped_column(String(8))
    """call | text | email"""
    times: Mapped[dict[str, Any] | None]
    """{words, normalised}"""
    concerns: Mapped[list[Any]] = mapped_column(default=list)
    areas: Mapped[list[Any]] = mapped_column(default=list)
    words: Mapped[str] = mapped_column(default="")
    """The concern in the visitor's own words."""
    treatments: Mapped[list[Any]] = mapped_column(default=list)
    flags: Mapped[list[Any]] = mapped_column(default=list)
    """[{name, words}] for the provider; never a verdict."""
    claimed_by: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    contacted_at: Mapped[datetime | None]

    alerts: Mapped[list["Alert"]] = relationship(order_by="Alert.at", cascade="all")
    consents: Mapped[list["Consent"]] = relationship(order_by="Consent.at", cascade="all")


class Consent(Base):
    """What a visitor agreed to or refused, with the exact wording that was shown."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    request_id: Mapped[str] = mapped_column(
        ForeignKey("request.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str] = mapped_column(String(20))
    """contact | text | marketing | chat (keeping the talk with the request)"""
    channel: Mapped[str | None] = mapped_column(String(8))
    """call | text | email: the way of contact that was agreed to with the purpose "contact";
    always email with "marketing"."""
    granted: Mapped[bool]
    version: Mapped[str] = mapped_column(String(20))
    wording: Mapped[str]
    at: Mapped[datetime]


class Alert(Base):
    """A red flag that was noticed, until a person has acknowledged it."""

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    request_id: Mapped[str] = mapped_column(
        ForeignKey("request.id", ondelete="CASCADE"), index=True
    )
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"))
    tier: Mapped[str] = mapped_column(String(12))
    rule: Mapped[str]
    at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None]
    next_step: Mapped[int] = mapped_column(default=1)
    """The step of clinic.yml's list that is queued next; steps after the last repeat it."""
    next_step_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it is due; empty once acknowledged, or when all is told that was to be told."""


class Outbox(Base):
    """One notification to one destination, written with the fact that it tells of."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "delivered_at", "dead_at", "next_try_at"),
        UniqueConstraint("alert_id", "step", "channel", "address"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Also the webhook-id and the Message-ID: every repeat carries the same one."""
    event: Mapped[str] = mapped_column(String(30))
    """request.submitted | request.changed | request.withdrawn | request.urgent"""
    request_id: Mapped[str] = mapped_column(
        ForeignKey("request.id", ondelete="CASCADE"), index=True
    )
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"))
    """The alert that an urgent notification tells of."""
    step: Mapped[int | None]
    """Of an alert: 0 is the first news of it, then its reminders are counted."""
    channel: Mapped[str] = mapped_column(String(10))
    """email | webhook"""
    address: Mapped[str]
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    """Given up on after the last try; shown to staff, can be sent again with the same id."""
    cancelled_at: Mapped[datetime | None]
    """No longer needed: the alert was acknowledged, or a later reminder took its place."""
    last_error: Mapped[str | None]


class Question(Base):
    """A visitor's question without an approved answer, kept for staff to answer."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), unique=True
    )
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class KnowledgeVersion(Base):
    """One version of a knowledge entry; the highest version of an entry is the current one."""

    __tablename__ = "knowledge_version"

    entry_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(default="knowledge/")


class StaffUser(Base):
    """A person who may open the inbox."""

    __tablename__ = "staff_user"

    login: Mapped[str] = mapped_column(String(80), primary_key=True)
    password_hash: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class StaffSession(Base):
    """A staff member's login on one browser; the cookie's value is kept only as a hash."""

    __tablename__ = "staff_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    login: Mapped[str] = mapped_column(
        ForeignKey("staff_user.login", ondelete="CASCADE"), index=True
    )
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class LoginAttempt(Base):
    """A failed login, counted to slow down guessing; rows older than an hour are deleted."""

    __tablename__ = "login_attempt"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    login: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


class Audit(Base):
    """Who of the staff looked at or changed which request, and when."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    login: Mapped[str]
    action: Mapped[str] = mapped_column(String(30))
    request_id: Mapped[str | None] = mapped_column(String(40), index=True)
