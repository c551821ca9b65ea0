"""Signing in and out, and what a guesser meets."""

import re

import pytest
from sqlalchemy import select

from nightdesk.store import staff
from nightdesk.store.tables import Audit
from tests.staff.conftest import Clock, Desk, desk
from tests.staff.examples import PASSWORD
from web.staff.login import WRONG

SESSION = "__Host-nightdesk"


def test_sign_in_leads_to_the_page_that_was_asked_for(stranger: Desk) -> None:
    asked = stranger.get("/staff/requests/req_imogen")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/staff/login?next=/staff/requests/req_imogen"
    assert 'value="/staff/requests/req_imogen"' in stranger.get(asked.headers["location"]).text
    done = stranger.sign_in(next="/staff/requests/req_imogen")
    assert (done.status_code, done.headers["location"]) == (303, "/staff/requests/req_imogen")
    assert stranger.get(done.headers["location"]).status_code == 200
    assert stranger.get("/staff/login").headers["location"] == "/staff"


@pytest.mark.parametrize("page", ["/staff?view=closed", "/staff/questions", "/staff/held"])
def test_sign_in_leads_back_to_every_page(stranger: Desk, page: str) -> None:
    login = stranger.get(page).headers["location"]
    form = re.search(r'name="next" value="([^"]+)"', stranger.get(login).text)
    assert form is not None
    assert stranger.sign_in(next=form.group(1)).headers["location"] == page


@pytest.mark.parametrize(
    ("form", "page"),
    [
        ("/staff/questions/3/done", "/staff/questions"),
        ("/staff/held/release", "/staff/held"),
        ("/staff/requests/req_imogen/claim", "/staff/requests/req_imogen"),
    ],
)
def test_a_form_that_came_too_late_leads_back_to_its_page(
    stranger: Desk, form: str, page: str
) -> None:
    answer = stranger.post(form, data={"csrf": stranger.csrf()})
    assert answer.headers["location"] == f"/staff/login?next={page}"


def test_cookie_is_bound_to_this_host_and_hidden_from_scripts(stranger: Desk) -> None:
    cookies = stranger.sign_in().headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith(f"{SESSION}="))
    parts = {part.strip().lower() for part in session.split(";")[1:]}
    assert parts == {"httponly", "path=/", "samesite=strict", "secure"}


def test_development_cookie_works_without_https(core) -> None:
    core.settings.public_url = "http://127.0.0.1:8080"
    browser = desk(core)
    answer = browser.sign_in()
    session = answer.headers.get_list("set-cookie")[0]
    assert session.startswith("nightdesk=")
    assert "secure" not in session.lower()
    assert "strict-transport-security" not in answer.headers
    assert browser.get("/staff").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/staff",
        "/\\evil.example",
        "/staff/../chat",
        "/staff/login",
        "/staffing",
        "/staff\r\nSet-Cookie: a=b",
        "/staff\n",
        "javascript:alert(1)",
        "/staff/requests/x?next=//evil.example",
        "/staff?view=closed&next=//evil.example",
        "/staff?view=open",
        "/staff/questions/../../chat",
        "/staff@evil.example",
        "",
    ],
)
def test_login_never_leads_elsewhere(stranger: Desk, target: str) -> None:
    assert stranger.sign_in(next=target).headers["location"] == "/staff"


@pytest.mark.parametrize("login", ["ana", "nobody", "nul\x00byte", "<b>"])
def test_wrong_login_and_wrong_password_look_the_same(stranger: Desk, login: str) -> None:
    answer = stranger.sign_in(login, "not the password")
    assert answer.status_code == 401
    assert WRONG in answer.text
    assert "not the password" not in answer.text
    assert SESSION not in stranger.cookies


def test_login_is_new_each_time_and_ends_the_old_session(ana: Desk) -> None:
    first = ana.cookies[SESSION]
    ana.cookies.set(f"{SESSION}-login", "x" * 43)
    again = ana.post(
        "/staff/login",
        data={"login": "ana", "password": PASSWORD, "csrf": "x" * 43},
    )
    assert again.status_code == 303
    second = ana.cookies[SESSION]
    assert second != first
    ana.cookies.clear()
    ana.cookies.set(SESSION, first)
    assert ana.get("/staff").status_code == 303


def test_session_cannot_be_planted(stranger: Desk) -> None:
    stranger.cookies.set(SESSION, "y" * 43)
    stranger.sign_in()
    assert stranger.cookies.get(SESSION, domain="desk.example.com") != "y" * 43


def test_sign_out_kills_the_session(ana: Desk) -> None:
    token = ana.cookies[SESSION]
    assert ana.act("/staff/logout").headers["location"] == "/staff/login"
    assert SESSION not in ana.cookies
    ana.cookies.set(SESSION, token)
    for path in ("/staff", "/staff/requests/req_imogen"):
        assert ana.get(path).status_code == 303
    assert ana.get("/staff/summary.json").status_code == 401


def test_disabled_user_is_out_at_once(ana: Desk, core) -> None:
    assert ana.get("/staff").status_code == 200
    with core.db.writing() as session:
        staff.disable_user(session, "ana", core.clock())
        session.commit()
    assert ana.get("/staff").status_code == 303
    assert ana.sign_in().status_code == 401


def test_idle_page_is_signed_out_although_it_polls(ana: Desk, clock: Clock) -> None:
    for _ in range(14):
        clock.turn(minutes=1)
        assert ana.get("/staff/summary.json").status_code == 200
    clock.turn(minutes=1)
    assert ana.get("/staff/summary.json").json() == {"error": "signed_out"}
    assert ana.get("/staff").status_code == 303


def test_person_at_work_stays_signed_in(ana: Desk, clock: Clock) -> None:
    for _ in range(6):
        clock.turn(minutes=10)
        assert ana.get("/staff/summary.json?active=1").json()["signed_out_in_s"] == 900
    clock.turn(hours=12)
    assert ana.get("/staff").status_code == 303


def test_guessing_is_slowed_for_known_and_unknown_logins_alike(stranger: Desk, clock: Clock):
    for login in ("ana", "nobody"):
        for _ in range(5):
            assert stranger.sign_in(login, "wrong wrong wrong").status_code == 401
        refused = stranger.sign_in(login, PASSWORD)
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "900"
        assert "Too many tries" in refused.text
    assert stranger.sign_in("ben").status_code == 303, "others are not locked out"
    clock.turn(minutes=15)
    assert stranger.sign_in("ana").status_code == 303


def test_one_address_cannot_try_many_logins(stranger: Desk) -> None:
    for count in range(20):
        assert stranger.sign_in(f"user{count}", PASSWORD).status_code == 401
    assert stranger.sign_in("ana").status_code == 429


def test_forwarded_header_does_not_move_the_address(stranger: Desk) -> None:
    for count in range(20):
        stranger.headers["x-forwarded-for"] = f"192.0.2.{count}"
        stranger.sign_in(f"user{count}", PASSWORD)
    stranger.headers["x-forwarded-for"] = "192.0.2.99"
    assert stranger.sign_in("ana").status_code == 429


def test_signing_in_and_out_is_in_the_audit_trail(ana: Desk, core) -> None:
    ana.act("/staff/logout")
    with core.db.reading() as session:
        rows = session.scalars(select(Audit).order_by(Audit.id)).all()
    assert [(row.login, row.action) for row in rows] == [
        ("ana", "signed_in"),
        ("ana", "signed_out"),
    ]
