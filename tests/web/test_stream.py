"""The event stream carries each message once, and goes on where it was cut."""

import json

import pytest

from tests.web.conftest import Web
from web.chat.stream import _events

pytestmark = pytest.mark.anyio


async def test_every_message_once_and_in_order(web: Web) -> None:
    opened = await web.open()
    conversation_id = opened["session"]["id"]
    events = _events(web.core, web.chat.hub, conversation_id, 0)
    first = await anext(events)
    assert json.loads(first.data)["kind"] == "greeting"
    await web.say("acne scars on my cheeks")
    history = await web.history()
    got = [json.loads((await anext(events)).data) for _ in history[1:]]
    assert got == history[1:]
    await events.aclose()
    resumed = _events(web.core, web.chat.hub, conversation_id, history[1]["id"])
    assert json.loads((await anext(resumed)).data) == history[2]
    await resumed.aclose()
    assert web.chat.hub.count(conversation_id) == 0


async def test_it_ends_when_the_conversation_is_erased(web: Web) -> None:
    opened = await web.open()
    events = _events(web.core, web.chat.hub, opened["session"]["id"], 0)
    await anext(events)
    await web.client.delete("/session")
    with pytest.raises(StopAsyncIteration):
        await anext(events)
