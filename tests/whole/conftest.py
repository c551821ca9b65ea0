"""The whole product, started as an operator starts it."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.postgres import Cluster, free_port
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
    tmp_path_factory: pytest.TempPathFactory,
    mailbox: Mailbox,
    webhooks: WebhookReceiver,
    clinic_site: int,
) -> Iterator[Stack]:
    """Everything, on SQLite, shared by the tests of this folder."""
    folder = tmp_path_factory.mktemp("installation") / "home"
    home = make_home(folder, webhooks.url, origins=[f"http://127.0.0.1:{clinic_site}"])
    stack = Stack(home, f"sqlite:///{home}/nightdesk.db", mailbox, webhooks, home / "log.txt")
    stack.command("prepare")
    stack.command("user", "add", "mara", stdin="correct horse battery\n")
    stack.start()
    yield stack
    assert stack.stop() == []


@pytest.fixture
def stack_on_postgresql(
    postgres: Cluster, tmp_path: Path, mailbox: Mailbox, webhooks: WebhookReceiver
) -> Iterator[Stack]:
    """The same on PostgreSQL."""
    home = make_home(tmp_path / "home", webhooks.url)
    stack = Stack(home, postgres.new_database(), mailbox, webhooks, home / "log.txt").start()
    yield stack
    assert stack.stop() == []


@pytest.fixture(scope="package")
def clinic_site() -> int:
    """The port of the clinic's own website, which is another origin than the chat's."""
    return free_port()


@pytest.fixture
def clinic_page(stack: Stack, clinic_site: int) -> Iterator[str]:
    """The address of a page on the clinic's website with the widget's tag."""
    policy = f"default-src 'none'; script-src {stack.url}; connect-src {stack.url}"
    html = f"""<!doctype html><html lang="en"><title>A clinic</title><h1>A clinic</h1>
        <script src="{stack.url}/widget/nightdesk.js" async></script></html>"""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(html.encode() if self.path == "/" else b"")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", clinic_site), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{clinic_site}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def eventually(stack: Stack) -> Callable[[Callable[[], bool]], None]:
    """Wait for something that another process does."""
    return lambda condition: stack.wait_for(condition, within_s=60)
