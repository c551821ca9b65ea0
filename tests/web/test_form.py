"""The plain request form saves without the engine."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select
from starlette.responses import Response

from nightdesk.store.tables import Consent, Conversation, Request
from tests.support.visitor import kinds
from tests.web.conftest import Web

pytestmark = pytest.mark.anyio

GOOD = {
    "client_id": "form-number-1",
    "name": "Flora Example",
    "phone": "(925) 555-0142",
    "email": "",
    "channel": "text",
    "times": "weekday evenings",
    "words": "pitted acne scars on my cheeks",
    "consent": True,
}


async def send(web: Web, **changed: Any) -> httpx.Response:
    return await web.client.post("/requests", json={**GOOD, **changed})


async def test_a_good_form_is_a_request_with_a_promise(web: Web) -> None:
    await web.open()
    response = await send(web)
    assert response.status_code == 201
    assert kinds(response.json()["messages"]) == ["saved"]
    with web.core.db.reading() as session:
        request = session.scalars(select(Request)).one()
        assert (request.name, request.phone) == ("Flora Example", "+19255550142")
        assert (request.status, request.channel) == ("submitted", "text")
        assert (request.concerns, request.areas) == (["acne_scars"], ["cheeks"])
        assert request.due_at is not None
        consent = session.scalars(select(Consent).where(Consent.purpose == "contact")).one()
        assert (consent.purpose, consent.granted) == ("contact", True)
        assert web.core.clinic.name in consent.wording


async def test_sent_three_times_it_is_one_request(web: Web) -> None:
    await web.open()
    answers = [await send(web) for _ in range(3)]
    assert all(a.json() == answers[0].json() for a in answers)
    with web.core.db.reading() as session:
        assert len(session.scalars(select(Request)).all()) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"phone": "12345"}, "phone"),
        ({"phone": "", "email": "not-an-address"}, "email"),
        ({"phone": ""}, "phone"),
        ({"name": "  "}, "name"),
        ({"consent": False}, "consent"),
        ({"channel": "pigeon"}, "channel"),
    ],
)
async def test_what_is_missing_is_said_at_its_field(
    web: Web, changed: dict[str, Any], field: str
) -> None:
    await web.open()
    response = await send(web, **changed)
    assert (response.status_code, response.json()["code"]) == (422, "form_incomplete")
    assert [error["field"] for error in response.json()["errors"]] == [field]
    with web.core.db.reading() as session:
        assert session.scalars(select(Request)).all() == []


@pytest.mark.parametrize(("marketing", "chat"), [(False, False), (True, False), (False, True)])
async def test_the_optional_boxes_are_kept_as_they_were(
    web: Web, marketing: bool, chat: bool
) -> None:
    await web.open()
    ticked = {name: True for name, on in (("marketing", marketing), ("chat", chat)) if on}
    assert (await send(web, **ticked)).status_code == 201
    with web.core.db.reading() as session:
        kept = {entry.purpose: entry for entry in session.scalars(select(Consent))}
        (conversation,) = session.scalars(select(Conversation))
    assert (kept["marketing"].granted, kept["chat"].granted) == (marketing, chat)
    assert (kept["marketing"].version, kept["marketing"].channel) == ("marketing-1", "email")
    assert kept["chat"].wording.startswith("Keep this whole chat")
    assert conversation.intake["consents"]["chat"] is chat


async def test_the_form_comes_with_the_wordings_of_its_boxes(web: Web) -> None:
    await web.open()
    web.engine.instead = Response(status_code=500)
    (offered,) = await web.say("does it hurt?")
    assert [box["id"] for box in offered["boxes"]] == ["marketing", "chat"]
    assert web.core.clinic.name in offered["boxes"][0]["label"]
