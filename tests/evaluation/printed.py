"""The scorecard as text, and the failures as lines to look at."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.evaluation.ask import Result
from tests.evaluation.judge import Said
from tests.evaluation.scorecard import Rate, Scorecard

MOST_LINES = 25


def lines(card: Scorecard) -> Iterator[str]:
    """The scorecard, line by line."""
    yield f"{'passed':34s}{card.passed}"
    yield f"{'covered questions answered':34s}{card.covered_answered}"
    yield f"{'wrong answers':34s}{card.wrong_answers}"
    yield f"{'with an answer beside the question':34s}{card.beside}"
    yield f"{'urgent found':34s}{card.urgent_found}"
    yield f"{'false urgent alarms':34s}{card.false_alarms}"
    yield f"{'replies that clear a person':34s}{card.cleared}"
    yield f"{'latency, median and p95':34s}{card.median_ms:.0f} ms, {card.p95_ms:.0f} ms"
    if card.cpu_ms is not None:
        yield f"{'CPU of a message and its session':34s}{card.cpu_ms:.0f} ms"
    for title, rates in (
        ("by expected behaviour", card.by_behaviour),
        ("by topic asked", card.by_topic),
        ("by noise", card.by_noise),
    ):
        yield from _table(title, rates)
    yield "\npaired wording (first half, second half, difference in points)"
    for name, (a, b) in card.by_wording.items():
        yield f"  {name:32s}{a.percent:5.1f}  {b.percent:5.1f}  {b.percent - a.percent:+5.1f}"
    yield f"  {len(card.split_pairs)} pairs judged differently: {' '.join(card.split_pairs)}"
    yield "\nasked -> answered instead"
    for (asked, answered), count in card.confusions.most_common(MOST_LINES):
        yield f"  {count:4d}  {asked} -> {answered}"
    yield "\nwhy messages failed"
    for (expected, why), count in card.causes.most_common(MOST_LINES):
        yield f"  {count:4d}  {expected}: {why}"


def write_details(results: Iterable[Result], path: Path) -> None:
    """Each message with what was replied and the verdict, one JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for result in results:
            file.write(json.dumps(_detail(result), ensure_ascii=False) + "\n")


def _detail(result: Result) -> dict[str, object]:
    said, message = Said(result.replies), result.message
    return {
        "id": message.id,
        "text": message.text,
        "expected": message.expected,
        "topics": message.topics,
        "passed": result.verdict.passed,
        "why": result.verdict.why,
        "kinds": said.kinds,
        "answered": said.answered,
        "concerns": sorted(said.captured("concerns")),
        "areas": sorted(said.captured("areas")),
    }


def _table(title: str, rates: dict[str, Rate]) -> Iterator[str]:
    yield f"\n{title}"
    for name, rate in sorted(rates.items(), key=lambda item: item[1].percent):
        yield f"  {name:32s}{rate}"
