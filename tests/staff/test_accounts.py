"""Accounts, sessions and the throttle, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightdesk.store import staff
from nightdesk.store.database import Database
from nightdesk.store.tables import LoginAttempt, StaffSession, StaffUser
from tests.staff.examples import MORNING, PASSWORD, minutes


@pytest.fixture
def session(db: Database):
    with db.writing() as opened:
        yield opened


def failing(session: Session, login: str, address: str, at=MORNING) -> None:
    staff.allow_attempt(session, staff.begin_attempt(session, login, address, at), at)


def test_password_is_kept_as_argon2id_and_checked(session: Session) -> None:
    user = staff.add_user(session, " Ana@Example.com ", PASSWORD, MORNING)
    assert user.login == "ana@example.com"
    assert user.password_hash.startswith("$argon2id$")
    assert staff.check_password(session, "ANA@example.com", PASSWORD)
    assert not staff.check_password(session, "ana@example.com", PASSWORD + "x")
    assert not staff.check_password(session, "nobody", PASSWORD)


@pytest.mark.parametrize("login", ["nul\x00", "\ud800", "x" * 500, "", "ana' or 1=1 --"])
def test_odd_logins_are_simply_wrong(session: Session, login: str) -> None:
    assert not staff.check_password(session, login, PASSWORD)
    failing(session, login, "192.0.2.1")


@pytest.mark.parametrize(
    ("login", "password", "reason"),
    [
        ("ana", "short", "at least 12"),
        ("ana", "x" * 300, "at most 256"),
        ("ana", "Password1234", "too easy"),
        ("ana", "aaaaaaaaaaaaaaa", "too easy"),
        ("annabel", "Annabel was here", "contain the login"),
        ("a", PASSWORD, "2 to 80"),
        ("ana smith", PASSWORD, "2 to 80"),
        ("taken", PASSWORD, "already a user"),
    ],
)
def test_weak_accounts_are_refused_with_a_reason(
    session: Session, login: str, password: str, reason: str
) -> None:
    staff.add_user(session, "taken", PASSWORD, MORNING)
    with pytest.raises(staff.StaffError, match=reason):
        staff.add_user(session, login, password, MORNING)


def test_unknown_and_disabled_logins_cost_a_hash_too(session: Session, monkeypatch) -> None:
    staff.add_user(session, "gone", PASSWORD, MORNING)
    staff.disable_user(session, "gone", MORNING)
    checked = []

    class Counting:
        hash = staff._hasher.hash

        def verify(self, stored: str, password: str) -> bool:
            checked.append(stored)
            return staff.PasswordHasher().verify(stored, password)

    monkeypatch.setattr(staff, "_hasher", Counting())
    for login in ("gone", "nobody", "no such user"):
        assert not staff.check_password(session, login, PASSWORD)
    assert len(checked) == 3


def test_session_token_is_kept_only_as_a_hash(session: Session) -> None:
    staff.add_user(session, "ana", PASSWORD, MORNING)
    token = staff.open_session(session, "ana", MORNING)
    stored = session.scalars(select(StaffSession)).one()
    assert len(token) >= 43
    assert token not in (stored.token_hash, stored.csrf)
    assert staff.find_session(session, token, MORNING).login == "ana"
    assert staff.find_session(session, stored.token_hash, MORNING) is None


def test_session_ends_after_idling_and_after_half_a_day(session: Session) -> None:
    staff.add_user(session, "ana", PASSWORD, MORNING)
    token = staff.open_session(session, "ana", MORNING)
    assert staff.find_session(session, token, MORNING + minutes(14.9))
    assert staff.find_session(session, token, MORNING + minutes(15)) is None
    at = MORNING
    while at < MORNING + timedelta(hours=12):
        assert staff.find_session(session, token, at)
        staff.touch_session(session, token, at)
        at += minutes(10)
    assert staff.find_session(session, token, at) is None


def test_closed_and_disabled_sessions_are_dead_at_once(session: Session) -> None:
    staff.add_user(session, "ana", PASSWORD, MORNING)
    first, second = (staff.open_session(session, "ana", MORNING) for _ in range(2))
    staff.close_session(session, first)
    assert staff.find_session(session, first, MORNING) is None
    assert staff.find_session(session, second, MORNING)
    session.get_one(StaffUser, "ana").disabled_at = MORNING  # by hand, its session still there
    session.flush()
    assert staff.find_session(session, second, MORNING) is None
    staff.disable_user(session, "Ana", MORNING)
    assert session.scalar(select(func.count()).select_from(StaffSession)) == 0
    with pytest.raises(staff.StaffError, match="no user"):
        staff.disable_user(session, "nobody", MORNING)


def test_old_sessions_are_swept_when_a_new_one_opens(session: Session) -> None:
    staff.add_user(session, "ana", PASSWORD, MORNING)
    staff.open_session(session, "ana", MORNING)
    staff.open_session(session, "ana", MORNING + minutes(16))
    assert session.scalar(select(func.count()).select_from(StaffSession)) == 1


def test_five_failures_close_a_login_from_every_address(session: Session) -> None:
    for count in range(5):
        failing(session, "ana", f"192.0.2.{count}")
    with pytest.raises(staff.TooManyAttempts):
        failing(session, "Ana ", "192.0.2.77")
    failing(session, "ben", "192.0.2.77")


def test_refused_tries_do_not_prolong_the_wait(session: Session) -> None:
    for _ in range(5):
        failing(session, "ana", "192.0.2.1")
    for minute in range(1, 15):
        with pytest.raises(staff.TooManyAttempts):
            failing(session, "ana", "192.0.2.1", MORNING + minutes(minute))
    failing(session, "ana", "192.0.2.1", MORNING + minutes(15))


def test_twenty_failures_close_an_address_for_every_login(session: Session) -> None:
    for count in range(20):
        failing(session, f"user{count}", "192.0.2.1")
    with pytest.raises(staff.TooManyAttempts):
        failing(session, "somebody", "192.0.2.1")
    failing(session, "somebody", "192.0.2.2")


def test_throttle_survives_a_restart(database_url: str, db: Database) -> None:
    with db.writing() as session:
        for _ in range(5):
            failing(session, "ana", "192.0.2.1")
        session.commit()
    db.close()
    again = Database(database_url)
    with again.writing() as session, pytest.raises(staff.TooManyAttempts):
        failing(session, "ana", "192.0.2.9")
    again.close()


def test_tries_at_the_same_moment_are_all_counted(session: Session) -> None:
    numbers = [staff.begin_attempt(session, "ana", "192.0.2.1", MORNING) for _ in range(6)]
    with pytest.raises(staff.TooManyAttempts):
        staff.allow_attempt(session, numbers[0], MORNING)


def test_success_clears_the_login_and_old_rows_go(session: Session) -> None:
    failing(session, "ana", "192.0.2.1")
    failing(session, "ben", "192.0.2.1")
    staff.forget_attempts(session, "ANA")
    assert session.scalar(select(func.count()).select_from(LoginAttempt)) == 1
    failing(session, "eve", "192.0.2.1", MORNING + minutes(61))
    kept = session.scalars(select(LoginAttempt)).all()
    assert len(kept) == 1
    assert "eve" not in kept[0].login, "what people type as a login can be a password"
