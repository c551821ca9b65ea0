"""axe-core finds nothing, in every state, on every screen, in both colour schemes."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, NARROW, PHONE, axe_violations
from tests.widget.samples import CONVERSATION, FORM, SUMMARY
from tests.widget.server import FakeClinic, FakeServer
from tests.widget.visitor import Chat

SCREENS = {"desktop": DESKTOP, "phone": PHONE, "320": NARROW}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_violation_from_closed_to_form_error(
    browser: Browser,
    server: FakeServer,
    clinic: FakeClinic,
    screen: str,
    scheme: Literal["light", "dark"],
) -> None:
    context = browser.new_context(
        viewport=SCREENS[screen], color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    chat = Chat(page, server.address)
    clinic.script = {"all kinds": CONVERSATION, "summary": [SUMMARY], "form": [FORM]}
    chat.visit()
    found = {"closed": axe_violations(page)}
    chat.launcher.click()
    expect(chat.messages.first).to_be_visible()
    found["open"] = axe_violations(page)
    chat.say("all kinds")
    found["messages"] = axe_violations(page)
    chat.say("summary")
    found["boxes"] = axe_violations(page)
    chat.say("form")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("Please write your name.")).to_be_visible()
    found["form error"] = axe_violations(page)
    page.get_by_role("button", name="More options").click()
    found["menu"] = axe_violations(page)
    page.get_by_role("button", name="Delete this chat").click()
    found["question"] = axe_violations(page)
    context.close()
    assert found == {state: [] for state in found}


def test_unreachable_has_no_violation(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    clinic.down = True
    chat.visit()
    chat.launcher.click()
    expect(page.get_by_text("We cannot connect right now")).to_be_visible()
    assert axe_violations(page) == []


def test_nothing_scrolls_sideways_at_320_pixels(
    browser: Browser, server: FakeServer, clinic: FakeClinic
) -> None:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    chat = Chat(page, server.address)
    clinic.script = {"all kinds": CONVERSATION, "summary": [SUMMARY], "form": [FORM]}
    chat.visit()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    chat.launcher.click()
    chat.say("all kinds")
    chat.say("summary")
    chat.say("form")
    widest = (
        "e => Math.max(...[...e.querySelectorAll('*')].map(n => n.getBoundingClientRect().right))"
    )
    assert chat.log.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert chat.panel.evaluate(widest) <= 320
    context.close()


def test_motion_stops_when_the_visitor_asks_for_less(browser: Browser, server: FakeServer) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    Chat(page, server.address).open()
    running = "document.querySelector('nightdesk-chat').shadowRoot.getAnimations().length"
    assert page.evaluate(running) == 0
    context.close()


def test_forced_colors_keep_edges_visible(browser: Browser, server: FakeServer) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    chat = Chat(page, server.address).open()
    border = "e => getComputedStyle(e).borderTopWidth"
    assert chat.panel.evaluate(border) == "1px"
    assert page.locator(".bubble").first.evaluate(border) == "1px"
    context.close()
