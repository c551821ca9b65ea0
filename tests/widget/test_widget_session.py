"""Starting, restoring and failing to start a chat; what stays in the browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.server import FakeClinic
from tests.widget.visitor import Chat

STORED = "() => ({ ...localStorage })"
BLOCKED = """for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, {
        get() { throw new DOMException('no', 'SecurityError'); },
    });"""


def test_nothing_is_asked_of_the_server_before_the_click(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.visit()
    page.wait_for_load_state("networkidle")
    widget = [path for _, path in clinic.calls if "/demo/" not in path and path != "/"]
    assert widget == ["/widget/nightdesk.js"]


def test_only_the_token_is_kept(chat: Chat, page: Page) -> None:
    chat.open()
    chat.say("my secret concern")
    assert page.evaluate(STORED) == {"nightdesk:token": "token-1"}
    assert page.evaluate("({ ...sessionStorage })") == {"nightdesk:open": "1"}
    assert page.evaluate("document.cookie") == ""


def test_reload_restores_from_the_server_without_taking_the_focus(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open()
    chat.say("hello")
    before = chat.texts()
    page.reload()
    expect(chat.messages).to_have_count(3)
    assert chat.texts() == before
    assert page.evaluate("document.activeElement === document.body")
    assert clinic.started == 1


def test_a_closed_panel_stays_closed_after_reload(chat: Chat, page: Page) -> None:
    chat.open()
    page.keyboard.press("Escape")
    page.reload()
    expect(chat.launcher).to_be_visible()
    expect(chat.panel).to_be_hidden()
    chat.launcher.click()
    expect(chat.messages).to_have_count(1)


def test_an_unknown_token_begins_a_fresh_session(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.visit()
    page.evaluate("localStorage.setItem('nightdesk:token', 'made up')")
    chat.launcher.click()
    expect(chat.messages).to_have_count(1)
    assert page.evaluate(STORED) == {"nightdesk:token": "token-1"}


def test_an_urgent_message_of_the_past_is_no_alert(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.script["q"] = [{"kind": "urgent", "text": "Get help.", "urgent": {"tier": "911"}}]
    chat.open()
    chat.say("q")
    page.reload()
    expect(page.get_by_text("Get help.")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_it_works_with_storage_blocked(chat: Chat, page: Page) -> None:
    page.add_init_script(BLOCKED)
    chat.open()
    chat.say("hello")
    expect(page.get_by_text("You wrote: hello")).to_be_visible()


def test_an_unreachable_server_is_told_in_plain_words(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.down = True
    chat.visit()
    chat.launcher.click()
    expect(page.get_by_text("We cannot connect right now")).to_be_visible()
    call = page.get_by_role("link", name="Call 925-555-0100").last
    expect(call).to_have_attribute("href", "tel:9255550100")
    clinic.down = False
    page.get_by_role("button", name="Try again").click()
    expect(chat.messages).to_have_count(1)
    expect(chat.input).to_be_focused()


def test_coming_back_online_leaves_the_focus_where_the_visitor_is(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    clinic.down = True
    chat.visit()
    chat.launcher.click()
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_focused()
    again.evaluate("button => button.blur()")  # they read on in the clinic's page
    clinic.down = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(chat.messages).to_have_count(1)
    assert page.evaluate("document.activeElement === document.body")


def test_a_widget_that_cannot_load_says_so_and_can_be_tried_again(chat: Chat, page: Page) -> None:
    chat.visit()
    page.route("**/widget/chat.js*", lambda route: route.abort())
    chat.launcher.click()
    expect(page.get_by_text("The chat could not load.")).to_be_visible()
    expect(page.get_by_role("link", name="Call 925-555-0100").last).to_be_visible()
    page.unroute("**/widget/chat.js*")
    chat.launcher.click()
    expect(chat.messages).to_have_count(1)


def test_words_written_while_connecting_are_sent_after_the_greeting(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    held = []
    page.route("**/api/chat/sessions", lambda route: held.append(route))
    chat.visit()
    chat.launcher.click()
    chat.post("quick")
    expect(page.locator(".by-visitor")).to_have_count(1)
    held[0].continue_()
    expect(page.get_by_text("You wrote: quick")).to_be_visible()
    assert chat.texts()[1:] == ["quick", "You wrote: quick"]
    assert clinic.started == 1


def test_a_chat_that_had_ended_is_not_called_deleted(chat: Chat, clinic: FakeClinic) -> None:
    chat.open()
    chat.page.route("**/api/chat/session", lambda route: route.fulfill(status=401, body="{}"))
    chat.page.get_by_role("button", name="More options").click()
    chat.page.get_by_role("button", name="Delete this chat").click()
    chat.page.get_by_role("button", name="Delete", exact=True).click()
    expect(chat.page.get_by_text("The earlier chat had ended")).to_be_visible()
    expect(chat.page.get_by_text("The chat was deleted.")).to_have_count(0)


def test_what_was_erased_in_words_leaves_the_screen(chat: Chat, clinic: FakeClinic) -> None:
    clinic.script["delete everything"] = [
        {"kind": "privacy", "text": "Everything is deleted.", "erased": True}
    ]
    chat.open()
    chat.say("i have pitted scars")
    chat.post("delete everything")
    expect(chat.page.get_by_text("Everything is deleted.")).to_be_visible()
    expect(chat.page.get_by_text("pitted scars")).to_have_count(0)
    chat.say("hello again")


def test_two_tabs_share_one_conversation(chat: Chat, page: Page, clinic: FakeClinic) -> None:
    chat.open()
    other = page.context.new_page()
    Chat(other, chat.address).open()
    chat.say("from the first tab")
    expect(other.get_by_text("You wrote: from the first tab")).to_be_visible()
    assert clinic.started == 1


def test_every_request_goes_to_the_widgets_own_origin(chat: Chat, page: Page) -> None:
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    chat.open()
    chat.say("hello")
    assert hosts == {chat.address.removeprefix("http://")}


@pytest.mark.parametrize("name", ["nightdesk", "chat", "Chat"])
def test_no_name_is_left_on_the_page(chat: Chat, page: Page, name: str) -> None:
    chat.open()
    assert page.evaluate(f"typeof window.{name}") == "undefined"


def test_a_chat_deleted_in_one_tab_leaves_the_other(
    chat: Chat, page: Page, clinic: FakeClinic
) -> None:
    chat.open()
    chat.say("private words")
    other = page.context.new_page()
    second = Chat(other, chat.address).open()
    expect(second.messages).to_have_count(3)
    page.get_by_role("button", name="More options").click()
    page.get_by_role("button", name="Delete this chat").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(other.get_by_text("The earlier chat had ended")).to_be_visible()
    expect(other.get_by_text("private words")).to_have_count(0)
    second.say("still here")
    expect(page.get_by_text("You wrote: still here")).to_be_visible()
    assert clinic.started == 2
