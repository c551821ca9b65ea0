"""Counting verdicts: rates by behaviour, topic and noise, confusions, pairs, latency."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.evaluation.ask import Result
from tests.evaluation.judge import Said, clears, wrong_answer
from tests.evaluation.messages import pairs


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    count: int
    of: int

    @property
    def percent(self) -> float:
        """0 to 100; 0 of none is 0."""
        return 100 * self.count / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.percent:5.1f} %  {self.count:4d} of {self.of}"


@dataclass(frozen=True)
class Scorecard:
    """What one run showed."""

    passed: Rate
    covered_answered: Rate
    """Of the questions that the knowledge base covers: answered on a topic asked."""
    wrong_answers: Rate
    """Of all questions: answered, but nothing that was asked."""
    beside: Rate
    """Of all questions: at least one of the answers is on a topic that was not asked."""
    false_alarms: Rate
    urgent_found: Rate
    cleared: Rate
    by_behaviour: dict[str, Rate]
    by_topic: dict[str, Rate]
    by_noise: dict[str, Rate]
    by_wording: dict[str, tuple[Rate, Rate]]
    """What differs in a pair: the rates of its first and of its second halves."""
    split_pairs: list[str]
    """Pairs of which one half passed and the other did not."""
    confusions: Counter[tuple[str, str]]
    """Topic asked, topic answered, where nothing asked was answered."""
    causes: Counter[tuple[str, str]]
    median_ms: float
    p95_ms: float
    cpu_ms: float | None
    """Of all processes for one message; None when the product was not started here."""

    def measures(self) -> dict[str, float]:
        """The measures that have a floor, in percent; higher is better in all of them."""
        return {
            "passed": self.passed.percent,
            "covered_answered": self.covered_answered.percent,
            "not_wrong": 100 - self.wrong_answers.percent,
            "no_false_alarm": 100 - self.false_alarms.percent,
            "urgent_found": self.urgent_found.percent,
            "not_cleared": 100 - self.cleared.percent,
        }


def score(results: Sequence[Result], cpu_ms: float | None = None) -> Scorecard:
    """The scorecard of some results. Raises ValueError when there are none."""
    if not results:
        raise ValueError("nothing was measured")
    questions = [r for r in results if r.message.kind == "question"]
    urgent = [r for r in results if r.message.expected == "escalate_urgent"]
    ordinary = [r for r in results if r.message.expected != "escalate_urgent"]
    times = sorted(r.seconds * 1000 for r in results)
    by_wording, split_pairs = _paired(results)
    return Scorecard(
        passed=_passed(results),
        covered_answered=_rate([r for r in questions if r.message.covered], _answered),
        wrong_answers=_rate(questions, lambda r: wrong_answer(r.message, r.replies)),
        beside=_rate(questions, _beside),
        false_alarms=_rate(ordinary, lambda r: "urgent" in Said(r.replies).kinds),
        urgent_found=_passed(urgent),
        cleared=_rate(results, lambda r: clears(r.replies)),
        by_behaviour=_grouped(results, lambda r: [r.message.expected]),
        by_topic=_grouped(questions, lambda r: r.message.topics),
        by_noise=_grouped(results, lambda r: [r.message.noise]),
        by_wording=by_wording,
        split_pairs=split_pairs,
        confusions=_confusions(questions),
        causes=Counter((r.message.expected, r.verdict.why) for r in results if r.verdict.why),
        median_ms=statistics.median(times),
        p95_ms=times[int(0.95 * (len(times) - 1))],
        cpu_ms=cpu_ms,
    )


def _answered(result: Result) -> bool:
    return bool(set(Said(result.replies).answered) & set(result.message.topics))


def _beside(result: Result) -> bool:
    return bool(set(Said(result.replies).answered) - set(result.message.topics))


def _rate(results: Sequence[Result], holds: Callable[[Result], bool]) -> Rate:
    return Rate(sum(map(holds, results)), len(results))


def _passed(results: Sequence[Result]) -> Rate:
    return _rate(results, lambda result: result.verdict.passed)


def _grouped(
    results: Iterable[Result], names: Callable[[Result], Iterable[str]]
) -> dict[str, Rate]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        for name in names(result):
            groups.setdefault(name, []).append(result)
    return {name: _passed(groups[name]) for name in sorted(groups)}


def _confusions(questions: Iterable[Result]) -> Counter[tuple[str, str]]:
    return Counter(
        (result.message.topics[0], Said(result.replies).answered[0])
        for result in questions
        if wrong_answer(result.message, result.replies)
    )


def _paired(results: Sequence[Result]) -> tuple[dict[str, tuple[Rate, Rate]], list[str]]:
    of: dict[str, Any] = {result.message.id: result for result in results}
    halves: dict[str, tuple[list[Result], list[Result]]] = {}
    split = []
    for name, messages in pairs(result.message for result in results).items():
        if len(messages) != 2:
            continue
        first, second = (of[message.id] for message in messages)
        sides = halves.setdefault(first.message.wording, ([], []))
        sides[0].append(first)
        sides[1].append(second)
        if first.verdict.passed != second.verdict.passed:
            split.append(name)
    rates = {name: (_passed(a), _passed(b)) for name, (a, b) in sorted(halves.items())}
    return rates, split
