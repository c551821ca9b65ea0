"""Tick boxes through the API: shown with the summary, accepted by id, kept in the ledger."""

from typing import Any

import pytest
from sqlalchemy import select

from nightdesk.store.tables import Consent, Request
from tests.support.visitor import kinds
from tests.web.conftest import Web

pytestmark = pytest.mark.anyio

FULL = (
    "consultation please. Ada Example, ada@example.org, e-mail me, weekday evenings, acne scars "
    "on my cheeks"
)


async def summary(web: Web) -> dict[str, Any]:
    await web.open()
    web.engine.intent = lambda text: "want_consultation" if text == FULL else "give_details"
    replies = await web.say(FULL)
    assert kinds(replies)[-1] == "confirm"
    return replies[-1]


def ledger(web: Web) -> dict[str, Consent]:
    with web.core.db.reading() as session:
        session.scalars(select(Request).where(Request.status == "submitted")).one()
        entries = session.scalars(select(Consent).order_by(Consent.id)).all()
        return {entry.purpose: entry for entry in entries}


async def test_a_summary_carries_its_boxes_also_after_a_reload(web: Web) -> None:
    boxes = (await summary(web))["boxes"]
    assert [box["id"] for box in boxes] == ["marketing", "chat"]
    assert set(boxes[0]) == {"id", "label", "version"}
    assert (await web.history())[-1]["boxes"] == boxes


async def test_each_box_is_kept_with_its_own_wording(web: Web) -> None:
    shown = await summary(web)
    response = await web.post(choice=shown["choices"][0]["id"], ticked=["chat"])
    assert kinds(response.json()["messages"]) == ["saved"]
    kept = ledger(web)
    assert [kept[name].granted for name in ("contact", "marketing", "chat")] == [True, False, True]
    for box in shown["boxes"]:
        entry = kept[box["id"]]
        assert (entry.wording, entry.version) == (box["label"], box["version"])
    assert kept["marketing"].channel == "email"
    assert kept["contact"].wording in shown["text"]


async def test_words_later_are_the_last_entry_of_their_purpose(web: Web) -> None:
    shown = await summary(web)
    await web.post(choice=shown["choices"][0]["id"], ticked=["marketing", "chat"])
    assert ledger(web)["marketing"].granted
    replies = await web.say("no more marketing please")
    assert kinds(replies) == ["smalltalk"]
    replies = await web.say("don't keep this chat")
    assert kinds(replies) == ["privacy"]
    kept = ledger(web)
    for name in ("marketing", "chat"):
        assert (kept[name].granted, kept[name].version) == (False, "own-words")


@pytest.mark.parametrize("ticked", [["contact"], ["chat", "text"], "chat", [1], ["chat"] * 3, None])
async def test_other_boxes_are_refused_and_nothing_is_stored(web: Web, ticked: Any) -> None:
    await summary(web)
    before = len(await web.history())
    response = await web.post(text="yes", ticked=ticked)
    assert (response.status_code, response.json()["code"]) == (422, "bad_fields")
    assert len(await web.history()) == before
