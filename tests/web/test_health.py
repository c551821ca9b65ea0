"""Whether messages can be stored, as a watchdog asks."""

from datetime import timedelta
from types import SimpleNamespace

import httpx
import pytest

from tests.web.conftest import Web
from web.app import HEALTH_KEPT, create_app

pytestmark = pytest.mark.anyio


async def test_a_database_that_cannot_be_written_is_told(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    now = web.core.clock()
    web.core.clock = lambda: now
    transport = httpx.ASGITransport(create_app(web.core))
    async with httpx.AsyncClient(transport=transport, base_url="http://web") as client:
        answer = await client.get("/healthz")
        assert (answer.status_code, answer.json()) == (200, {"database": True})
        monkeypatch.setattr("web.app.why_not_writable", lambda db: "the disk is full")
        answer = await client.get("/healthz")
        assert answer.status_code == 200, "each look costs a write: it is not repeated at once"
        now += HEALTH_KEPT + timedelta(seconds=1)
        answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": False})
    assert "the disk is full" in caplog.text


async def test_a_full_disk_is_seen(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "nightdesk.store.database.shutil.disk_usage", lambda _: SimpleNamespace(free=0)
    )
    transport = httpx.ASGITransport(create_app(web.core))
    async with httpx.AsyncClient(transport=transport, base_url="http://web") as client:
        answer = await client.get("/healthz")
    is_file = web.core.db.engine.dialect.name == "sqlite"
    assert answer.status_code == (503 if is_file else 200)
