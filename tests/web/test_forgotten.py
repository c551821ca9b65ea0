"""A conversation that staff hold and forget comes back to the assistant by itself."""

import logging

import anyio
import pytest

from nightdesk.store.tables import Conversation
from nightdesk.store.visitor_data import erase
from nightdesk.talk.hold import LONGEST, hold, release, release_forgotten
from tests.web.conftest import Web
from web.app import give_back_forgotten, repeated

pytestmark = pytest.mark.anyio


def later(web: Web, share: float) -> None:
    """Turn the clock on by a share of the longest time."""
    now = web.core.clock() + share * LONGEST
    web.core.clock = lambda: now


async def test_after_a_time_it_is_given_back_and_the_visitor_is_told(web: Web) -> None:
    opened = (await web.open())["session"]["id"]
    later(web, 0)
    hold(web.core, opened, "ana")
    later(web, 0.9)
    await give_back_forgotten(web.core, web.chat)
    before = len(await web.history())
    later(web, 0.2)
    with web.chat.hub.listening(opened) as news:
        await give_back_forgotten(web.core, web.chat)
        assert news.is_set(), "an open chat is told at once"
    assert len(await web.history()) == before + 1
    with web.core.db.reading() as session:
        assert session.get_one(Conversation, opened).held_at is None
    assert release_forgotten(web.core) == [], "once"


async def test_one_that_is_held_anew_is_left_alone(web: Web) -> None:
    opened = (await web.open())["session"]["id"]
    later(web, 0)
    hold(web.core, opened, "ana")
    later(web, 2)
    release(web.core, opened, "ana")
    hold(web.core, opened, "ben")
    assert release_forgotten(web.core) == []
    with web.core.db.reading() as session:
        assert session.get_one(Conversation, opened).held_by == "ben"


async def test_one_that_was_erased_meanwhile_harms_nothing(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = (await web.open())["session"]["id"]
    later(web, 0)
    hold(web.core, opened, "ana")
    later(web, 2)
    writing = web.core.db.writing

    def erased_first():
        with writing() as session:
            erase(session, opened, web.core.clock())
            session.commit()
        return writing()

    monkeypatch.setattr(web.core.db, "writing", erased_first)
    assert release_forgotten(web.core) == []


async def test_it_is_looked_for_again_and_again_until_the_end() -> None:
    looked = anyio.Event()
    count = 0

    async def look() -> None:
        nonlocal count
        count += 1
        if count == 3:
            looked.set()

    with anyio.fail_after(10):
        async with repeated(look, 0):
            await looked.wait()
    ended = count
    await anyio.lowlevel.checkpoint()
    assert count == ended


async def test_one_error_does_not_end_it(caplog: pytest.LogCaptureFixture) -> None:
    worked = anyio.Event()
    attempts = iter([KeyError("words of a visitor"), OSError("and more")])

    async def work() -> None:
        if error := next(attempts, None):
            raise error
        worked.set()

    with caplog.at_level(logging.ERROR), anyio.fail_after(10):
        async with repeated(work, 0):
            await worked.wait()
    told = [record.getMessage() for record in caplog.records if record.name == "web.app"]
    assert told == [f"work in the background failed: {name}" for name in ("KeyError", "OSError")]
