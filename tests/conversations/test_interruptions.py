"""A talk that is interrupted goes on at the same question, and nothing is doubled."""

import time
import uuid

import pytest
from sqlalchemy import create_engine, text

from tests.conversations.play import Product
from tests.support.visitor import Visitor, engine_answers, kinds

pytestmark = pytest.mark.engine

BEGIN = "consult please for acne scars on my cheeks. im Ximena Arriaga"


def begun(product: Product) -> Visitor:
    visitor = Visitor(product.url)
    visitor.say(BEGIN)
    assert product.intake(visitor.id)["asking"] == "contact"
    return visitor


def finish(product: Product, visitor: Visitor) -> None:
    visitor.say("415 555 0123, text me, mondays")
    assert kinds(visitor.press("Yes, send it")) == ["saved"]
    (request,) = product.requests()[visitor.id]
    assert (request["name"], request["phone"]) == ("Ximena Arriaga", "+14155550123")
    assert (request["status"], request["times"]["words"]) == ("submitted", "mondays")


def test_every_process_is_restarted_in_the_middle(product: Product) -> None:
    visitor = begun(product)
    for process in ("-m web", "engine.serve", "-m actions"):
        product.stack.kill(process)
    product.stack.wait_for(lambda: engine_answers(product.url))
    assert product.intake(visitor.id)["asking"] == "contact"
    finish(product, visitor)


def test_the_visitor_comes_back_after_days(product: Product) -> None:
    visitor = begun(product)
    engine = create_engine(product.stack.database_url)
    with engine.begin() as connection:
        for statement in (
            "UPDATE conversation SET last_seen_at = '2026-01-05 10:00:00' WHERE id = :id",
            "UPDATE message SET at = '2026-01-05 10:00:00' WHERE conversation_id = :id",
        ):
            connection.execute(text(statement), {"id": visitor.id})
    finish(product, visitor)


def test_two_tabs_are_one_talk(product: Product) -> None:
    first = begun(product)
    second = Visitor(product.url)
    second.id = first.id
    second.client.headers["Authorization"] = first.client.headers["Authorization"]
    second.say("415 555 0123")
    first.say("text me, mondays")
    assert kinds(second.history()) == kinds(first.history())
    assert kinds(first.press("Yes, send it")) == ["saved"]
    assert len(product.requests()[first.id]) == 1


def test_the_same_message_five_times_under_one_id_is_one_message(product: Product) -> None:
    visitor = begun(product)
    client_id = uuid.uuid4().hex
    replies = [visitor.say("415 555 0123", client_id) for _ in range(5)]
    assert all(reply == replies[0] for reply in replies)
    assert product.intake(visitor.id)["asking"] == "channel"
    finish(product, visitor)


def test_the_same_words_five_times_double_nothing(product: Product) -> None:
    visitor = begun(product)
    for _ in range(5):
        visitor.say("415 555 0123")
    said = [message["text"] for message in visitor.history() if message["author"] == "assistant"]
    assert all(said.count(sentence) <= 2 for sentence in said)
    finish(product, visitor)


def test_a_message_sent_while_the_last_is_answered_waits_its_turn(product: Product) -> None:
    visitor = begun(product)
    quick = visitor.client.post(
        "/api/chat/messages", json={"client_id": uuid.uuid4().hex, "text": "415 555 0123"}
    )
    assert quick.status_code == 202
    visitor.say("text me, mondays")
    end = time.monotonic() + 30
    while product.intake(visitor.id)["asking"] != "confirm" and time.monotonic() < end:
        time.sleep(0.1)
    state = product.intake(visitor.id)
    assert (state["phone"], state["channel"]) == ("+14155550123", "text")
