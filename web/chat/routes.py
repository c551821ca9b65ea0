"""The routes of the visitor chat API (docs/chat-api.md)."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nightdesk.app import Nightdesk
from nightdesk.base.reply import Reply
from nightdesk.store.conversations import add_replies, history, open_conversation, replies_to
from nightdesk.store.tables import Conversation, Message
from nightdesk.store.visitor_data import erase
from nightdesk.talk.danger import check, earlier_texts
from nightdesk.talk.export import export
from nightdesk.talk.form import Form, FormError, submit_form
from nightdesk.talk.receive import (
    Received,
    UnknownChoice,
    UnknownConversation,
    known_message,
    receive,
)
from nightdesk.talk.urgent import urgent_reply
from web.chat.engine import Engine
from web.chat.hub import Hub
from web.chat.limits import (
    MESSAGES_PER_ADDRESS,
    MESSAGES_PER_SESSION,
    REQUESTS_OF_ALL,
    SESSIONS_PER_ADDRESS,
    Limiter,
)
from web.chat.problems import IN_DANGER, Problem, not_stored, unauthorized
from web.chat.public import clinic_json, message_json
from web.chat.schemas import NewMessage, NewRequest, read_body, read_limited, too_long
from web.chat.stream import stream
from web.chat.text import LONGEST_MESSAGE, storable
from web.chat.tokens import Tokens
from web.chat.turns import Turn, Turns

log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]

MOST_STREAMS = 5
"""Open event streams of one conversation (a few tabs)."""

LONGEST_WAIT_S = 30

NO_STORE = {"Cache-Control": "no-store"}


@dataclass
class Chat:
    """The chat API of one web process."""

    core: Nightdesk
    engine: Engine
    hub: Hub
    turns: Turns
    tokens: Tokens
    limiter: Limiter

    @classmethod
    def build(cls, core: Nightdesk) -> "Chat":
        """Put the parts together."""
        settings = core.settings
        engine = Engine.connect(
            settings.engine_port,
            settings.engine_secret.get_secret_value(),
            settings.engine_deadline_s,
        )
        hub = Hub()
        lasting = timedelta(hours=settings.session_hours)
        tokens = Tokens(settings.secret.get_secret_value(), lasting)
        return cls(
            core, engine, hub, Turns(core, engine, hub), tokens, Limiter(settings.rate_factor)
        )

    def routes(self) -> list[Route]:
        """Everything under /api/chat."""
        return [
            Route("/sessions", self.open_session, methods=["POST"]),
            Route("/messages", _heard_anyway(self, self.post_message), methods=["POST"]),
            Route("/messages", self.get_messages, methods=["GET"]),
            Route("/requests", _heard_anyway(self, self.post_request), methods=["POST"]),
            Route("/stream", self.get_stream, methods=["GET"]),
            Route("/session/export", self.get_export, methods=["GET"]),
            Route("/session", self.delete_session, methods=["DELETE"]),
        ]

    async def open_session(self, request: Request) -> Response:
        """Begin a conversation and greet."""
        self._admit(request, "sessions", SESSIONS_PER_ADDRESS)
        body = await run_in_threadpool(self._open_session)
        return JSONResponse(body, 201, headers=NO_STORE)

    def _open_session(self) -> dict[str, Any]:
        core, at = self.core, self.core.clock()
        greeting = Reply(
            "greeting",
            "utter_greeting_hello",
            {"clinic": core.clinic.name, "phone": core.clinic.phone.display},
        )
        with core.db.writing() as session:
            conversation = open_conversation(session, at, self.tokens.lasting)
            messages = add_replies(session, conversation.id, core.said([greeting]), at)
            session.commit()
        token = self.tokens.issue(conversation.id)
        return {
            "session": {**self._session_json(conversation), "token": token},
            "clinic": clinic_json(core.clinic, at),
            "messages": [message_json(message, core.clinic) for message in messages],
        }

    def _session_json(self, conversation: Conversation) -> dict[str, str]:
        expires_at = conversation.expires_at.astimezone(self.core.clinic.zone)
        return {"id": conversation.id, "expires_at": expires_at.isoformat(timespec="seconds")}

    async def post_message(self, request: Request) -> Response:
        """Take in a message and, if asked to, wait for every reply to it."""
        conversation_id = await self._conversation(request)
        self._admit(request, "messages", MESSAGES_PER_ADDRESS)
        body = await read_body(request, NewMessage)
        text = _typed(body)
        received = await run_in_threadpool(
            known_message, self.core, conversation_id, body.client_id
        )
        if received is None:
            received = await self._receive(conversation_id, body, text)
        if not received.pending:
            return await self._answered(received)
        turn = self.turns.start(conversation_id, received)
        if await _ended_within(turn, _wait_s(request)):
            return self._answer(received.message_id, turn.result())
        return JSONResponse({"message": received.message_id}, 202, headers=NO_STORE)

    async def _receive(self, conversation_id: str, body: NewMessage, text: str) -> Received:
        self.limiter.take("messages", conversation_id, MESSAGES_PER_SESSION)
        try:
            self.turns.admit(conversation_id)
        except Problem:  # a red flag needs no turn, and does not wait for one
            if not await run_in_threadpool(self._is_danger, conversation_id, text):
                raise
        try:
            received = await run_in_threadpool(
                receive,
                self.core,
                conversation_id,
                client_id=body.client_id,
                text=text,
                choice_id=body.choice or "",
                ticked=body.ticked,
            )
        except UnknownConversation:
            raise unauthorized() from None
        except UnknownChoice:
            raise Problem(
                422, "choice_unknown", "That button is no longer valid. Please type instead."
            ) from None
        self.hub.notify(conversation_id)
        return received

    def _is_danger(self, conversation_id: str, text: str) -> bool:
        """Whether the rules see danger in a message, alone or with what was said before."""
        with self.core.db.reading() as session:
            earlier = earlier_texts(session, conversation_id, self.core.clock())
        return check(self.core, text, earlier) is not None

    async def _answered(self, received: Received, status: int = 200) -> Response:
        replies = await run_in_threadpool(self._replies, received.message_id)
        return self._answer(received.message_id, replies, status)

    def _replies(self, message_id: int) -> Sequence[Message]:
        with self.core.db.reading() as session:
            return replies_to(session, message_id)

    def _answer(self, message_id: int, replies: Sequence[Message], status: int = 200) -> Response:
        messages = [message_json(message, self.core.clinic) for message in replies]
        body = {"message": message_id, "messages": messages}
        return JSONResponse(body, status, headers=NO_STORE)

    async def post_request(self, request: Request) -> Response:
        """Save the plain request form, which needs no engine."""
        conversation_id = await self._conversation(request)
        self._admit(request, "messages", MESSAGES_PER_ADDRESS)
        body = await read_body(request, NewRequest)
        self.limiter.take("messages", conversation_id, MESSAGES_PER_SESSION)
        form = Form(
            name=storable(body.name),
            phone=storable(body.phone),
            email=storable(body.email),
            channel=body.channel,
            times=storable(body.times),
            words=storable(body.words),
            consent=body.consent,
            marketing=body.marketing,
            chat=body.chat,
        )
        try:
            received = await run_in_threadpool(
                submit_form, self.core, conversation_id, body.client_id, form
            )
        except UnknownConversation:
            raise unauthorized() from None
        except FormError as error:
            self.hub.notify(conversation_id)  # danger that was written in it is answered
            problems = [{"field": f, "message": m} for f, m in error.problems.items()]
            detail = "Please check the marked fields."
            raise Problem(422, "form_incomplete", detail, errors=problems) from None
        self.hub.notify(conversation_id)
        return await self._answered(received, 201)

    async def get_messages(self, request: Request) -> Response:
        """The conversation so far, or what came after a message."""
        conversation_id = await self._conversation(request)
        after = _number(request.query_params.get("after"))
        body = await run_in_threadpool(self._conversation_json, conversation_id, after)
        return JSONResponse(body, headers=NO_STORE)

    def _conversation_json(self, conversation_id: str, after: int) -> dict[str, Any]:
        core = self.core
        with core.db.reading() as session:
            conversation = session.get_one(Conversation, conversation_id)
            found = history(session, conversation_id, after)
            return {
                "session": self._session_json(conversation),
                "clinic": clinic_json(core.clinic, core.clock()),
                "messages": [message_json(message, core.clinic) for message in found],
            }

    async def get_stream(self, request: Request) -> Response:
        """New messages as server-sent events."""
        conversation_id = await self._conversation(request)
        if self.hub.count(conversation_id) >= MOST_STREAMS:
            detail = "This chat is open in too many windows."
            raise Problem(429, "streams_open", detail, retry_after_s=30)
        return stream(
            self.core, self.hub, conversation_id, _number(request.headers.get("last-event-id"))
        )

    async def get_export(self, request: Request) -> Response:
        """Everything that is kept about this visitor."""
        conversation_id = await self._conversation(request)
        body = await run_in_threadpool(export, self.core, conversation_id)
        return JSONResponse(body, headers=NO_STORE)

    async def delete_session(self, request: Request) -> Response:
        """Erase the conversation and its requests."""
        conversation_id = await self._conversation(request)
        await run_in_threadpool(self._erase, conversation_id)
        self.hub.notify(conversation_id)
        return Response(status_code=204, headers=NO_STORE)

    def _erase(self, conversation_id: str) -> None:
        with self.core.db.writing() as session:
            erase(session, conversation_id, self.core.clock())
            session.commit()

    def _admit(self, request: Request, name: str, rate: Any) -> None:
        address = request.client.host if request.client else ""
        # The address first: one that is over its own limit costs the others nothing.
        self.limiter.take(name + "-address", address, rate)
        self.limiter.take("all", "", REQUESTS_OF_ALL)

    async def _conversation(self, request: Request) -> str:
        """The conversation that the bearer token is for. Raises Problem 401."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        conversation_id = self.tokens.read(token.strip()) if scheme.lower() == "bearer" else None
        if conversation_id is None or not await run_in_threadpool(self._is_open, conversation_id):
            raise unauthorized()
        return conversation_id

    def _is_open(self, conversation_id: str) -> bool:
        with self.core.db.reading() as session:
            conversation = session.get(Conversation, conversation_id)
            return conversation is not None and conversation.expires_at > self.core.clock()


def _heard_anyway(chat: Chat, route: Handler) -> Handler:
    """The route, but danger is answered even where nothing can be stored."""

    async def heard(request: Request) -> Response:
        try:
            return await route(request)
        except Problem:
            raise
        except Exception as error:  # our own database failed
            log.error("not stored: %s", type(error).__name__)
            problem = await run_in_threadpool(_in_danger, chat.core, await _written(request))
            raise problem or not_stored() from error

    return heard


def _in_danger(core: Nightdesk, text: str) -> Problem | None:
    flag = check(core, text)
    if flag is None:
        return None
    said = urgent_reply(core, flag, text, core.clock(), alerted=False)
    return Problem(503, "not_stored", said.text, urgent=said.urgent)


async def _written(request: Request) -> str:
    """What the visitor wrote, in a message or in the form; it may fail as the route would have."""
    try:
        body = json.loads(await read_limited(request))
    except ValueError:
        return ""
    fields = body if isinstance(body, dict) else {}
    told = [fields.get(name) for name in ("text", "words", "times", "name")]
    return ".\n".join(part for part in told if isinstance(part, str))


def _typed(body: NewMessage) -> str:
    """The storable text. Raises Problem when neither or both of text and choice are there."""
    if (body.text is None) == (body.choice is None):
        raise Problem(422, "bad_fields", "Send either a text or a choice.")
    if body.text is None:
        return ""
    if len(body.text) > LONGEST_MESSAGE:
        raise too_long()
    text = storable(body.text)
    if not text:
        raise Problem(422, "empty", "The message is empty." + IN_DANGER)
    return text


def _wait_s(request: Request) -> float:
    """Seconds of `Prefer: wait=N` (RFC 7240), 0 without it."""
    found = re.search(r"\bwait=(\d{1,3})\b", request.headers.get("prefer", ""))
    return min(int(found.group(1)), LONGEST_WAIT_S) if found else 0.0


async def _ended_within(turn: Turn, seconds: float) -> bool:
    if seconds <= 0:
        return False
    done, _ = await asyncio.wait({turn}, timeout=seconds)
    if done and turn.exception() is not None:  # our own database failed: nothing was answered
        raise not_stored()
    return bool(done)


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else 0
