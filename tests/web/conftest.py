"""The web application in process, with an engine that can be told to misbehave."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from nightdesk.app import Nightdesk
from tests.conftest import build_core, lend
from tests.support.fake_engine import FakeEngine
from web.app import chat_app
from web.chat.routes import Chat

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def core(prepared_url: str, heavy_parts: Nightdesk) -> Nightdesk:
    return lend(heavy_parts, build_core(prepared_url))


class Web:
    """A client of the chat API, and the parts behind it."""

    def __init__(self, core: Nightdesk) -> None:
        self.core = core
        self.engine = FakeEngine(core)
        self.chat = Chat.build(core)
        self.chat.engine.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.engine.app), base_url="http://engine"
        )
        transport = httpx.ASGITransport(chat_app(self.chat, core), raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://chat")

    async def open(self) -> dict[str, Any]:
        """A new session; its token is used from now on."""
        response = await self.client.post("/sessions")
        assert response.status_code == 201, response.text
        self.client.headers["Authorization"] = f"Bearer {response.json()['session']['token']}"
        return response.json()

    async def post(self, wait: int = 20, **body: Any) -> httpx.Response:
        """POST a message."""
        body.setdefault("client_id", uuid.uuid4().hex)
        return await self.client.post("/messages", json=body, headers={"Prefer": f"wait={wait}"})

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Send a text and return the replies."""
        response = await self.post(text=text)
        assert response.status_code == 200, response.text
        return response.json()["messages"]

    async def history(self) -> list[dict[str, Any]]:
        """All messages of the session."""
        return (await self.client.get("/messages")).json()["messages"]


@pytest.fixture
async def web(core: Nightdesk) -> AsyncIterator[Web]:
    web = Web(core)
    yield web
    await web.client.aclose()
    await web.chat.engine.close()
    core.close()
