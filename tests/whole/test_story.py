"""The main job in a real browser: a visitor at night, the front desk in the morning."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, PHONE, browser  # noqa: F401
from tests.support.stack import Stack

pytestmark = [pytest.mark.engine, pytest.mark.browser]

HEALTH_WORDS = re.compile(r"acne|scar|cheek|pitted|skin concern|needling", re.IGNORECASE)
PRIVATE = re.compile(r"Dana|Whitfield|555.?0142", re.IGNORECASE)


class Chat:
    """The widget as a visitor uses it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        page.get_by_role("button", name="Chat with us").click()
        self.log = page.get_by_role("log")
        expect(self.log).to_contain_text("automated assistant")

    def say(self, text: str, answer: str) -> None:
        """Send a text and wait until the log shows `answer`."""
        self.page.get_by_role("textbox").fill(text)
        self.page.keyboard.press("Enter")
        expect(self.log).to_contain_text(re.compile(answer, re.IGNORECASE), timeout=30_000)

    def press(self, label: str, answer: str) -> None:
        """Press the newest button with this label and wait for `answer`."""
        self.page.get_by_role("button", name=label, exact=True).last.click()
        expect(self.log).to_contain_text(re.compile(answer, re.IGNORECASE), timeout=30_000)


def test_from_the_first_question_to_the_front_desk(
    stack: Stack,
    browser: Browser,  # noqa: F811
    eventually: Callable[[Callable[[], bool]], None],
) -> None:
    visitor = browser.new_context(viewport=PHONE).new_page()
    chat = Chat(visitor, stack.url)
    chat.say("does it hurt?", r"source")
    chat.say("i have pitted acne scars on my cheeks", r"i understand: acne scars")
    chat.press("Request a consultation", r"what name")
    chat.say("Dana Whitfield", r"phone number or an e-mail")
    chat.say("925 555 0142", r"call")
    chat.say("text me, weekday evenings work best", r"may .* use what you told me")
    expect(chat.log).to_contain_text(re.compile(r"Dana Whitfield[\s\S]*weekday evenings"))
    visitor.get_by_role("checkbox", name="Keep this whole chat").check()
    chat.press("Yes, send it", r"your request is saved[\s\S]*by ")
    visitor.reload()
    expect(visitor.get_by_role("log")).to_contain_text("Your request is saved", timeout=30_000)
    expect(visitor.get_by_role("log")).to_contain_text("pitted acne scars")

    requests = json.loads(stack.command("requests", "--json"))
    request = next(r for r in requests if r["phone"] == "+19255550142")
    assert (request["name"], request["channel"]) == ("Dana Whitfield", "text")
    assert (request["concerns"], request["areas"]) == (["acne_scars"], ["cheeks"])
    assert request["times"]["words"] == "weekday evenings"
    consents = [(c["purpose"], c["channel"], c["granted"]) for c in request["consents"]]
    wanted = [("contact", "text", True), ("text", None, True), ("chat", None, True)]
    assert consents == wanted
    assert request["due_at"]

    desk = browser.new_context(viewport=DESKTOP).new_page()
    desk.goto(f"{stack.url}/staff")
    desk.get_by_label("Login").fill("mara")
    desk.get_by_label("Password").fill("correct horse battery")
    desk.get_by_role("button", name="Sign in").click()
    first = desk.get_by_role("main").get_by_role("link").filter(has_text="Dana Whitfield").first
    first.click()
    expect(desk.get_by_role("main")).to_contain_text("i have pitted acne scars on my cheeks")
    desk.get_by_role("button", name="Claim").click()
    expect(desk.get_by_role("main")).to_contain_text("mara")
    claimed = json.loads(stack.command("requests", "--json"))
    assert next(r for r in claimed if r["id"] == request["id"])["status"] == "claimed"

    eventually(lambda: any(request["id"] in str(m) for m in stack.mailbox.messages))
    eventually(
        lambda: any(p["data"]["request"] == request["id"] for _, p in webhook_payloads(stack))
    )
    mail = next(str(m) for m in stack.mailbox.messages if request["id"] in str(m))
    assert not HEALTH_WORDS.search(mail)
    assert not PRIVATE.search(mail)
    assert stack.webhooks.refused == []
    assert not PRIVATE.search(json.dumps([p for _, p in webhook_payloads(stack)]))
    assert not PRIVATE.search(stack.log.read_text(errors="replace"))


def webhook_payloads(stack: Stack) -> list[tuple[str, dict]]:
    return list(stack.webhooks.received)


def test_the_widget_on_a_page_of_another_origin(
    stack: Stack,
    browser: Browser,  # noqa: F811
    clinic_page: str,
) -> None:
    """The clinic's own website, with the one tag pasted and a strict policy."""
    page = browser.new_context(viewport=DESKTOP).new_page()
    violations: list[str] = []
    page.on("console", lambda message: violations.append(message.text))
    chat = Chat(page, clinic_page)
    chat.say("does it hurt?", r"source")
    assert violations == []
