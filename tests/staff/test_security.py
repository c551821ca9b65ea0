"""Headers on every answer, forms only from our own pages, nothing for strangers."""

import logging
from itertools import product

import pytest

from nightdesk.store.tables import Request
from tests.staff.conftest import HTTPS, Desk, desk
from tests.staff.examples import PASSWORD
from web.staff.security import CONTENT_SECURITY_POLICY

ONE = "/staff/requests/req_imogen"
FORMS = [f"{ONE}/{step}" for step in (
    "claim", "contacted", "acknowledge", "close", "release", "not-contacted", "reopen",
)]  # fmt: skip
FORMS += ["/staff/logout", "/staff/held/release"]
PAGES = [
    "/staff",
    "/staff?view=closed",
    "/staff/questions",
    "/staff/held",
    ONE,
    "/staff/summary.json",
]
EVERYWHERE = [
    *PAGES,
    *FORMS,
    "/staff/login",
    "/staff/",
    "/staff/static/staff.css",
    "/staff/static/nothing.css",
    "/staff/static/../pages.py",
    "/staff/nothing",
    "/staff/requests/req_nothing",
    "/staff/requests/%00",
    f"/staff/requests/{'x' * 41}",
]
WANTED = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}


def has_headers(answer) -> bool:
    return {name: answer.headers.get(name) for name in WANTED} == WANTED


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "DELETE"])
def test_headers_are_on_every_answer(ana: Desk, stranger: Desk, method: str) -> None:
    for path, browser in product(EVERYWHERE, (ana, stranger)):
        answer = browser.request(method, path)
        assert answer.status_code < 500, path
        assert has_headers(answer), path


def test_policy_leaves_no_door_open() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in CONTENT_SECURITY_POLICY
    assert "require-trusted-types-for 'script'" in CONTENT_SECURITY_POLICY


def test_broken_page_says_so_without_details_and_logs_no_words(core, ana: Desk, caplog) -> None:
    class Broken:
        def __getattr__(self, name: str):
            raise LookupError("Imogen Vasquez-Thorne 510-555-0143")

    core.db = Broken()
    with caplog.at_level(logging.DEBUG):
        for path in (*PAGES, "/staff/login"):
            answer = ana.get(path)
            assert answer.status_code == 500
            assert has_headers(answer)
            assert "Imogen" not in answer.text
    assert "LookupError at test_security.py" in caplog.text
    assert "Imogen" not in caplog.text


@pytest.mark.parametrize("path", PAGES[:3])
def test_stranger_sees_nothing(stranger: Desk, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 303
    assert "Imogen" not in answer.text
    assert stranger.get("/staff/summary.json").status_code == 401


@pytest.mark.parametrize("path", FORMS)
def test_stranger_changes_nothing(core, stranger: Desk, path: str) -> None:
    token = stranger.csrf()
    answer = stranger.post(path, data={"csrf": token})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/staff/login?next=")
    assert status_of(core, "req_imogen") == "submitted"


def status_of(core, request_id: str) -> str:
    with core.db.reading() as session:
        return session.get_one(Request, request_id).status


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 43, "é"])
def test_form_without_the_sessions_token_is_refused(core, ana: Desk, path: str, token) -> None:
    answer = ana.post(path, data={} if token is None else {"csrf": token})
    assert answer.status_code == 403
    assert has_headers(answer)
    assert status_of(core, "req_imogen") == "submitted"
    assert ana.get("/staff").status_code == 200, "still signed in"


def test_token_of_another_session_is_refused(core, ana: Desk) -> None:
    ben = desk(core)
    ben.sign_in("ben")
    answer = ana.post(f"{ONE}/claim", data={"csrf": ben.csrf("/staff")})
    assert answer.status_code == 403


def test_login_form_needs_its_token_too(stranger: Desk) -> None:
    form = {"login": "ana", "password": PASSWORD}
    assert stranger.post("/staff/login", data=form).status_code == 403
    token = stranger.csrf()
    assert stranger.post("/staff/login", data={**form, "csrf": "z" * 43}).status_code == 403
    stranger.cookies.clear()
    assert stranger.post("/staff/login", data={**form, "csrf": token}).status_code == 403
    assert stranger.post("/staff/login", data={**form, "csrf": ""}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "http://desk.example.com"},
        {"origin": "https://desk.example.com.evil.example"},
        {"origin": "https://desk.example.com", "sec-fetch-site": "cross-site"},
    ],
)
def test_form_from_another_site_is_refused(core, ana: Desk, headers: dict[str, str]) -> None:
    token = ana.csrf("/staff")
    answer = ana.post(f"{ONE}/claim", data={"csrf": token}, headers=headers)
    assert answer.status_code == 403
    login = ana.post("/staff/login", data={"csrf": token}, headers=headers)
    assert login.status_code == 403
    assert status_of(core, "req_imogen") == "submitted"


@pytest.mark.parametrize(
    "headers",
    [{"origin": HTTPS, "sec-fetch-site": "same-origin"}, {"origin": "null"}, {"origin": HTTPS}],
)
def test_form_from_our_own_page_is_taken(core, ana: Desk, headers: dict[str, str]) -> None:
    token = ana.csrf("/staff")
    assert ana.post(f"{ONE}/claim", data={"csrf": token}, headers=headers).status_code == 303
    assert status_of(core, "req_imogen") == "claimed"


def test_json_and_text_bodies_are_no_forms(ana: Desk) -> None:
    token = ana.csrf("/staff")
    for kind in ("application/json", "text/plain"):
        body = f'{{"csrf": "{token}"}}' if kind.endswith("json") else f"csrf={token}"
        answer = ana.post(f"{ONE}/claim", content=body, headers={"content-type": kind})
        assert answer.status_code == 403


def test_huge_form_is_refused(ana: Desk) -> None:
    answer = ana.post("/staff/login", data={"login": "x" * 10_000})
    assert answer.status_code == 413
    assert has_headers(answer)


def test_link_in_a_mail_is_opened_again_by_our_own_page(stranger: Desk) -> None:
    """Browsers hold the strict cookie back on a cross-site step, even when one is signed in."""
    answer = stranger.get(ONE, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert f'content="0;url={ONE}"' in answer.text
    assert "Imogen" not in answer.text
    assert stranger.get(ONE, headers={"sec-fetch-site": "same-origin"}).status_code == 303
