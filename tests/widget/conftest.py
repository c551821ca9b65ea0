"""Fixtures of the widget's tests: the stand-in server and an opened chat."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser import browser, context, page  # noqa: F401  (fixtures)
from tests.widget.server import FakeClinic, FakeServer
from tests.widget.visitor import Chat


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@pytest.fixture
def clinic(server: FakeServer) -> FakeClinic:
    return server.clinic


@pytest.fixture
def chat(page: Page, server: FakeServer) -> Chat:  # noqa: F811
    return Chat(page, server.address)


@pytest.fixture
def fast(page: Page) -> None:  # noqa: F811
    """Waiting inside the page passes forty times as fast, so that back-off can be tested."""
    page.add_init_script(
        "const real = setTimeout;"
        "window.setTimeout = (run, wait, ...rest) => real(run, (wait ?? 0) / 40, ...rest);"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the browser can be picked or left out by its mark."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
