"""A red flag is answered at once and alerted, with the engine or without it."""

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql
from starlette.responses import JSONResponse, Response

from nightdesk.store.tables import Alert, Outbox, Request
from nightdesk.talk.hold import hold
from tests.support.visitor import kinds
from tests.web.conftest import Web

pytestmark = pytest.mark.anyio

DANGER = "i had filler an hour ago and now i cant breathe, my throat is closing up"


async def alerts(web: Web) -> list[tuple[str, str]]:
    with web.core.db.reading() as session:
        assert len(session.scalars(select(Request).where(Request.kind == "urgent")).all()) <= 1
        rows = session.scalars(select(Outbox).where(Outbox.event == "request.urgent")).all()
        found = [(alert.tier, alert.rule) for alert in session.scalars(select(Alert))]
        destinations = len(web.core.clinic.notify.emails) + len(web.core.clinic.notify.webhooks)
        assert len(rows) == len(found) * destinations
        return found


async def test_first_message_with_the_engine_down(web: Web) -> None:
    await web.open()
    web.engine.instead = Response(status_code=500)
    replies = await web.say(DANGER)
    assert kinds(replies) == ["urgent", "handoff"]
    assert replies[0]["urgent"]["tier"] == "911"
    assert "911" in replies[0]["text"]
    assert web.engine.seen == []
    assert [tier for tier, _ in await alerts(web)] == ["911"]


async def test_in_the_middle_of_the_intake_nothing_is_lost(web: Web) -> None:
    await web.open()
    await web.say("consultation please, acne scars on my cheeks")
    await web.say("my name is Uma Example, 925 555 0142")
    asked = (await web.history())[-1]["text"]
    assert kinds(await web.say(DANGER)) == ["urgent", "handoff"]
    assert len(await alerts(web)) == 1
    with web.core.db.reading() as session:
        urgent = session.scalars(select(Request).where(Request.kind == "urgent")).one()
        assert (urgent.name, urgent.phone) == ("Uma Example", "+19255550142")
    replies = await web.say("text me please")
    assert replies
    assert asked not in [m["text"] for m in replies]


async def test_nothing_is_sold_afterwards(web: Web) -> None:
    web.engine.intent = lambda text: "ask_treatment"
    await web.open()
    await web.say(DANGER)
    for text in ("what should i do now", "how much is the next session"):
        replies = await web.say(text)
        assert not any(message.get("choices") for message in replies)
    assert "Please call 911 now" in (await web.history())[5]["text"]


async def test_staff_learn_whom_to_call_and_no_intake_begins(web: Web) -> None:
    web.engine.intent = lambda text: "give_details"
    await web.open()
    urgent, offer = await web.say(DANGER)
    assert (urgent["urgent"]["lang"], offer["kind"]) == ("en", "handoff")
    assert urgent["urgent"]["phone"] in urgent["text"]
    (taken,) = await web.say("Uma Example, 925 555 0142")
    assert (taken["kind"], taken.get("choices")) == ("handoff", None)
    with web.core.db.reading() as session:
        (request,) = session.scalars(select(Request)).all()
        assert (request.kind, request.name, request.phone) == (
            "urgent",
            "Uma Example",
            "+19255550142",
        )
    assert kinds(await web.say("now my chest hurts too, i cant breathe")) == ["urgent"]


async def test_while_staff_hold_the_talk_only_danger_is_answered(web: Web) -> None:
    opened = await web.open()
    hold(web.core, opened["session"]["id"], "desk")
    assert await web.say("does it hurt?") == []
    assert web.engine.seen == []
    assert kinds(await web.say(DANGER)) == ["urgent", "handoff"]
    assert len(await alerts(web)) == 1


async def test_in_spanish_all_of_it_is_spanish(web: Web) -> None:
    await web.open()
    urgent, offer = await web.say("no puedo respirar, se me hincha la lengua por la crema")
    assert (urgent["urgent"]["lang"], "Llame al 911" in urgent["text"]) == ("es", True)
    assert "su nombre" in offer["text"]


async def test_signs_of_several_messages_are_put_together(web: Web) -> None:
    web.engine.intent = lambda text: "state_concern"
    await web.open()
    for text in ("i had my lips filled this afternoon", "can i drink coffee"):
        assert "urgent" not in kinds(await web.say(text))
    assert kinds(await web.say("one spot went white and it really hurts"))[0] == "urgent"
    assert len(await alerts(web)) == 1
    assert "urgent" not in kinds(await web.say("ok thanks"))


async def test_repeating_the_message_does_not_repeat_the_alert(web: Web) -> None:
    await web.open()
    for _ in range(3):
        await web.post(client_id="in-danger-1", text=DANGER)
    assert len(await alerts(web)) == 1


async def test_at_the_end_of_a_very_long_message(web: Web) -> None:
    await web.open()
    text = ("i have a question about the price of the sessions. " * 96)[:4_900] + ". " + DANGER
    assert kinds(await web.say(text[-5_000:])) == ["urgent", "handoff"]


@pytest.mark.parametrize("path", ["/messages", "/requests"])
async def test_when_nothing_can_be_stored_danger_is_answered_all_the_same(
    web: Web, path: str
) -> None:
    await web.open()
    with web.core.db.writing() as session:
        session.execute(sql("ALTER TABLE message RENAME TO away"))
        session.commit()
    field = "text" if path == "/messages" else "words"
    body = {"client_id": "in-danger-1", field: DANGER}
    if path == "/requests":
        body |= {"name": "Uma Example", "phone": "925 555 0142", "consent": True}
    refused = await web.client.post(path, json=body)
    assert refused.status_code == 503
    assert "I could not reach the staff" in refused.json()["detail"]
    assert "I have alerted" not in refused.json()["detail"]
    assert refused.json()["urgent"]["tier"] == "911"
    assert "911" in refused.json()["detail"]
    ordinary = await web.client.post(path, json=body | {field: "does it hurt"})
    assert ordinary.status_code == 503
    assert "urgent" not in ordinary.json()
    assert "call 911" in ordinary.json()["detail"]


async def test_when_the_screen_itself_breaks(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_text: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(web.core.screen, "check", broken)
    await web.open()
    replies = await web.say("hello")
    assert kinds(replies) == ["urgent", "handoff"]
    assert await alerts(web) == [("911", "screen-failed")]


async def test_in_the_fallback_form(web: Web) -> None:
    await web.open()
    body = {
        "client_id": "form-in-danger",
        "name": "Fay Example",
        "phone": "925 555 0142",
        "words": DANGER,
        "consent": True,
    }
    response = await web.client.post("/requests", json=body)
    assert kinds(response.json()["messages"]) == ["urgent", "saved"]
    assert len(await alerts(web)) == 1


async def test_erasing_the_chat_keeps_the_alert_but_no_word_of_it(web: Web) -> None:
    await web.open()
    await web.say(DANGER)
    await web.client.delete("/session")
    with web.core.db.reading() as session:
        urgent = session.scalars(select(Request)).one()
        assert (urgent.words, urgent.phone, urgent.conversation_id) == ("", None, None)
    assert len(await alerts(web)) == 1


async def test_nothing_more_is_asked_of_somebody_in_danger(web: Web) -> None:
    await web.open()
    await web.say("consultation please, acne scars on my cheeks")
    await web.say(DANGER)
    assert "ask" not in kinds(await web.say("ok"))
    assert kinds(await web.say("my name is Uma Example")) == ["handoff"]  # for the alert
    web.engine.intent = lambda text: "want_consultation"
    assert kinds(await web.say("i want to go on with my consultation request"))[-1] == "ask"


QUIET = "something is badly off since this morning"  # no rule knows this


def second_net_says(web: Web, monkeypatch: pytest.MonkeyPatch, tier: str) -> None:
    """Sure of a tier; for "none" in some doubt, so that it takes nothing back."""
    says = {tier: 0.9, "none": 0.1} if tier != "none" else {"911": 0.1, "none": 0.9}
    monkeypatch.setattr(web.core.reader, "danger", lambda *_: says)


@pytest.mark.parametrize(
    "instead",
    [
        Response(status_code=500),
        JSONResponse([{"text": "Sorry.", "custom": {"kind": "error"}}]),
    ],
    ids=["engine down", "action failed"],
)
async def test_what_only_the_second_net_finds_is_alerted_without_a_turn(
    web: Web, monkeypatch: pytest.MonkeyPatch, instead: Response
) -> None:
    await web.open()
    second_net_says(web, monkeypatch, "er_today")
    web.engine.instead = instead
    reply, _ = await web.say(QUIET)
    assert (reply["kind"], reply["urgent"]["tier"]) == ("urgent", "er_today")
    assert await alerts(web) == [("er_today", "second-net")]


async def test_a_broken_second_net_still_lets_the_message_be_answered(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise MemoryError

    await web.open()
    monkeypatch.setattr(web.core.reader, "danger", breaks)
    web.engine.instead = Response(status_code=500)
    assert kinds(await web.say(QUIET)) == ["error"]
    assert kinds(await web.say(DANGER)) == ["urgent", "handoff"]


async def test_what_the_second_net_is_certain_about_is_answered_like_any_other_message(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    await web.open()
    monkeypatch.setattr(web.core.reader, "danger", lambda *_: {"911": 0.001, "none": 0.999})
    assert kinds(await web.say("i nearly fainted when i saw the price")) != ["urgent", "handoff"]
    assert await alerts(web) == []


@pytest.mark.parametrize(
    ("seen", "told"), [("911", "911"), ("urgent_line", "er_today"), ("none", "er_today")]
)
async def test_in_doubt_the_more_serious_tier_is_told(
    web: Web, monkeypatch: pytest.MonkeyPatch, seen: str, told: str
) -> None:
    await web.open()
    second_net_says(web, monkeypatch, seen)
    reply, _ = await web.say("pus and a fever since the needling on tuesday")
    assert reply["urgent"]["tier"] == told
    assert [tier for tier, _ in await alerts(web)] == [told]
