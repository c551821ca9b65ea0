"""Staff accounts: passwords, sessions, and the throttle against guessing."""

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from nightdesk.store.tables import LoginAttempt, StaffSession, StaffUser

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
"""Failed logins are counted over this long."""
FAILURES_PER_LOGIN = 5
FAILURES_PER_ADDRESS = 20
KEEP_ATTEMPTS = timedelta(hours=1)
TOUCH_EVERY = timedelta(seconds=20)
"""Activity within this long is not written again: reading a page should not cost a commit."""

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")
_COMMON_WORDS = """
123456789012 1234567890123 12345678901234 123456123456 123123123123 111222333444 987654321098
1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiopas qwertyuiop12 qwertyuiop123 qwerty123456 qwertyqwerty
asdfghjkl123 zxcvbnm12345 abcdefghijkl abcdefg12345 abcd12345678 abc123abc123 password1234
password12345 password123456 passwordpassword passw0rd1234 p@ssw0rd1234 p@ssword1234 mypassword123
changeme1234 changemeplease letmein12345 letmeinplease welcome12345 welcomewelcome iloveyou1234
iloveyouforever administrator administrator1 admin1234567 adminadmin12 sunshine1234 princess1234
football1234 baseball1234 superman1234 trustno1trustno1 correcthorsebatterystaple nightdesk1234
nightdesknightdesk skinclinic123 frontdesk1234 reception1234 microneedling microneedling1
"""
COMMON = frozenset(_COMMON_WORDS.split())
"""Passwords of 12 and more characters that head every guessing list, and a few of this trade."""

_hasher = PasswordHasher()  # argon2id with the second recommended set of RFC 9106


class StaffError(ValueError):
    """An account cannot be made or changed; the message says why, for the person who tried."""


class TooManyAttempts(Exception):  # noqa: N818 - reads as what happened
    """Too many failed logins for this login or from this address within `WINDOW`."""


def add_user(session: Session, login: str, password: str, now: datetime) -> StaffUser:
    """Create an account. Raises StaffError with a plain reason. Does not commit."""
    name = login_name(login)
    if not LOGIN.fullmatch(name):
        raise StaffError(
            "a login has 2 to 80 characters: letters a to z, digits and . _ @ + -, "
            "and begins with a letter or a digit"
        )
    if session.get(StaffUser, name) is not None:
        raise StaffError(f"there is already a user {name}")
    _refuse_weak(name, password)
    user = StaffUser(login=name, password_hash=_hasher.hash(_plain(password)), created_at=now)
    session.add(user)
    session.flush()
    return user


def _refuse_weak(login: str, password: str) -> None:
    plain = _plain(password)
    if len(plain) < SHORTEST_PASSWORD:
        raise StaffError(f"a password has at least {SHORTEST_PASSWORD} characters")
    if len(plain) > LONGEST_PASSWORD:
        raise StaffError(f"a password has at most {LONGEST_PASSWORD} characters")
    folded = plain.casefold()
    if folded in COMMON or len(set(folded)) < 5:
        raise StaffError("this password is too easy to guess: choose four or more unrelated words")
    if login in folded:
        raise StaffError("a password must not contain the login")


def check_password(session: Session, login: str, password: str) -> bool:
    """Whether this is the password of an enabled account.

    An unknown or disabled login costs the same work as a wrong password, so that the time an answer
    takes does not tell which logins exist.
    """
    name = login_name(login)
    user = session.get(StaffUser, name) if LOGIN.fullmatch(name) else None
    known = user is not None and user.disabled_at is None
    stored = user.password_hash if user is not None else _nobodys_hash()
    try:
        _hasher.verify(stored, _plain(password)[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
    return known


def set_password(session: Session, login: str, password: str) -> None:
    """Give an account another password, let it in again, and end its sessions. Does not commit.

    Raises StaffError if there is none, or for a weak password.
    """
    user = _account(session, login)
    _refuse_weak(user.login, password)
    user.password_hash, user.disabled_at = _hasher.hash(_plain(password)), None
    _end_sessions(session, user)


def disable_user(session: Session, login: str, now: datetime) -> None:
    """Lock an account and end its sessions. Raises StaffError if there is none. Does not commit."""
    user = _account(session, login)
    user.disabled_at = user.disabled_at or now
    _end_sessions(session, user)


def _account(session: Session, login: str) -> StaffUser:
    user = session.get(StaffUser, login_name(login))
    if user is None:
        raise StaffError(f"there is no user {login}")
    return user


def _end_sessions(session: Session, user: StaffUser) -> None:
    session.execute(delete(StaffSession).where(StaffSession.login == user.login))


def open_session(session: Session, login: str, now: datetime) -> str:
    """Begin a session and return its token, which is kept nowhere else. Does not commit."""
    session.execute(
        delete(StaffSession).where(
            (StaffSession.last_seen_at < now - IDLE) | (StaffSession.created_at < now - ABSOLUTE)
        )
    )
    token = secrets.token_urlsafe(32)
    session.add(
        StaffSession(
            token_hash=_digest(token),
            login=login_name(login),
            csrf=secrets.token_urlsafe(32),
            created_at=now,
            last_seen_at=now,
        )
    )
    session.flush()
    return token


def find_session(session: Session, token: str, now: datetime) -> StaffSession | None:
    """The live session of `token`, or None. A disabled user's sessions are dead at once."""
    found = session.execute(
        select(StaffSession, StaffUser.disabled_at)
        .join(StaffUser, StaffUser.login == StaffSession.login)
        .where(StaffSession.token_hash == _digest(token))
    ).one_or_none()
    if found is None or found.disabled_at is not None:
        return None
    staff: StaffSession = found.StaffSession
    return staff if now < session_ends(staff) else None


def needs_touch(staff: StaffSession, now: datetime) -> bool:
    """Whether activity now is worth writing down."""
    return now - staff.last_seen_at >= TOUCH_EVERY


def touch_session(session: Session, token: str, now: datetime) -> None:
    """A person is active in this session: its idle time begins anew. Does not commit."""
    session.execute(
        update(StaffSession)
        .where(StaffSession.token_hash == _digest(token))
        .values(last_seen_at=now)
    )


def session_ends(staff: StaffSession) -> datetime:
    """When the session ends if nothing more happens in it."""
    return min(staff.last_seen_at + IDLE, staff.created_at + ABSOLUTE)


def close_session(session: Session, token: str) -> None:
    """End a session; nothing happens if it has ended before. Does not commit."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == _digest(token)))


def begin_attempt(session: Session, login: str, address: str, now: datetime) -> int:
    """Count a login as failed before its password is looked at, and return its number.

    Commit before `allow_attempt`: of many tries at the same moment none can then go uncounted.
    """
    session.execute(delete(LoginAttempt).where(LoginAttempt.at < now - KEEP_ATTEMPTS))
    attempt = LoginAttempt(login=_login_key(login), address=address[:64], at=now)
    session.add(attempt)
    session.flush()
    return attempt.id


def allow_attempt(session: Session, attempt_id: int, now: datetime) -> None:
    """Raise TooManyAttempts if this try is over a limit. Commit in both cases.

    A refused try is taken back, so that trying while locked out does not lock out for longer.
    """
    attempt = session.get(LoginAttempt, attempt_id)
    if attempt is None:  # the right password came in meanwhile and cleared the slate
        return
    recent = select(func.count()).where(LoginAttempt.at > now - WINDOW)
    by_login = session.scalar(recent.where(LoginAttempt.login == attempt.login)) or 0
    by_address = session.scalar(recent.where(LoginAttempt.address == attempt.address)) or 0
    if by_login > FAILURES_PER_LOGIN or by_address > FAILURES_PER_ADDRESS:
        session.delete(attempt)
        session.flush()
        raise TooManyAttempts


def forget_attempts(session: Session, login: str) -> None:
    """After a right password the failures of that login no longer count. Does not commit."""
    session.execute(delete(LoginAttempt).where(LoginAttempt.login == _login_key(login)))


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))


def _login_key(login: str) -> str:
    # A hash: people type passwords into the login field, and those must not be kept.
    return _digest(login_name(login))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def login_name(login: str) -> str:
    """A login as it is stored: case and surrounding blanks do not matter."""
    return _plain(login).strip().lower()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
