"""What scripts of the page do to the chat: shortcuts, traps, wrappers, a replaced body."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.samples import CONVERSATION
from tests.widget.server import FakeClinic
from tests.widget.visitor import Chat

SCRIPT = "<script src='/widget/nightdesk.js' async></script>"
COUNT = "document.querySelectorAll('nightdesk-chat').length"
SHORTCUTS = """
    window.fired = 0;
    for (const name of ['keydown', 'keypress', 'keyup'])
        document.addEventListener(name, (event) => {
            if (/INPUT|TEXTAREA/.test(event.target.tagName)) return;
            fired += 1;
            if ('sj/12'.includes(event.key)) event.preventDefault();
        });
"""
PROTECTION = """
    for (const name of ['copy', 'cut', 'paste', 'contextmenu', 'wheel', 'touchmove'])
        addEventListener(name, (event) => event.preventDefault(), { passive: false });
"""
TRAP = """
    const field = document.querySelector('input');
    document.addEventListener('focusin', (event) => event.target === field || field.focus());
"""


def serve(clinic: FakeClinic, script: str = "", snippet: str = SCRIPT) -> str:
    clinic.pages["/page"] = (
        "",
        f"<!doctype html><html lang=en><title>Page</title><main><h1>Page</h1>"
        f"<label>E-mail <input></label></main><script>{script}</script>{snippet}",
    )
    return "/page"


def test_shortcuts_of_the_page_take_no_letter_and_the_widgets_keys_work(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open(serve(clinic, SHORTCUTS))
    page.evaluate("fired = 0")
    chat.input.press_sequentially("does it hurt? just asking 1/2")
    expect(chat.input).to_have_value("does it hurt? just asking 1/2")
    chat.input.press("Enter")
    expect(page.get_by_text("You wrote: does it hurt? just asking 1/2")).to_be_visible()
    page.get_by_role("button", name="More options").press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Delete this chat")).to_be_hidden()
    expect(chat.panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    assert page.evaluate("fired") <= 1  # letting Escape go, with the focus outside again


def test_copy_protection_and_smooth_scrolling_stay_outside(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clinic.script["all"] = CONVERSATION
    chat.open(serve(clinic, PROTECTION))
    chat.say("all")
    chat.input.fill("925-555-0142")
    chat.input.select_text()
    page.keyboard.press("Control+C")
    chat.input.fill("")
    page.keyboard.press("Control+V")
    expect(chat.input).to_have_value("925-555-0142")
    before = chat.log.evaluate("e => e.scrollTop")
    chat.log.hover()
    page.mouse.wheel(0, -80)
    page.wait_for_function(
        "before => document.querySelector('nightdesk-chat').shadowRoot"
        ".querySelector('.log').scrollTop < before",
        arg=before,
    )


def test_a_focus_trap_of_the_page_does_not_take_what_is_typed(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open(serve(clinic, TRAP))
    chat.input.click()
    page.keyboard.type("is it private")
    expect(chat.input).to_have_value("is it private")
    expect(page.get_by_label("E-mail")).to_have_value("")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "replace",
    [
        "document.body.innerHTML = '<p>new</p>'",
        "document.body.replaceWith(document.createElement('body'))",
        "document.documentElement.replaceChildren("
        "document.createElement('head'), document.createElement('body'))",
    ],
)
def test_a_replaced_body_leaves_the_chat_and_its_talk(
    chat: Chat, page: Page, clinic: FakeClinic, replace: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    chat.open(serve(clinic))
    chat.say("hello")
    chat.input.fill("half a sent")
    page.evaluate(replace)
    page.evaluate("new Promise((done) => setTimeout(done))")
    again = "document.head.append(Object.assign(document.createElement('script'), { src }))"
    for _ in range(2):  # the snippet runs again
        with page.expect_response("**/widget/nightdesk.js?*"):
            page.evaluate(f"src => {again}", f"{chat.address}/widget/nightdesk.js?again")
    assert page.evaluate(COUNT) == 1
    expect(chat.input).to_have_value("half a sent")
    chat.input.press("End")
    page.keyboard.type("ence")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You wrote: half a sentence")).to_be_visible()
    assert chat.texts()[1:3] == ["hello", "You wrote: hello"]
    assert clinic.started == 1
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_a_copy_that_the_page_keeps_of_itself_makes_no_second_chat(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.visit(serve(clinic))
    page.evaluate("document.body.replaceWith(document.body.cloneNode(true))")
    page.evaluate("document.body.append(document.querySelector('nightdesk-chat').cloneNode(true))")
    expect(chat.launcher).to_have_count(1)


def test_a_chat_that_the_page_takes_out_stays_out(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.visit(serve(clinic))
    page.evaluate("document.querySelector('nightdesk-chat').remove()")
    page.evaluate("new Promise((done) => setTimeout(done, 0))")
    assert page.evaluate(COUNT) == 0


def test_a_wrapped_fetch_that_knows_only_texts_is_served(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    wrap = "const real = fetch; window.fetch = (url, o) => url.startsWith('x') || real(url, o);"
    chat.open(serve(clinic, wrap))
    chat.say("hello")


def test_the_snippets_address_is_read_before_the_page_moves(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.visit(serve(clinic, snippet=SCRIPT.replace("/widget", "widget")))
    page.evaluate("history.pushState(null, '', '/treatments/skin/')")
    chat.launcher.click()
    expect(chat.messages).to_have_count(1)


def test_the_pages_own_handlers_of_the_viewport_are_kept(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open(serve(clinic, "visualViewport.onresize = window.own = () => {}"))
    assert page.evaluate("visualViewport.onresize === own")
