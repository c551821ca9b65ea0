"""Answers are changed while the product runs."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.stack import Stack
from tests.support.visitor import Visitor
from tests.test_cli import ENTRY

pytestmark = pytest.mark.engine

QUESTION = "what font is on your sign?"


def test_a_new_entry_is_answered_from_the_next_message_on_and_an_expired_one_is_not(
    stack: Stack, tmp_path: Path
) -> None:
    def entries() -> list[str]:
        replies = Visitor(stack.url).say(QUESTION)
        return [entry["entry"] for reply in replies for entry in reply.get("answer", ())]

    def add(text: str) -> None:
        file = tmp_path / "entry.yml"
        file.write_text(text)
        stack.command("knowledge", "add", str(file))

    assert "mn-sign-font" not in entries()
    add(ENTRY)
    assert entries() == ["mn-sign-font"]
    yesterday = date.today() - timedelta(days=2)  # also yesterday in the clinic's zone
    add(ENTRY.replace("2099-11-20", str(yesterday)))
    assert "mn-sign-font" not in entries()
