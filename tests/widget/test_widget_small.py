"""Little height: phones held sideways, pages at 200 and 400 %, on-screen keyboards."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe_violations
from tests.widget.server import FakeClinic, FakeServer
from tests.widget.visitor import Chat

LOW = [(640, 360), (667, 375), (844, 390), (320, 256)]
WORDS = "my lips went white after filler and i feel dizzy"
ALERT = {"kind": "urgent", "text": "Call 911 now. " * 12, "urgent": {"tier": "911"}}
# What would be pressed at each corner of an element; the arrow or the input may lie over it.
ON_TOP = """e => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    return [[left + 16, top + 4], [right - 16, top + 4], [left + 16, bottom - 4],
        [right - 16, bottom - 4]].every(([x, y]) => e.getRootNode().elementFromPoint(x, y) === e);
}"""


@pytest.fixture(params=LOW, ids=lambda size: f"{size[0]}x{size[1]}")
def low(request: pytest.FixtureRequest, page: Page, clinic: FakeClinic) -> None:
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    clinic.script[WORDS] = [ALERT]


@pytest.mark.usefixtures("low")
def test_the_alert_and_its_first_call_are_seen_and_the_input_works(chat: Chat, page: Page) -> None:
    chat.open()
    chat.say(WORDS)
    call = page.get_by_role("link", name="Call 911")
    expect(call).to_be_in_viewport(ratio=1)
    assert call.evaluate(ON_TOP)
    expect(page.locator(".kind-urgent .words")).to_be_in_viewport()
    expect(chat.input).to_be_in_viewport(ratio=1)
    assert chat.input.evaluate(ON_TOP)
    assert axe_violations(page) == []
    chat.say("and now")
    expect(page.get_by_text("You wrote: and now")).to_be_in_viewport()


@pytest.mark.usefixtures("low")
def test_an_unreachable_server_leaves_the_number_within_reach(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.down = True
    chat.visit()
    chat.launcher.click()
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_role("link", name="Call 925-555-0100").last).to_be_in_viewport(ratio=0.9)


@pytest.mark.usefixtures("low")
def test_the_question_before_deleting_is_not_cut_off(chat: Chat, page: Page) -> None:
    chat.open()
    page.get_by_role("button", name="More options").click()
    page.get_by_role("button", name="Delete this chat").click()
    question = page.get_by_role("alertdialog")
    head = page.locator(".head").bounding_box()
    box = question.bounding_box()
    assert head is not None
    assert box is not None
    assert box["y"] >= head["height"]
    for name in ("Keep the chat", "Delete"):
        answer = question.get_by_role("button", name=name, exact=True)
        answer.scroll_into_view_if_needed()
        assert answer.evaluate(ON_TOP)


def seen(page: Page, height: int) -> None:
    """An on-screen keyboard leaves so many pixels."""
    page.evaluate(
        """height => {
            Object.defineProperty(visualViewport, 'height', { value: height, configurable: true });
            visualViewport.dispatchEvent(new Event('resize'));
        }""",
        height,
    )


def test_an_alert_sends_the_keyboard_of_a_sideways_phone_away(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    page.set_viewport_size({"width": 740, "height": 360})
    clinic.script[WORDS] = [ALERT]
    chat.open()
    chat.input.focus()
    seen(page, 150)
    expect(chat.input).to_be_in_viewport(ratio=1)
    chat.say(WORDS)
    expect(chat.log).to_be_focused()  # a keyboard goes with the focus of its field
    seen(page, 360)
    expect(page.get_by_role("link", name="Call 911")).to_be_in_viewport(ratio=1)


def test_a_pinch_is_no_keyboard(browser: Browser, server: FakeServer) -> None:
    size = {"width": 360, "height": 740}
    context = browser.new_context(viewport=size, is_mobile=True, has_touch=True)
    page = context.new_page()
    chat = Chat(page, server.address).open()
    pinch = context.new_cdp_session(page)
    pinch.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    page.wait_for_function("visualViewport.height < 400")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert chat.panel.evaluate("e => e.clientHeight") == 740
    context.close()


def test_a_desktop_window_of_little_height_keeps_its_page(chat: Chat, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 450})
    chat.open()
    box = chat.panel.bounding_box()
    assert box is not None
    assert box["width"] == 400
