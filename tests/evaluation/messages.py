"""The labelled sets: single messages, and pairs that differ only in wording."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETS = Path(__file__).with_name("sets")
PAIRS = "pairs.jsonl"

BY_THE_CLINIC = frozenset(
    [
        "cost",
        "financing_insurance",
        "hours",
        "location",
        "parking",
        "booking",
        "reschedule_cancel",
        "policy_deposit",
        "gift_cards",
        "consultation_cost",
        "virtual_consultation",
    ]
)
"""Topics that only the clinic's own prices, hours and policies can answer."""


@dataclass(frozen=True)
class Message:
    """One labelled message."""

    id: str
    text: str
    kind: str
    topics: tuple[str, ...]
    concerns: tuple[str, ...]
    body_areas: tuple[str, ...]
    expected: str
    noise: str
    wording: str = ""
    """What differs from the other half of its pair; empty for a message that stands alone."""

    @property
    def several_needs(self) -> bool:
        """Whether all of several needs must be met."""
        return self.id.endswith("m")

    @property
    def covered(self) -> bool:
        """Whether this is a question that the knowledge base is meant to answer."""
        return self.kind == "question" and not BY_THE_CLINIC.issuperset(self.topics)


def load(path: Path) -> list[Message]:
    """The messages of one file; a pair becomes two messages, `…/a` and `…/b`."""
    with path.open(encoding="utf-8") as lines:
        return [message for line in lines if line.strip() for message in _read(json.loads(line))]


def load_all(folder: Path = SETS) -> list[Message]:
    """Every message of our own sets, pairs included."""
    return [message for path in sorted(folder.glob("*.jsonl")) for message in load(path)]


def pairs(messages: Iterable[Message]) -> dict[str, list[Message]]:
    """The halves of each pair under the pair's id."""
    found: dict[str, list[Message]] = {}
    for message in messages:
        if message.wording:
            found.setdefault(message.id.partition("/")[0], []).append(message)
    return found


def _read(line: dict[str, Any]) -> Iterator[Message]:
    if "texts" not in line:
        yield _message(line, line["id"], line["text"])
        return
    for half, text in zip("ab", line["texts"], strict=True):
        yield _message(line, f"{line['id']}/{half}", text)


def _message(line: dict[str, Any], name: str, text: str) -> Message:
    return Message(
        id=name,
        text=text,
        kind=line["kind"],
        topics=tuple(line["topics"]),
        concerns=tuple(line["concerns"]),
        body_areas=tuple(line["body_areas"]),
        expected=line["expected"],
        noise=line.get("noise", "paired"),
        wording=line.get("wording", ""),
    )
