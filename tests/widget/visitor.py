"""What a visitor does with the widget, in words that the tests share."""

from typing import Self

from playwright.sync_api import Page, expect


class Chat:
    """The widget on a page, seen by its visitor."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.launcher = page.get_by_role("button", name="Chat with us")
        self.panel = page.get_by_role("dialog")
        self.input = page.get_by_role("textbox", name="Your message")
        self.log = page.get_by_role("log")
        self.messages = page.locator(".message:not(.typing)")

    def visit(self, path: str = "/") -> Self:
        self.page.goto(self.address + path)
        expect(self.launcher).to_be_visible()
        return self

    def open(self, path: str = "/") -> Self:
        self.visit(path)
        self.launcher.click()
        expect(self.messages.first).to_be_visible()
        return self

    def say(self, text: str) -> None:
        """Send and wait until the server has answered."""
        before = self.messages.count()
        self.post(text)
        self.page.wait_for_function(
            "n => document.querySelector('nightdesk-chat').shadowRoot"
            ".querySelectorAll('.message:not(.typing)').length > n + 1",
            arg=before,
        )

    def post(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def texts(self) -> list[str]:
        return self.page.locator(".words").all_inner_texts()
