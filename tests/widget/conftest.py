"""Fixtures of the widget's tests: the stand-in server and an opened chat."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import browser, context, page  # noqa: F401  (fixtures)
from tests.widget.server import FakeClinic, FakeServer


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@pytest.fixture
def clinic(server: FakeServer) -> FakeClinic:
    return server.clinic


class Chat:
    """What a visitor does with the widget, in words."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.launcher = page.get_by_role("button", name="Chat with us")
        self.panel = page.get_by_role("dialog")
        self.input = page.get_by_role("textbox", name="Your message")
        self.log = page.get_by_role("log")
        self.messages = page.locator(".message:not(.typing)")

    def visit(self, path: str = "/") -> "Chat":
        self.page.goto(self.address + path)
        expect(self.launcher).to_be_visible()
        return self

    def open(self, path: str = "/") -> "Chat":
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


@pytest.fixture
def chat(page: Page, server: FakeServer) -> Chat:
    return Chat(page, server.address)


@pytest.fixture
def fast(page: Page) -> None:
    """Waiting inside the page passes forty times as fast, so that back-off can be tested."""
    page.add_init_script(
        "const real = setTimeout;"
        "window.setTimeout = (run, wait, ...rest) => real(run, (wait ?? 0) / 40, ...rest);"
    )
