"""The widget without a mouse, and what assistive technology is told."""

from playwright.sync_api import Locator, Page, expect

from tests.widget.server import FakeClinic
from tests.widget.visitor import Chat

FOCUSED = "document.querySelector('nightdesk-chat').shadowRoot.activeElement?."


def test_enter_opens_and_the_input_has_the_focus(chat: Chat, page: Page) -> None:
    chat.visit()
    expect(chat.launcher).to_have_attribute("aria-haspopup", "dialog")
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")
    chat.launcher.focus()
    page.keyboard.press("Enter")
    expect(chat.input).to_be_focused()
    expect(page.locator(".launcher")).to_have_attribute("aria-expanded", "true")


def test_escape_closes_and_gives_the_focus_back(chat: Chat, page: Page) -> None:
    chat.visit()
    chat.launcher.focus()
    page.keyboard.press("Space")
    expect(chat.input).to_be_focused()
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_escape_closes_the_menu_first(chat: Chat, page: Page) -> None:
    chat.open()
    more = page.get_by_role("button", name="More options")
    more.press("Enter")
    expect(page.get_by_role("button", name="Delete this chat")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Delete this chat")).to_be_hidden()
    expect(more).to_be_focused()
    expect(chat.panel).to_be_visible()


def test_a_closed_panel_holds_no_tab_stop(chat: Chat, page: Page) -> None:
    chat.open()
    page.keyboard.press("Escape")
    expect(chat.launcher).to_be_focused()
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(FOCUSED + "className") or "the page")
    assert seen == {"launcher", "the page"}


def test_tab_walks_through_the_panel_and_out_again(chat: Chat, page: Page) -> None:
    chat.open()
    names = []
    page.get_by_role("button", name="More options").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUSED + "className") or page.evaluate(FOCUSED + "tagName"))
    assert names == ["tool", "log", "TEXTAREA", "send"]


def test_full_screen_on_a_phone_keeps_the_focus_inside(chat: Chat, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")  # measured at rest
    page.set_viewport_size({"width": 360, "height": 740})
    chat.open()
    box = chat.panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 740}
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!(" + FOCUSED + "closest('.panel'))"
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()


def test_turning_the_screen_keeps_panel_and_focus(chat: Chat, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    chat.open()
    chat.input.focus()
    page.set_viewport_size({"width": 740, "height": 500})
    expect(chat.panel).to_be_visible()
    expect(chat.input).to_be_focused()


def test_shift_enter_makes_a_line_and_enter_sends(chat: Chat, clinic: FakeClinic) -> None:
    chat.open()
    chat.input.press_sequentially("one")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("two")
    chat.input.press("Enter")
    expect(chat.messages).to_have_count(3)
    assert clinic.visitor_texts() == ["one\ntwo"]


def test_the_input_grows_to_five_lines_and_counts_near_its_limit(chat: Chat, page: Page) -> None:
    chat.open()
    height = tall(chat.input)
    chat.input.fill("\n".join("abc"))
    assert tall(chat.input) == height + 2 * 24
    chat.input.fill("\n".join("abcdefghij"))
    assert tall(chat.input) == height + 4 * 24
    expect(chat.input).to_have_attribute("maxlength", "5000")
    chat.input.fill("a" * 4600)
    expect(page.get_by_text("4,600 of 5,000")).to_be_visible()


def tall(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["height"]


def test_each_message_is_announced_once_with_its_author(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.script["hello"] = [{"text": "Good evening.", "choices": [{"id": "1", "label": "Go on"}]}]
    chat.open()
    expect(chat.log).to_have_attribute("aria-live", "polite")
    page.evaluate(
        """() => {
            const log = document.querySelector('nightdesk-chat').shadowRoot.querySelector('.log');
            window.heard = [];
            new MutationObserver((changes) => {
                for (const change of changes) for (const node of change.addedNodes)
                    if (node.classList?.contains('message')) window.heard.push(node.textContent);
            }).observe(log, { childList: true });
        }"""
    )
    chat.say("hello")
    heard = [text for text in page.evaluate("window.heard") if text.strip()]
    assert len(heard) == 2
    assert heard[0].startswith("You: hello")
    assert "Assistant: Good evening." in heard[1]


def test_restored_history_is_not_announced(chat: Chat, page: Page) -> None:
    chat.open()
    chat.say("hello")
    page.reload()
    expect(chat.messages).to_have_count(3)
    expect(chat.log).to_have_attribute("aria-live", "polite")


def test_every_target_is_at_least_44_pixels(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    clinic.script["hello"] = [{"text": "Hi.", "choices": [{"id": "1", "label": "A"}]}]
    chat.open()
    chat.say("hello")
    page.get_by_role("button", name="More options").click()
    for target in page.locator("nightdesk-chat button:visible, nightdesk-chat a:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, target.inner_text()


def test_enter_that_ends_a_composition_does_not_send(chat: Chat, clinic: FakeClinic) -> None:
    """As Safari has it: the composition is over, and only the code 229 tells."""
    chat.open()
    chat.input.fill("ni")
    prevented = chat.input.evaluate(
        """input => !input.dispatchEvent(new KeyboardEvent('keydown',
            { key: 'Enter', keyCode: 229, bubbles: true, composed: true, cancelable: true }))"""
    )
    assert not prevented
    expect(chat.input).to_have_value("ni")
    chat.input.press("Enter")
    expect(chat.messages).to_have_count(3)
    assert clinic.visitor_texts() == ["ni"]
