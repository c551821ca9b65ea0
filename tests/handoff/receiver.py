"""A webhook receiver: a real HTTP server that records what it gets and answers as told."""

import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Got:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


Answer = Callable[["Handler", Got], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the receiver's current answer."""

    server: "Server"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        got = Got(self.path, headers, body)
        self.server.receiver.record(got)
        self.server.receiver.answer(self, got)

    def reply(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50
    receiver: "Receiver"

    def handle_error(self, *_arguments: object) -> None:
        """A client that was killed is no news."""


class Receiver:
    """Use as a context manager. `got` lists what came in; `answer` may be replaced."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.got: list[Got] = []
        self.answer: Answer = status(204)
        self.came = threading.Condition()
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.receiver = self
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/hook"

    def record(self, got: Got) -> None:
        with self.came:
            self.got.append(got)
            self.came.notify_all()

    def wait_for(self, count: int) -> None:
        with self.came:
            if not self.came.wait_for(lambda: len(self.got) >= count, timeout=60):
                raise AssertionError(f"only {len(self.got)} of {count} requests came")

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def status(code: int, **headers: str) -> Answer:
    """Answer with `code`."""
    return lambda handler, _got: handler.reply(code, **headers)


def reset(handler: Handler, _got: Got) -> None:
    """End the connection with a reset instead of an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.connection.close()


def hang_up(handler: Handler, _got: Got) -> None:
    """Take the request, then close without an answer."""
    handler.close_connection = True
