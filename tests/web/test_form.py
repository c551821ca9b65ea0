"""The plain request form saves without the engine."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select
from starlette.responses import Response

from nightdesk.store.tables import Alert, Consent, Conversation, Request
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
        ({"phone": "925-555-0100"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"name": "  "}, "name"),
        ({"consent": False}, "consent"),
        ({"channel": "pigeon"}, "channel"),
        ({"channel": "text", "phone": "", "email": "flora@example.com"}, "phone"),
        ({"channel": "email"}, "email"),
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


async def test_the_clinics_own_number_is_refused_as_such(web: Web) -> None:
    await web.open()
    (error,) = (await send(web, phone="925 555 0100")).json()["errors"]
    assert error["message"].startswith("This is the clinic's own number.")
    assert (await send(web, phone="not 925-555-0100 but 925-555-0142")).status_code == 201
    with web.core.db.reading() as session:
        assert session.scalars(select(Request)).one().phone == "+19255550142"


async def test_an_address_that_looks_mistyped_counts_when_it_is_sent_again(web: Web) -> None:
    await web.open()
    doubtful = {"phone": "", "email": "flora@gmail.co", "channel": "email"}
    refused = await send(web, **doubtful)
    assert refused.json()["errors"] == [
        {
            "field": "email",
            "message": "Did you mean flora@gmail.com? Correct it, or send it again.",
        }
    ]
    assert (await send(web, **{**doubtful, "email": "flora@gmial.com"})).status_code == 422
    assert (await send(web, **doubtful)).status_code == 422, "another address was asked about"
    assert (await send(web, **doubtful)).status_code == 201
    with web.core.db.reading() as session:
        assert session.scalars(select(Request)).one().email == "flora@gmail.co"


async def test_after_an_alert_the_form_says_whom_to_call(web: Web) -> None:
    await web.open()
    await web.say(DANGER)
    await send(web, words="filler yesterday")
    with web.core.db.reading() as session:
        (urgent,) = session.scalars(select(Request).where(Request.kind == "urgent"))
        assert (urgent.name, urgent.phone) == ("Flora Example", "+19255550142")


async def test_an_alert_has_the_contact_of_one_person(web: Web) -> None:
    """Two people have filled in a form of this chat: names and numbers are not mixed."""
    await web.open()
    await send(web)
    by_mail = {"name": "Fern Sample", "phone": "", "email": "fern@example.com", "channel": "email"}
    await send(web, client_id="form-number-2", **by_mail)
    await web.say("my throat is closing up and i cant breathe")
    with web.core.db.reading() as session:
        (urgent,) = session.scalars(select(Request).where(Request.kind == "urgent"))
        assert (urgent.name, urgent.phone, urgent.email) == (
            "Fern Sample",
            None,
            "fern@example.com",
        )


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


DANGER = "my throat is closing up and i cant breathe"


@pytest.mark.parametrize(
    "changed",
    [{"words": DANGER}, {"times": f"right now, {DANGER}", "words": ""}],
    ids=["about", "times"],
)
async def test_danger_in_a_form_is_alerted_in_whichever_field(
    web: Web, changed: dict[str, Any]
) -> None:
    await web.open()
    response = await send(web, **changed)
    assert kinds(response.json()["messages"]) == ["urgent", "saved"]


async def test_danger_in_a_form_that_cannot_be_used_is_alerted_once(web: Web) -> None:
    await web.open()
    for _ in range(2):
        response = await send(web, words=DANGER, phone="555-0142")
        assert response.status_code == 422
    assert kinds(await web.history())[-2:] == ["urgent", "handoff"]
    with web.core.db.reading() as session:
        assert len(session.scalars(select(Alert)).all()) == 1
    assert (await send(web, words=DANGER)).status_code == 201
    with web.core.db.reading() as session:
        kinds_of = sorted(r.kind for r in session.scalars(select(Request)))
        assert kinds_of == ["consultation", "urgent"]


async def test_a_form_adds_to_what_the_chat_had_found_out(web: Web) -> None:
    await web.open()
    await web.say("consultation please, melasma on my forehead, i took accutane until last month")
    await web.say("Flora Example, 925 555 0142")
    assert (await send(web, words="see chat", times="")).status_code == 201
    with web.core.db.reading() as session:
        (request,) = session.scalars(select(Request))
        assert (request.status, request.concerns) == ("submitted", ["melasma"])
        assert [flag["name"] for flag in request.flags] == ["isotretinoin"]


async def test_a_form_in_another_name_is_a_request_of_its_own(web: Web) -> None:
    await web.open()
    await send(web)
    await send(web, client_id="form-number-2", name="Fern Sample", words="rosacea")
    with web.core.db.reading() as session:
        told = {(r.name, *r.concerns) for r in session.scalars(select(Request))}
        assert told == {("Flora Example", "acne_scars"), ("Fern Sample", "rosacea")}


async def test_a_request_of_a_form_can_be_taken_back_in_the_chat(web: Web) -> None:
    await web.open()
    await send(web)
    await web.say("please cancel my request")
    with web.core.db.reading() as session:
        assert session.scalars(select(Request)).one().status == "closed"


async def test_a_minor_is_told_who_has_to_write(web: Web) -> None:
    await web.open()
    await web.say("im 15")
    response = await send(web)
    assert response.status_code == 422
    assert "parent" in response.json()["errors"][0]["message"]


async def test_an_age_in_the_form_itself_counts(web: Web) -> None:
    await web.open()
    assert (await send(web, words="im 15 and have acne")).status_code == 422
    with web.core.db.reading() as session:
        assert session.scalars(select(Request)).all() == []


async def test_a_minor_in_danger_is_alerted(web: Web) -> None:
    await web.open()
    await web.say("im 15")
    assert (await send(web, words=DANGER)).status_code == 422
    assert kinds(await web.history())[-2:] == ["urgent", "handoff"]
    with web.core.db.reading() as session:
        assert len(session.scalars(select(Alert)).all()) == 1


async def test_another_danger_in_a_refused_form_is_alerted_too(web: Web) -> None:
    await web.open()
    await send(web, words=DANGER, phone="555-0142")
    await send(web, words="i want to die", phone="555-0142")
    with web.core.db.reading() as session:
        assert len(session.scalars(select(Alert)).all()) == 2


async def test_what_the_form_says_of_the_way_of_contact_holds(web: Web) -> None:
    await web.open()
    await web.say("consultation please, acne scars. please don't text me. Flora, f@example.com")
    assert (await send(web, channel="text")).status_code == 201
    await web.say("thanks so much!")
    with web.core.db.reading() as session:
        (request,) = session.scalars(select(Request))
        granted = {c.purpose: c.granted for c in request.consents}
        conversation = session.scalars(select(Conversation)).one()
        assert (request.channel, granted["text"], granted["contact"]) == ("text", True, True)
        assert conversation.intake["consents"]["contact"] is True
        assert not conversation.intake["active"]


async def test_a_form_without_a_way_keeps_the_one_of_the_chat(web: Web) -> None:
    await web.open()
    await web.say("consultation for acne scars. Flora Example, 925 555 0142, text me, never call")
    await send(web, channel="")
    with web.core.db.reading() as session:
        assert session.scalars(select(Request)).one().channel == "text"


async def test_no_contact_closes_both_requests_of_a_talk(web: Web) -> None:
    await web.open()
    await send(web)
    await send(web, client_id="form-number-2", name="Fern Sample", words="rosacea")
    await web.say("please don't contact me")
    with web.core.db.reading() as session:
        assert {r.status for r in session.scalars(select(Request))} == {"closed"}
