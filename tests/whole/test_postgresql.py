"""The whole product on PostgreSQL: a request, an alert, and both told of."""

import json

import pytest

from tests.support.stack import Stack
from tests.support.visitor import Visitor, kinds

pytestmark = [pytest.mark.engine, pytest.mark.postgres]


def test_a_request_and_an_alert(stack_on_postgresql: Stack) -> None:
    stack = stack_on_postgresql
    visitor = Visitor(stack.url)
    assert kinds(visitor.say("how long is the downtime?"))[0] == "answer"
    visitor.say("i'd like a consultation for acne scars on my cheeks")
    visitor.say("my name is Pia Example, 925 555 0142, text me, weekday evenings")
    assert kinds(visitor.press("Yes, send it")) == ["saved"]
    assert kinds(visitor.say("my lips are swelling and i cannot breathe")) == ["urgent", "handoff"]
    requests = json.loads(stack.command("requests", "--json"))
    assert {r["kind"]: r["phone"] for r in requests} == {
        "consultation": "+19255550142",
        "urgent": "+19255550142",
    }
    ids = {r["id"] for r in requests}
    stack.wait_for(lambda: ids <= {p["data"]["request"] for _, p in stack.webhooks.received})
    stack.wait_for(lambda: all(any(i in str(m) for m in stack.mailbox.messages) for i in ids))
