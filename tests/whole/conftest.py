"""The whole product, started as an operator starts it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.receivers import Mailbox, WebhookReceiver
from tests.support.stack import WEBHOOK_SECRET, Stack, make_home


@pytest.fixture(scope="package")
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    yield mailbox
    mailbox.stop()


@pytest.fixture(scope="package")
def webhooks() -> Iterator[WebhookReceiver]:
    receiver = WebhookReceiver(WEBHOOK_SECRET)
    yield receiver
    receiver.stop()


@pytest.fixture(scope="package")
def stack(
    tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox, webhooks: WebhookReceiver
) -> Iterator[Stack]:
    """Everything, on SQLite, shared by the tests of this folder."""
    home = make_home(tmp_path_factory.mktemp("installation") / "home", webhooks.url)
    stack = Stack(home, f"sqlite:///{home}/nightdesk.db", mailbox, webhooks, home / "log.txt")
    stack.command("prepare")
    stack.command("user", "add", "mara", stdin="correct horse battery\n")
    stack.start()
    yield stack
    assert stack.stop() == []


@pytest.fixture
def eventually(stack: Stack) -> Callable[[Callable[[], bool]], None]:
    """Wait for something that another process does."""
    return lambda condition: stack.wait_for(condition, within_s=60)


def folder_text(folder: Path) -> str:
    """All text of the files in a folder."""
    return "\n".join(p.read_text(errors="replace") for p in folder.rglob("*") if p.is_file())
