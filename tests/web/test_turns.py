"""One message is one turn, whatever happens to the engine."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select
from starlette.responses import JSONResponse, PlainTextResponse, Response

from nightdesk.store.tables import Outbox, Request
from nightdesk.talk.receive import receive
from tests.support.visitor import kinds
from tests.web.conftest import Web
from web.app import create_app
from web.chat import turns as turns_module
from web.chat.problems import Problem

pytestmark = pytest.mark.anyio

FULL = (
    "consultation please. Ada Example, 925 555 0142, text me, weekday evenings, acne scars on my "
    "cheeks, yes you can contact me about this"
)


async def requests(web: Web) -> list[Request]:
    with web.core.db.reading() as session:
        return list(session.scalars(select(Request).where(Request.status != "draft")))


async def test_the_same_message_five_times_at_once_is_one_turn(web: Web) -> None:
    await web.open()
    answers = await asyncio.gather(
        *(web.post(client_id="the-same-one", text="acne scars on my cheeks") for _ in range(5))
    )
    bodies = [a.json() for a in answers if a.status_code == 200]
    assert len(bodies) == 5
    assert all(body == bodies[0] for body in bodies)
    assert len(web.engine.seen) == 1


async def test_without_waiting_the_answer_comes_later(web: Web) -> None:
    await web.open()
    response = await web.post(wait=0, client_id="not-waiting", text="hello there")
    assert response.status_code == 202
    response = await web.post(client_id="not-waiting", text="hello there")
    assert response.status_code == 200
    assert response.json()["messages"]


async def test_turns_of_one_conversation_wait_for_each_other(web: Web) -> None:
    await web.open()
    web.engine.hold = asyncio.Event()
    waiting = [asyncio.create_task(web.post(text=f"message {n}")) for n in range(6)]
    await until(lambda: web.engine.seen and begun_or_refused(web, waiting) == len(waiting))
    assert len(web.engine.seen) == 1
    web.engine.hold.set()
    statuses = sorted([(await task).status_code for task in waiting])
    assert web.engine.most_inside == 1
    assert statuses[:4] == [200] * 4
    assert set(statuses[4:]) <= {200, 429}


def begun_or_refused(web: Web, posts: list[asyncio.Task[Any]]) -> int:
    return len(web.chat.turns._running) + sum(post.done() for post in posts)


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "instead",
    [
        JSONResponse([]),
        Response(status_code=500),
        PlainTextResponse("<html>oops</html>"),
        JSONResponse({"text": "not a list"}),
        JSONResponse([{"text": "no custom part"}]),
        JSONResponse([{"text": None, "custom": {"kind": "answer"}}]),
        PlainTextResponse("x" * 10_000_000),
    ],
    ids=["empty", "500", "html", "object", "no-custom", "no-text", "10MB"],
)
async def test_an_engine_that_fails_leads_to_the_form(web: Web, instead: Response) -> None:
    await web.open()
    web.engine.instead = instead
    replies = await web.say("does it hurt?")
    assert kinds(replies) == ["error"]
    assert replies[0]["form"] == "request"
    assert replies[0]["consent"]["wording"]
    assert web.core.clinic.phone.display in replies[0]["text"]
    again = await web.say("hello?")
    assert "form" not in again[0]
    assert again[0]["text"] != replies[0]["text"]


async def test_an_engine_that_hangs_is_given_up_on(web: Web) -> None:
    await web.open()
    web.engine.hold = asyncio.Event()
    web.chat.engine.deadline_s = 0.2
    assert kinds(await web.say("does it hurt?")) == ["error"]


async def test_an_action_that_is_late_changes_nothing(web: Web) -> None:
    await web.open()
    web.engine.hold = asyncio.Event()
    web.chat.engine.deadline_s = 0.2
    await web.say("my name is Late Example, 925 555 0142")
    message_id = web.engine.seen[0]["metadata"]["message_id"]
    late = web.core.turn(message_id, "intake", "give_details", 0.9)
    assert [reply.kind for reply in late] == ["error"]
    with web.core.db.reading() as session:
        assert session.scalars(select(Request)).all() == []


async def test_the_engine_dies_after_the_request_was_saved(web: Web) -> None:
    """The core decided and committed; the answer was lost on the way: it is said all the same."""
    await web.open()
    await web.say(FULL)
    assert kinds(web_last := (await web.history())[-1:]) == ["confirm"], web_last
    web.engine.lose_answer = True
    replies = await web.say("yes, send it")
    assert "saved" in kinds(replies)
    assert len(await requests(web)) == 1


async def test_a_turn_left_behind_is_finished_at_the_next_start(web: Web) -> None:
    opened = await web.open()
    receive(web.core, opened["session"]["id"], client_id="left-behind", text="acne scars")
    await web.chat.turns.resume()
    response = await web.post(client_id="left-behind", text="acne scars")
    assert response.json()["messages"]


async def test_saved_means_one_request_with_its_notifications(web: Web) -> None:
    await web.open()
    await web.say(FULL)
    replies = await web.post(client_id="confirming", text="yes, send it")
    again = await web.post(client_id="confirming", text="yes, send it")
    assert "saved" in kinds(replies.json()["messages"])
    assert again.json() == replies.json()
    found = await requests(web)
    assert [(r.name, r.phone, r.channel) for r in found] == [
        ("Ada Example", "+19255550142", "text")
    ]
    assert found[0].due_at is not None
    with web.core.db.reading() as session:
        rows = session.scalars(select(Outbox)).all()
        assert {row.request_id for row in rows} == {found[0].id}
        assert len(rows) == len(web.core.clinic.notify.emails) + len(
            web.core.clinic.notify.webhooks
        )


async def test_a_turn_that_our_own_database_refused_is_ended_all_the_same(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, real, failures = web.chat.turns, turns_module.finish_without_engine, iter([1, 1])

    def refused(*_: object) -> None:
        raise OSError("database is locked")

    def refused_twice(*given: Any) -> Any:
        return refused() if next(failures, 0) else real(*given)

    monkeypatch.setattr(turns, "_finish", refused)
    monkeypatch.setattr(turns_module, "finish_without_engine", refused_twice)
    monkeypatch.setattr(turns_module, "PAUSES_S", (0.0, 0.0, 0.0))
    await web.open()
    assert kinds(await web.say("does it hurt?")) != []


async def test_a_turn_that_could_not_be_ended_is_taken_up_again(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("database is locked")

    opened = await web.open()
    with monkeypatch.context() as failing:
        failing.setattr(web.chat.turns, "_finish", refused)
        failing.setattr(turns_module, "finish_without_engine", refused)
        failing.setattr(turns_module, "PAUSES_S", (0.0,))
        received = receive(
            web.core, opened["session"]["id"], client_id="left-open", text="does it hurt?"
        )
        turn = web.chat.turns.start(opened["session"]["id"], received)
        await asyncio.wait([turn])
        assert isinstance(turn.exception(), OSError)
    monkeypatch.setattr("web.app.LOOK_FOR_UNANSWERED_S", 0.01)
    monkeypatch.setattr("web.app.Chat.build", lambda _: web.chat)
    monkeypatch.setattr(web.chat.turns, "resume", not_at_the_start(web.chat.turns.resume))
    app = create_app(web.core)
    async with app.router.lifespan_context(app):
        async with asyncio.timeout(20):
            while len(await web.history()) < 2:
                await asyncio.sleep(0.02)


def not_at_the_start(resume: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The same, but the first time, when the application starts, nothing is done."""
    calls = itertools.count()

    async def later() -> None:
        if next(calls):
            await resume()

    return later


async def test_a_message_just_stored_is_not_begun_twice(web: Web) -> None:
    await web.open()
    web.engine.hold = asyncio.Event()
    waiting = asyncio.create_task(web.post(client_id="just-stored", text="acne scars"))
    while not web.engine.seen:
        await asyncio.sleep(0.01)
    await web.chat.turns.resume()
    await web.chat.turns.resume()
    web.engine.hold.set()
    told = (await waiting).json()["messages"]
    assert len(web.engine.seen) == 1
    assert (await web.history())[-len(told) :] == told


async def test_nor_when_it_is_taken_up_before_its_own_request_begins_it(web: Web) -> None:
    opened = await web.open()
    receive(web.core, opened["session"]["id"], client_id="just-stored", text="acne scars")
    web.engine.hold = asyncio.Event()
    await web.chat.turns.resume()
    waiting = asyncio.create_task(web.post(client_id="just-stored", text="acne scars"))
    await asyncio.sleep(0.2)
    web.engine.hold.set()
    assert (await waiting).json()["messages"]
    assert len(web.engine.seen) == 1


async def test_a_red_flag_waits_for_no_turn(web: Web) -> None:
    await web.open()
    web.chat.turns.admit = refuse_all  # type: ignore[method-assign]
    assert kinds(await web.say("i cant breathe, my throat is closing up"))[0] == "urgent"


async def test_nor_does_danger_that_is_told_in_pieces(web: Web) -> None:
    await web.open()
    await web.say("i had my lips filled this afternoon")
    web.chat.turns.admit = refuse_all  # type: ignore[method-assign]
    assert kinds(await web.say("one spot went white and it really hurts"))[0] == "urgent"


def refuse_all(_: str) -> None:
    raise Problem(429, "turns_waiting", "")
