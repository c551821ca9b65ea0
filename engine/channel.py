"""The one door into Rasa: a webhook for our own web server, and for nobody else."""

import hmac
import logging
import os
import re
from typing import Any, Awaitable, Callable, Dict, List, Optional

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from engine.log import withhold_message_text
from nightdesk.reading.model import PARTS

LONGEST = 1000  # characters: Rasa's event loop stands still while it reads a message
MOST_PARTS = 8  # a few more than the core ever cuts a message into
CHOICE = "/choose"  # what the web server sends for a pressed button
KEY = "NIGHTDESK_ENGINE_SECRET"

logger = logging.getLogger(__name__)
_SENDER = re.compile(r"[0-9a-f-]{16,64}", re.IGNORECASE)


class Replies(OutputChannel):
    """Collects what the turn says, text and data of one utterance together."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.messages: List[Dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The name that responses could be limited to; none are."""
        return "nightdesk"

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Keep one utterance whole. Rasa's own collector would split it in two."""
        self.messages.append(
            {"text": message.get("text") or "", "custom": message.get("custom") or {}}
        )


class NightdeskInput(InputChannel):
    """POST /webhooks/nightdesk/webhook with the shared secret; everything else is refused."""

    def __init__(self, secret: str) -> None:
        """`secret` is what the web server sends as its bearer token."""
        self._authorization = f"Bearer {secret}".encode()

    @classmethod
    def name(cls) -> str:
        """The name in the address."""
        return "nightdesk"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "NightdeskInput":
        """Read the secret from the environment; without one the server does not start."""
        secret = os.environ.get(KEY, "")
        if len(secret) < 16:
            raise RasaException(f"Set {KEY} to a secret of at least 16 characters.")
        return cls(secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of this channel, and a guard in front of the whole server."""
        routes = Blueprint("nightdesk", "engine.channel")

        @routes.listener("before_server_start")
        async def guard_everything(app: Sanic, loop: Any) -> None:
            app.request_middleware.appendleft(self.guard)  # before Rasa's own, which answer OPTIONS

        @routes.post("/webhook", name="webhook")
        async def receive(request: Request) -> HTTPResponse:
            message = read_message(request)
            if message is None:
                return empty(400)
            return await answer(on_new_message, message)

        return routes

    async def guard(self, request: Request) -> Optional[HTTPResponse]:
        """Refuse what is not ours, Rasa's version page included, before anything is read."""
        withhold_message_text()
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, self._authorization):
            return empty(401)
        is_ours = request.method == "POST" and request.path == "/webhooks/nightdesk/webhook"
        return None if is_ours else empty(404)


def read_message(request: Request) -> Optional[UserMessage]:
    """The message of a well-formed request, or None."""
    if request.query_string or request.content_type != "application/json":
        return None
    body = request.json
    if not isinstance(body, dict) or set(body) != {"sender", "message", "metadata"}:
        return None
    sender, text, metadata = body["sender"], body["message"], body["metadata"]
    if not isinstance(sender, str) or not _SENDER.fullmatch(sender):
        return None
    if not isinstance(text, str) or not 0 < len(text.strip()) <= LONGEST or not is_unicode(text):
        return None
    if not isinstance(metadata, dict) or type(metadata.get("message_id")) is not int:
        return None
    parts = metadata.get(PARTS, [])
    if not isinstance(parts, list) or len(parts) > MOST_PARTS or not all(map(_is_part, parts)):
        return None
    return UserMessage(
        text=without_command(text),
        output_channel=Replies(),
        sender_id=sender,
        input_channel=NightdeskInput.name(),
        metadata={"message_id": metadata["message_id"], PARTS: parts},
    )


def _is_part(part: object) -> bool:
    return isinstance(part, str) and len(part) <= LONGEST and is_unicode(part)


def is_unicode(text: str) -> bool:
    """False for half of a surrogate pair, which no store or log can write."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def without_command(text: str) -> str:
    """Rasa takes "/name" for an intent; the only one that may come through is a choice."""
    text = text.strip()
    return text if text == CHOICE else text.lstrip("/ \t\n") or "?"


async def answer(
    on_new_message: Callable[[UserMessage], Awaitable[Any]], message: UserMessage
) -> HTTPResponse:
    """Run the turn. Saying nothing is a failure: Rasa says nothing when an action fails."""
    try:
        await on_new_message(message)
    except Exception as error:  # noqa: BLE001
        logger.error("turn failed: %s", type(error).__name__)
        return empty(500)
    replies = message.output_channel.messages
    return json(replies) if replies else empty(500)
