"""The screen's work grows with the length of a message and no faster, by count, not by the clock.

Counted are the lines of our own code that run, loops included.
"""

import sys
from pathlib import Path
from types import CodeType

import pytest

import nightdesk
from nightdesk.safety import default

TOOL = 4  # free in sys.monitoring: 0 to 2 and 5 belong to debuggers, coverage and profilers
OURS = str(Path(nightdesk.__file__).parent)
SHORT, LONG = 100, 400


def lines_run(text: str) -> int:
    """How many lines of nightdesk's code run while the text is screened."""
    events, run = sys.monitoring, 0

    def count(code: CodeType, _: int) -> object:
        nonlocal run
        if not code.co_filename.startswith(OURS):
            return events.DISABLE
        run += 1
        return None

    events.use_tool_id(TOOL, "cost")
    try:
        events.register_callback(TOOL, events.events.LINE, count)
        events.set_events(TOOL, events.events.LINE)
        default().check(text)
    finally:
        events.set_events(TOOL, 0)
        events.free_tool_id(TOOL)
    return run


@pytest.mark.parametrize(
    "words",
    [
        "i had a facial and want to ask about prices, ",
        "my cheek is oozing pus since the laser and it hurts. ",
        "no ",
        "no fever, ",
        "if my ",
        "breath ",
        "my mom had a stroke ",
        "in 1987 i had ",
        "swollen lips or ",
        "cant breathe, years ago, is fine ",
        "💀",
        "!?.,",
    ],
)
def test_four_times_the_text_is_about_four_times_the_work(words):
    default().check(words)
    few, many = lines_run(words * SHORT), lines_run(words * LONG)
    assert few > SHORT / 2
    assert many <= 1.15 * LONG / SHORT * few
