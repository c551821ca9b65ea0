"""The scorecard counts what it says, and the report shows it."""

from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.ask import Result
from tests.evaluation.calibration import Bin
from tests.evaluation.judge import judge
from tests.evaluation.messages import Message
from tests.evaluation.printed import lines
from tests.evaluation.report import write_report
from tests.evaluation.scorecard import Rate, score
from tests.safety.scorecard import RULES, Labelled, Noticed, count


def result(name: str, topic: str, reply: dict[str, Any], wording: str = "") -> Result:
    message = Message(
        name, "<b>", "question", (topic,), (), (), "answer_or_defer", "clean", wording
    )
    return Result(message, [reply], judge(message, [reply]), 0.02)


def answer(topic: str) -> dict[str, Any]:
    return {"kind": "answer", "text": "So it is.", "answer": [{"topic": topic}]}


RESULTS = [
    result("a", "pain", answer("pain")),
    result("b", "pain", {"kind": "defer", "text": "The team can tell you."}),
    result("c", "cost", answer("downtime")),
    result("p/a", "men", answer("men"), "sex"),
    result("p/b", "men", answer("pain"), "sex"),
]


def test_rates() -> None:
    card = score(RESULTS, cpu_ms=30)
    assert card.passed == Rate(3, 5)
    assert card.covered_answered == Rate(2, 4)
    assert card.wrong_answers == Rate(2, 5)
    assert card.by_topic["pain"] == Rate(2, 2)
    assert card.confusions[("cost", "downtime")] == 1
    assert card.by_wording == {"sex": (Rate(1, 1), Rate(0, 1))}
    assert card.split_pairs == ["p"]


def test_nothing_measured_is_no_scorecard() -> None:
    with pytest.raises(ValueError, match="nothing"):
        score([])


def test_the_scorecard_is_printed() -> None:
    printed = "\n".join(lines(score(RESULTS, cpu_ms=30)))
    assert "3 of 5" in printed
    assert "cost -> downtime" in printed


def test_the_report_is_one_file_with_text_escaped(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    missed = Noticed(Labelled("rf-1", "<b>", "911", (), "breathing", "en"), None, 0.5)
    noticed = [count(RULES, [missed])]
    write_report(score(RESULTS), RESULTS, [Bin(0.3, 4, 1)], path, noticed)
    html = path.read_text(encoding="utf-8")
    assert "missed, 911<td>rf-1" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "http" not in html
    assert "<script" not in html
