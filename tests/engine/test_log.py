"""What a visitor writes is not in the engine's output, also when things fail."""

import pytest

from tests.engine.conftest import Engine

pytestmark = pytest.mark.engine

CANARY = "zebra-canary-7731"


def test_no_word_of_a_visitor_is_logged(engine: Engine) -> None:
    for text in (
        f"hello {CANARY}",
        f"please-crash {CANARY}",
        f"please-mumble {CANARY}",
        f"please-be-silent {CANARY}",
        f"/urgent{{{CANARY}",
    ):
        engine.say(text)
    engine.post({"sender": CANARY, "message": CANARY, "metadata": {"message_id": 1}})
    engine.post(CANARY)
    engine.post([CANARY], query=f"?stream={CANARY}")
    log = engine.log.read_text()
    assert CANARY not in log
    assert "ERROR rasa.core.processor" in log, "failures are still logged"
