"""A real mail server and a real webhook receiver on loopback."""

import threading
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from standardwebhooks import Webhook

from tests.support.postgres import free_port


class Mailbox:
    """An SMTP server that keeps what it receives."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Called by the server for each message."""
        self.messages.append(BytesParser(EmailMessage, policy=default).parsebytes(envelope.content))
        return "250 OK"

    def stop(self) -> None:
        """End the server."""
        self._controller.stop()


class WebhookReceiver:
    """An HTTP server that verifies each webhook's signature and keeps the good ones."""

    def __init__(self, secret: str) -> None:
        self.received: list[tuple[str, Any]] = []
        self.refused: list[str] = []
        receiver, verifier = self, Webhook(secret)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                try:
                    payload = verifier.verify(body, headers)
                except Exception as error:
                    receiver.refused.append(str(error))
                    self.send_response(401)
                else:
                    receiver.received.append((headers["webhook-id"], payload))
                    self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()
