"""A mail server that may be down at first and keeps its port."""

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.support.postgres import free_port


class MailServer:
    """`got` lists (recipient, message) as they came in."""

    def __init__(self) -> None:
        self.got: list[tuple[str, EmailMessage]] = []
        self.port = free_port()
        self._controller: Controller | None = None

    @property
    def told(self) -> list[str]:
        """Who was told, in order: the part before the @."""
        return [recipient.split("@")[0] for recipient, _ in self.got]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = BytesParser(EmailMessage, policy=default).parsebytes(envelope.content)
        self.got.append((envelope.rcpt_tos[0], message))
        return "250 OK"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None
