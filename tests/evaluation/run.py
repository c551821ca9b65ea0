"""`make evaluate`: labelled messages through the running product, a scorecard and a report."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from tests.evaluation.ask import Result, ask, cpu_seconds, running
from tests.evaluation.calibration import calibrate
from tests.evaluation.messages import Message, load, load_all
from tests.evaluation.printed import lines, write_details
from tests.evaluation.report import write_report
from tests.evaluation.scorecard import score
from tests.safety import scorecard as red_flags
from tests.safety import talks
from tests.support.stack import ROOT

OUT = ROOT / "var" / "evaluation"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, action="append", help="a JSONL file instead of ours")
    parser.add_argument("--url", help="a running product instead of one started here")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the report")
    options = parser.parse_args()
    messages = _chosen(options.set)
    results, cpu_ms = _measure(messages, options.url)
    card = score(results, cpu_ms)
    options.out.mkdir(parents=True, exist_ok=True)
    write_details(results, options.out / "results.jsonl")
    noticed = red_flags.measure(red_flags.load())
    write_report(card, results, calibrate(messages), options.out / "report.html", noticed)
    print("\n".join((*lines(card), *red_flags.lines(noticed), *talks.lines())))
    print(f"\nreport: {options.out / 'report.html'}")


def _chosen(files: list[Path] | None) -> list[Message]:
    if not files:
        return load_all()
    return [message for file in files for message in load(file)]


def _measure(messages: Iterable[Message], url: str | None) -> tuple[list[Result], float | None]:
    """The results, and the CPU milliseconds for each message when it can be known."""
    if url:
        return list(ask(url, messages)), None
    with running() as stack:
        before = cpu_seconds(stack)
        results = list(ask(stack.url, messages))
        used = cpu_seconds(stack) - before
    return results, 1000 * used / max(len(results), 1)


if __name__ == "__main__":
    main()
