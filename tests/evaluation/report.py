"""The scorecard as one HTML file: no scripts, nothing loaded from elsewhere."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from tests.evaluation.ask import Result
from tests.evaluation.calibration import WIDTH, Bin
from tests.evaluation.judge import Said
from tests.evaluation.scorecard import Rate, Scorecard
from tests.safety import scorecard as red_flags

STYLE = """
:root{color-scheme:light dark;--good:#2b7a4b;--bad:#b3402a;--faint:#8886}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:0 0 2rem}
td,th{padding:.2rem .6rem;text-align:left;border-bottom:1px solid var(--faint);vertical-align:top}
td.n{text-align:right;white-space:nowrap}
td:first-child{width:18rem}svg{display:block}.good{fill:var(--good)}.bad{fill:var(--bad)}.rest{fill:var(--faint)}
text{font:11px system-ui;fill:currentColor}
"""


def write_report(
    card: Scorecard,
    results: Sequence[Result],
    bins: Sequence[Bin],
    path: Path,
    noticed: Sequence[red_flags.RedFlags] = (),
) -> None:
    """Write the report to `path`; `noticed` are the red flags of the held-out set."""
    parts = [
        "<h1>Nightdesk: evaluation</h1>",
        _rates("In all", _overall(card)),
        _speed(card),
        _rates("By expected behaviour", card.by_behaviour),
        _rates("By topic asked", card.by_topic),
        _rates("By noise", card.by_noise),
        _wordings(card),
        *map(_red_flags, noticed),
        "<h2>Search score against being right</h2>",
        "<p>Covered questions by the score of the first entry found; "
        "above: right, below: wrong.</p>",
        calibration_plot(bins),
        _counts("Asked, and answered instead", card.confusions.most_common()),
        _counts("Why messages failed", card.causes.most_common()),
        _failures(results),
    ]
    head = f'<meta charset="utf-8"><title>Nightdesk: evaluation</title><style>{STYLE}</style>'
    body = "\n".join(parts)
    path.write_text(f'<!doctype html><html lang="en">{head}\n{body}\n</html>', encoding="utf-8")


def calibration_plot(bins: Sequence[Bin]) -> str:
    """Two columns for each bin of scores: right upwards, wrong downwards."""
    step, half = 34, 90
    highest = max((max(b.right, b.wrong) for b in bins), default=1) or 1
    shapes = []
    for at, found in enumerate(bins):
        x = at * step
        up, down = (half * n / highest for n in (found.right, found.wrong))
        shapes += [
            f'<rect class="good" x="{x}" y="{half - up:.1f}" width="26" height="{up:.1f}"/>',
            f'<rect class="bad" x="{x}" y="{half + 14}" width="26" height="{down:.1f}"/>',
            f'<text x="{x}" y="{half + 11}">{found.low:.2f}</text>',
        ]
    label = f"Right and wrong first entries in bins of {WIDTH}"
    size = f'width="{max(len(bins), 1) * step}" height="{2 * half + 14}"'
    return f'<svg role="img" aria-label="{label}" {size}>{"".join(shapes)}</svg>'


def _overall(card: Scorecard) -> dict[str, Rate]:
    return {
        "passed": card.passed,
        "covered questions answered": card.covered_answered,
        "wrong answers": card.wrong_answers,
        "with an answer beside the question": card.beside,
        "urgent found": card.urgent_found,
        "false urgent alarms": card.false_alarms,
        "replies that clear a person": card.cleared,
    }


def _speed(card: Scorecard) -> str:
    cpu = "" if card.cpu_ms is None else f"; CPU {card.cpu_ms:.0f} ms for each message"
    return f"<p>A reply took {card.median_ms:.0f} ms (median), {card.p95_ms:.0f} ms (p95){cpu}.</p>"


def _rates(title: str, rates: dict[str, Rate]) -> str:
    rows = [
        f"<tr><td>{escape(name)}<td>{_bar(rate)}<td class=n>{rate.percent:.1f} %"
        f"<td class=n>{rate.count} of {rate.of}"
        for name, rate in rates.items()
    ]
    return f"<h2>{title}</h2><table>{''.join(rows)}</table>"


def _red_flags(card: red_flags.RedFlags) -> str:
    ids = [
        *((f"missed, {tier}", missed) for tier, missed in card.missed.items()),
        ("alarmed for nothing", card.alarmed),
    ]
    rows = [f"<tr><td>{escape(name)}<td>{escape(' '.join(those))}" for name, those in ids]
    cpu = "" if card.cpu_ms is None else f"<p>CPU {card.cpu_ms:.2f} ms a message (median).</p>"
    rates = _rates(red_flags.title(card), red_flags.rates(card))
    return f"{rates}{cpu}<table>{''.join(rows)}</table>"


def _bar(rate: Rate) -> str:
    good = 2 * rate.percent
    return (
        f'<svg width="200" height="12" role="img" aria-label="{rate.percent:.0f} percent">'
        f'<rect class="rest" width="200" height="12"/>'
        f'<rect class="good" width="{good:.1f}" height="12"/></svg>'
    )


def _wordings(card: Scorecard) -> str:
    rows = [
        f"<tr><td>{escape(name)}<td class=n>{a.percent:.1f} %<td class=n>{b.percent:.1f} %"
        f"<td class=n>{b.percent - a.percent:+.1f}"
        for name, (a, b) in card.by_wording.items()
    ]
    head = "<tr><th>what differs<th>first half<th>second half<th>points"
    return f"<h2>Paired wording</h2><table>{head}{''.join(rows)}</table>"


def _counts(title: str, counts: Iterable[tuple[tuple[str, str], int]]) -> str:
    rows = [
        f"<tr><td class=n>{count}<td>{escape(first)}<td>{escape(second)}"
        for (first, second), count in counts
    ]
    return f"<h2>{title}</h2><table>{''.join(rows)}</table>"


def _failures(results: Iterable[Result]) -> str:
    rows = [
        f"<tr><td>{escape(r.message.id)}<td>{escape(r.message.text)}"
        f"<td>{escape(r.verdict.why)}<td>{escape(Said(r.replies).text[:200])}"
        for r in results
        if not r.verdict.passed
    ]
    head = "<tr><th>id<th>message<th>why<th>what was said"
    return f"<h2>Messages that failed</h2><table>{head}{''.join(rows)}</table>"
