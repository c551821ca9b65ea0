"""How well danger is noticed that is told in pieces, over several messages of a talk.

sets/talks.jsonl was written by somebody who saw neither rules nor training: 60 talks of which no
single message alarms by itself, and 60 of ordinary visitors.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nightdesk.safety import RedFlag, default
from nightdesk.talk.danger import MOST_EARLIER, check_fully
from tests.evaluation.scorecard import Rate
from tests.support.remembering import reader

TALKS = Path(__file__).parent / "sets" / "talks.jsonl"
NONE = "none"


@dataclass(frozen=True)
class Followed:
    """A talk, and where it alarmed (0: nowhere)."""

    talk: dict[str, Any]
    at: int
    flag: RedFlag | None

    @property
    def urgent(self) -> bool:
        """Whether it should."""
        return bool(self.talk["tier"] != NONE)


def load() -> list[dict[str, Any]]:
    """The talks: {id, tier, by (the message at which a nurse would be alarmed), turns}."""
    with TALKS.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def follow(talks: Sequence[dict[str, Any]], *, together: bool) -> list[Followed]:
    """Screen each talk message by message, as the product does, or each message by itself."""
    desk = SimpleNamespace(screen=default(), reader=reader())
    return [_follow(desk, talk, together) for talk in talks]


def _follow(desk: Any, talk: dict[str, Any], together: bool) -> Followed:
    turns = talk["turns"]
    for number, text in enumerate(turns, start=1):
        earlier = turns[: number - 1][-MOST_EARLIER:] if together else ()
        flag = check_fully(desk, text, earlier)
        if flag:
            return Followed(talk, number, flag)
    return Followed(talk, 0, None)


def rates(followed: Sequence[Followed]) -> dict[str, Rate]:
    """Found, found in time, right tier of those found, and false alarms."""
    urgent = [f for f in followed if f.urgent]
    found = [f for f in urgent if f.flag]
    calm = [f for f in followed if not f.urgent]
    return {
        "found": Rate(len(found), len(urgent)),
        "found in time": Rate(sum(f.at <= f.talk["by"] for f in found), len(urgent)),
        "right tier": Rate(
            sum(bool(f.flag) and f.flag.tier == f.talk["tier"] for f in found), len(found)
        ),
        "false alarms": Rate(sum(f.flag is not None for f in calm), len(calm)),
    }


def lines() -> Iterator[str]:
    """The scorecard as text."""
    talks = load()
    for together, name in ((False, "each message by itself"), (True, "read together")):
        yield f"Danger told in pieces, {name}"
        for what, rate in rates(follow(talks, together=together)).items():
            yield f"  {what:<32} {rate}"
        yield ""
