"""The inbox in a real browser: accessible, without scripts of strangers, and awake."""

import re
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select
from starlette.applications import Starlette

from nightdesk.leads.escalation import tell
from nightdesk.leads.inbox import acknowledge_alerts
from nightdesk.leads.requests import send
from nightdesk.leads.summary import NEWEST
from nightdesk.store.staff import open_session
from nightdesk.store.tables import Alert, Conversation, Request
from nightdesk.talk.hold import hold
from tests.browser import DESKTOP, NARROW, axe_violations, browser, context, page
from tests.staff.conftest import Clock
from tests.staff.examples import MORNING, PASSWORD, add_alert, add_request
from tests.staff.test_held import write
from tests.staff.test_stored_scripts import PAYLOADS
from tests.support.postgres import free_port
from web.staff.routes import routes

__all__ = ["browser", "context", "page"]
pytestmark = pytest.mark.browser

PAGES = [
    "",
    "?view=closed",
    "/questions",
    "/held",
    "/requests/req_claimed",
    "/requests/req_closed",
    "/requests/req_imogen",
    "/requests/req_rosa",
    "/requests/req_draft",
]
POLL_MS = 15_000


@pytest.fixture
def site(core: SimpleNamespace) -> Iterator[str]:
    """The address of a running inbox."""
    port = free_port()
    core.settings.public_url = f"http://127.0.0.1:{port}"
    app = Starlette(routes=routes(core))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the server did not start"
    yield f"{core.settings.public_url}/staff"
    server.should_exit = True
    thread.join(10)


def give_session(core: SimpleNamespace, context: BrowserContext) -> None:
    """Sign `ana` in without the form."""
    with core.db.writing() as session:
        token = open_session(session, "ana", core.clock())
        session.commit()
    cookie = {"name": "nightdesk", "value": token, "url": core.settings.public_url}
    context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Strict"}])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["1280", "320"])
def test_axe_finds_nothing_and_nothing_overflows(
    core, site: str, browser: Browser, viewport, scheme
) -> None:
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/login")
    assert axe_violations(page) == []
    page.fill("#login", "ana")
    page.fill("#password", "not the password")
    page.click("button.main")
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe_violations(page) == []
    give_session(core, context)
    with core.db.writing() as session:
        tell(session, core.clinic, session.scalars(select(Alert)).first(), 0, core.clock())
        request = session.get_one(Request, "req_imogen")
        send(session, core.clinic, request, core.clock(), changed=True)
        talk = session.get_one(Conversation, request.conversation_id)
        talk.intake = {"submitted": request.id, "phone": "+19255550206"}
        session.commit()
    hold(core, request.conversation_id, "ben")
    core.clock.turn(minutes=6)  # notices are late now
    for path in [*PAGES, "/nothing"]:
        page.goto(site + path)
        assert axe_violations(page) == [], path
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe_violations(page) == [], path
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), path
    context.close()


def test_everything_works_by_keyboard(core, site: str, page: Page) -> None:
    page.goto(f"{site}/requests/req_late")
    expect(page.get_by_label("Login")).to_be_focused()
    page.keyboard.type("ana")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bartholomew Oyelaran")).to_be_visible()
    _tab_to(page, "Claim")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This request is yours now.")).to_be_visible()
    _tab_to(page, "All requests")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Urgent")).to_be_visible()
    _tab_to(page, "Rosalind Achterberg")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Red flags")).to_be_visible()
    _tab_to(page, "Acknowledge")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The alert is acknowledged.")).to_be_visible()
    with core.db.reading() as session:
        assert session.get_one(Request, "req_late").claimed_by == "ana"


def _tab_to(page: Page, words: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    raise AssertionError(f"{words} cannot be reached with Tab")


def test_policy_is_kept_and_no_stored_script_runs(
    core, site: str, context: BrowserContext, page: Page
) -> None:
    with core.db.writing() as session:
        for number, text in enumerate(PAYLOADS):
            said = [("visitor", text), ("assistant", text)]
            request = add_request(session, f"p{number}", name=text, words=text, said=said)
            add_alert(session, request, "911", MORNING, text)
        session.commit()
    give_session(core, context)
    page.add_init_script("window.alert = () => { window.ran = true; };")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ["", *(f"/requests/req_p{number}" for number in range(len(PAYLOADS)))]:
        page.goto(site + path)
        assert page.evaluate("window.ran") is None
        page.hover("h1")
    assert said == [], "no violation of the policy, no error"
    assert all(url.startswith(site) for url in asked)


@pytest.fixture
def polled(core, site: str, context: BrowserContext, page: Page) -> Page:
    """The open list with the browser's timers in the test's hand; it counts the tones."""
    give_session(core, context)
    page.clock.install()
    page.add_init_script(
        "window.tones = 0;"
        "const make = AudioContext.prototype.createOscillator;"
        "AudioContext.prototype.createOscillator = function () "
        "{ document.documentElement.dataset.tones = ++window.tones; return make.call(this); };"
    )
    page.goto(site)
    return page


def test_new_urgent_request_is_shown_and_heard(core, polled: Page) -> None:
    polled.get_by_role("button", name="Sound off").click()
    assert polled.evaluate("window.tones") == 3, "a first ring shows what it will sound like"
    with core.db.writing() as session:
        request = add_request(session, "new", name="Somebody New", kind="urgent")
        add_alert(session, request, "911", core.clock(), "words")
        session.commit()
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("New urgent request.")
    expect(polled).to_have_title("(3 urgent) Requests – BlossomMD (example clinic)")
    assert polled.evaluate("window.tones") == 6
    polled.clock.run_for(POLL_MS)
    assert polled.evaluate("window.tones") == 6, "each alert rings once"
    polled.get_by_role("link", name="Reload").click()
    expect(polled.get_by_role("link", name="Somebody New")).to_be_visible()


def test_each_reminder_of_an_unacknowledged_alert_is_heard(core, polled: Page) -> None:
    sound = polled.get_by_role("button", name="Sound off")
    sound.focus()
    polled.keyboard.press("Enter")
    expect(polled.get_by_role("button", name="Sound on")).to_be_focused()
    with core.db.writing() as session:
        alert = session.scalars(select(Alert)).first()
        tell(session, core.clinic, alert, 1, core.clock())
        session.commit()
    polled.clock.run_for(POLL_MS)
    heard = polled.locator("html")
    expect(heard).to_have_attribute("data-tones", "6")
    _add_news(core, "one")
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("1 new request.")
    expect(heard).to_have_attribute("data-tones", "6")
    polled.get_by_role("button", name="Sound on").click()
    with core.db.writing() as session:
        alert = session.get_one(Alert, alert.id)
        tell(session, core.clinic, alert, 2, core.clock() + timedelta(minutes=1))
        session.commit()
    _add_news(core, "two")
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("2 new requests.")
    expect(heard).to_have_attribute("data-tones", "6")


def test_a_change_is_told_where_the_request_is_open(core, polled: Page, site: str) -> None:
    def change() -> None:
        core.clock.turn(seconds=9)
        with core.db.writing() as session:
            request = session.get_one(Request, "req_late")
            send(session, core.clinic, request, core.clock(), changed=True)
            session.commit()
        polled.clock.run_for(POLL_MS)

    change()
    expect(polled.get_by_role("status")).to_have_text("1 request was changed. Reload")
    polled.goto(f"{site}/requests/req_imogen")
    change()
    expect(polled.get_by_role("status")).to_have_text("1 request was changed. Open the list")
    polled.goto(f"{site}/requests/req_late")
    change()
    expect(polled.get_by_role("status")).to_have_text(
        "The visitor has changed this request. Reload"
    )
    polled.get_by_role("link", name="Reload").click()
    expect(polled.get_by_role("status")).to_be_empty()
    assert polled.url == f"{site}/requests/req_late"


def test_what_is_written_in_a_held_chat_is_told(core, polled: Page) -> None:
    hold(core, "c-late", "ben")
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_be_empty()
    write(core, "c-late", "hello?")
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("A visitor has written in a chat")
    polled.get_by_role("link", name="Read it").click()
    expect(polled.get_by_text("hello?")).to_be_visible()
    polled.get_by_role("button", name="Let the assistant answer").click()
    expect(polled.get_by_text("No chat is held.")).to_be_visible()


def test_the_page_that_closed_ones_are_on_is_found_again(core, polled: Page, site: str) -> None:
    polled.goto(f"{site}?view=closed")
    core.clock.turn(minutes=16)
    polled.clock.run_for(POLL_MS)
    polled.fill("#login", "ana")
    polled.fill("#password", PASSWORD)
    polled.click("button.main")
    expect(polled.get_by_role("heading", name="Closed requests")).to_be_visible()


def test_a_long_conversation_is_printed_whole_and_no_buttons(
    core, site: str, context: BrowserContext, page: Page
) -> None:
    with core.db.writing() as session:
        said = [("visitor", f"sentence {number}") for number in range(60)]
        add_request(session, "long", said=said)
        session.commit()
    give_session(core, context)
    page.goto(f"{site}/requests/req_long")
    hidden = "(e => e.scrollHeight - e.clientHeight)(document.querySelector('.talk .scroll'))"
    assert page.evaluate(hidden) > 0
    page.emulate_media(media="print")
    assert page.evaluate(hidden) == 0
    assert page.get_by_role("button").count() == 0


def test_questions_have_the_width_of_the_page(core, site: str, context, page: Page) -> None:
    give_session(core, context)
    page.goto(f"{site}/questions")
    box = page.locator(".asked .what").first.bounding_box()
    assert box is not None
    assert box["width"] > 800


def _add_news(core: SimpleNamespace, number: str, at: datetime | None = None) -> None:
    with core.db.writing() as session:
        add_request(session, number, submitted_at=at or core.clock())
        session.commit()


def test_title_counts_until_the_alerts_are_acknowledged(core, polled: Page, site: str) -> None:
    for path in ("", "/questions", "/requests/req_late"):
        polled.goto(site + path)
        expect(polled).to_have_title(re.compile(r"^\(2 urgent\) "))
    with core.db.writing() as session:
        for request_id in ("req_rosa", "req_dmitri"):
            acknowledge_alerts(session, request_id, "ben", core.clock())
        session.commit()
    polled.clock.run_for(POLL_MS)
    expect(polled).to_have_title(re.compile(r"^Bartholomew"))


def test_new_ordinary_request_is_offered_quietly(core, polled: Page) -> None:
    with core.db.writing() as session:
        add_request(session, "new", submitted_at=core.clock())
        session.commit()
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("1 new request.")
    assert polled.evaluate("window.tones") == 0


def test_an_older_request_that_moves_up_is_not_offered_as_new(core, polled: Page) -> None:
    for number in range(NEWEST + 2):
        _add_news(core, f"older{number}", core.clock() - timedelta(days=30, minutes=number))
    polled.reload()
    with core.db.writing() as session:
        for gone in ("req_older3", "req_older4"):
            session.delete(session.get_one(Request, gone))
        session.commit()
    _add_news(core, "new", core.clock() + timedelta(minutes=1))
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("1 new request.")


def test_idle_page_warns_and_then_hides_its_content(core, clock: Clock, polled: Page) -> None:
    clock.turn(minutes=13, seconds=30)
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("You will be signed out soon.")
    polled.keyboard.press("Shift")
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_be_empty()
    clock.turn(minutes=16)
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "Rosalind" not in polled.content()


def test_lost_connection_is_said(polled: Page) -> None:
    polled.route("**/summary.json*", lambda route: route.abort())
    polled.clock.run_for(POLL_MS)
    expect(polled.get_by_role("status")).to_contain_text("No connection to Nightdesk.")


def test_link_in_a_webmail_opens_the_request_without_a_second_login(
    core, site: str, context: BrowserContext, page: Page
) -> None:
    give_session(core, context)
    page.set_content(f'<a href="{site}/requests/req_imogen">Open the inbox</a>')
    page.click("a")
    expect(page.get_by_role("heading", name="Imogen Vasquez-Thorne")).to_be_visible()


def test_inbox_works_without_scripts(core, site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/requests/req_late")
    page.fill("#login", "ana")
    page.fill("#password", PASSWORD)
    page.click("button.main")
    page.click("text=Claim")
    expect(page.get_by_text("This request is yours now.")).to_be_visible()
    context.close()
