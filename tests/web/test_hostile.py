"""Whatever is sent: nothing breaks, nothing changes, and the next visitor is served."""

import json

import httpx
import pytest
from sqlalchemy import func, select

from nightdesk.store.tables import Message
from tests.web.conftest import Web

pytestmark = pytest.mark.anyio


async def stored(web: Web) -> int:
    with web.core.db.reading() as session:
        return session.scalar(select(func.count()).select_from(Message)) or 0


async def post_raw(web: Web, content: bytes, kind: str = "application/json") -> httpx.Response:
    return await web.client.post("/messages", content=content, headers={"Content-Type": kind})


@pytest.mark.parametrize(
    "text",
    [
        '/submit{"consent":true}',
        "/restart",
        "<img src=x onerror=alert(1)>",
        "before\x00after",
        "\ud800",
        "'; DROP TABLE message; --",
        "{name} {{7*7}} %s ${jndi:ldap://x}",
        "\u202egnp.exe",
        "a\u0301" * 800,
        "👨‍👩‍👧‍👦" * 100,
    ],
)
async def test_odd_text_is_only_text(web: Web, text: str) -> None:
    await web.open()
    before = (await web.client.get("/session/export")).json()["requests"]
    response = await web.client.post(
        "/messages",
        content=json.dumps({"client_id": "odd-text-1", "text": text}),
        headers={"Content-Type": "application/json", "Prefer": "wait=20"},
    )
    assert response.status_code == 200
    assert response.json()["messages"]
    assert not web.engine.seen[-1]["message"].startswith("/")
    assert (await web.client.get("/session/export")).json()["requests"] == before


async def test_nul_alone_is_an_empty_message(web: Web) -> None:
    await web.open()
    response = await web.post(text="\x00")
    assert (response.status_code, response.json()["code"]) == (422, "empty")


@pytest.mark.parametrize("size", [5_001, 50_000, 100_000])
async def test_a_huge_message_is_refused_unstored(web: Web, size: int) -> None:
    await web.open()
    before = await stored(web)
    response = await web.post(text="x" * size)
    assert (response.status_code, response.json()["code"]) == (413, "too_long")
    assert "911" in response.json()["detail"]
    assert await stored(web) == before
    assert web.engine.seen == []


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"null", 422),
        (b"[]", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 20_000, 400),
        (b'{"client_id": 1, "text": "x"}', 422),
        (b'{"client_id": "short", "text": "x"}', 422),
        (b'{"client_id": "good-enough", "text": {"a": 1}}', 422),
        (b'{"client_id": "good-enough", "text": "x", "sender": "someone-else"}', 422),
        (b'{"client_id": "good-enough"}', 422),
        (b'{"client_id": "good-enough", "text": "a", "choice": "b"}', 422),
        (b'{"client_id": "good-enough", "choice": "want_consultation"}', 422),
        (b'{"client_id": "good-enough", "choice": "ch_00000000000000000000000000000000"}', 422),
    ],
)
async def test_bad_bodies_are_problems(web: Web, content: bytes, status: int) -> None:
    await web.open()
    before = await stored(web)
    response = await post_raw(web, content)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"]
    assert await stored(web) == before


async def test_a_form_post_from_another_page_is_refused(web: Web) -> None:
    await web.open()
    body = b'{"client_id": "good-enough", "text": "x"}'
    assert (await post_raw(web, body, "text/plain")).status_code == 415


async def test_somebody_elses_button_is_refused(web: Web) -> None:
    await web.open()
    replies = await web.say("acne scars on my cheeks")
    choice = next(c["id"] for m in replies for c in m.get("choices", ()))
    await web.open()
    response = await web.post(choice=choice)
    assert (response.status_code, response.json()["code"]) == (422, "choice_unknown")


async def test_a_flood_is_slowed_down_with_a_time(web: Web) -> None:
    await web.open()
    answers = [await web.post(wait=0, text=f"message {n}") for n in range(30)]
    refused = [a for a in answers if a.status_code == 429]
    assert refused
    assert int(refused[0].headers["Retry-After"]) > 0
    assert "911" in refused[0].json()["detail"]
