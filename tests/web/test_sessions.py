"""A visitor reaches their own conversation and no other."""

import time

import pytest

from tests.web.conftest import Web
from web.chat.problems import Problem
from web.chat.tokens import Tokens

pytestmark = pytest.mark.anyio


async def test_a_new_session_greets_honestly(web: Web) -> None:
    opened = await web.open()
    assert set(opened) == {"session", "clinic", "messages"}
    assert set(opened["session"]) == {"id", "token", "expires_at"}
    clinic = opened["clinic"]
    assert {"name", "assistant", "disclosure", "open_now", "next_open", "phone"} <= set(clinic)
    greeting = opened["messages"][0]
    assert (greeting["kind"], greeting["author"]) == ("greeting", "assistant")
    assert "automated" in greeting["text"]
    assert clinic["phone"] in greeting["text"]


async def test_history_is_the_same_after_a_reload(web: Web) -> None:
    await web.open()
    replies = await web.say("my cheeks have acne scars")
    history = await web.history()
    assert [m["author"] for m in history[:2]] == ["assistant", "visitor"]
    assert history[2:] == replies


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer nonsense", "Basic abc", "Bearer a.b.c", "bearer é"],
)
async def test_without_a_good_token_nothing_is_reached(web: Web, header: str) -> None:
    await web.open()
    web.client.headers["Authorization"] = header
    for method, path in [
        ("GET", "/messages"),
        ("GET", "/session/export"),
        ("DELETE", "/session"),
        ("GET", "/stream"),
    ]:
        response = await web.client.request(method, path)
        assert response.status_code == 401
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["code"] == "session_unknown"
    assert (await web.post(text="hello")).status_code == 401


async def test_a_token_made_with_another_secret_is_refused(web: Web) -> None:
    opened = await web.open()
    forged = Tokens("somebody-elses-secret-0123456789ab", web.chat.tokens.lasting)
    web.client.headers["Authorization"] = f"Bearer {forged.issue(opened['session']['id'])}"
    assert (await web.client.get("/messages")).status_code == 401


async def test_an_old_token_has_ended(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    await web.open()
    later = time.time() + web.chat.tokens.lasting.total_seconds() + 10
    monkeypatch.setattr(time, "time", lambda: later)
    assert (await web.client.get("/messages")).status_code == 401


async def test_two_visitors_do_not_meet(web: Web) -> None:
    await web.open()
    await web.say("a secret of the first visitor")
    await web.open()
    assert "secret" not in str(await web.history())


async def test_erasing_ends_the_session_and_leaves_nothing(web: Web) -> None:
    await web.open()
    await web.say("my name is Erika Example, 925 555 0142, acne scars on my cheeks")
    export = (await web.client.get("/session/export")).json()
    assert "Erika" in str(export["messages"])
    assert (await web.client.delete("/session")).status_code == 204
    assert (await web.client.get("/messages")).status_code == 401
    with web.core.db.engine.connect() as connection:
        for table in ("message", "conversation", "request"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


async def test_only_the_clinics_pages_may_read_answers(web: Web) -> None:
    ours = web.core.settings.public_url
    response = await web.client.post("/sessions", headers={"Origin": ours})
    assert response.headers["access-control-allow-origin"] == ours
    response = await web.client.post("/sessions", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers


async def test_an_address_over_its_own_limit_costs_the_others_nothing(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(name: str, *_: object) -> None:
        taken.append(name)
        if name.endswith("-address"):
            raise Problem(429, "too_many", "")

    taken: list[str] = []
    monkeypatch.setattr(web.chat.limiter, "take", take)
    assert (await web.client.post("/sessions")).status_code == 429
    assert taken == ["sessions-address"]
