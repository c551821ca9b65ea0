"""What the product understands does not get worse: a fixed part of the sets against floors."""

from pathlib import Path
from zlib import crc32

import pytest
import yaml

from tests.evaluation.ask import ask, running
from tests.evaluation.messages import Message, load_all
from tests.evaluation.scorecard import score

FLOORS: dict[str, float] = yaml.safe_load(
    Path(__file__).with_name("floor.yml").read_text(encoding="utf-8")
)


def sample() -> list[Message]:
    """A fifth of the messages, chosen by id, so that a new message moves no other one."""
    return [m for m in load_all() if crc32(m.id.partition("/")[0].encode()) % 5 == 0]


@pytest.mark.engine
def test_no_measure_falls_below_its_floor() -> None:
    with running() as stack:
        results = list(ask(stack.url, sample()))
    measured = score(results).measures()
    failed = [f"{r.message.id}: {r.verdict.why}" for r in results if not r.verdict.passed]
    below = {name: round(measured[name], 1) for name in FLOORS if measured[name] < FLOORS[name]}
    assert below == {}, f"floors {FLOORS}; failed:\n" + "\n".join(failed)
