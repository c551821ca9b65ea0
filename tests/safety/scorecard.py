"""How well red flags are noticed in messages that neither rules nor training were made with.

python -m tests.safety.scorecard [--set FILE] [--write-floor]
"""

import argparse
import json
import math
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import yaml

from nightdesk.reading.encoder import encoder
from nightdesk.reading.spelling import respell
from nightdesk.safety import TIERS, RedFlag, default, second_net
from nightdesk.talk.danger import SCREEN_FAILED, check, check_fully
from tests.evaluation.scorecard import Rate
from tests.support.remembering import reader

_SETS = Path(__file__).parent / "sets"
HELDOUT = tuple(
    _SETS / f"{name}.jsonl" for name in ("heldout", "heldout_2", "heldout_3", "chosen_with")
)
"""All by writers who saw neither rules nor training: the second and third were asked for what a
clinic would really get, the others for what is hard. The thresholds were chosen with the last, and
its misses were read before more was written to train on; the others were only counted."""
FLOOR = Path(__file__).with_name("heldout_floor.yml")
RULES, BOTH = "rules", "rules_and_net"
NONE = "none"
BELOW, ABOVE = 3, 1
"""Points that a floor lies under what was measured, and that false alarms may lie above it."""

ORDINARY = {
    "price": {"price", "payment", "deposit", "gift", "insurance", "membership"},
    "booking": {"booking", "reschedule", "hours", "confirm", "consult", "late", "location"},
    "pain": {"pain_before", "pain_question", "downtime"},
    "small talk": {"thanks", "hello", "greeting", "contact", "name_phone", "email", "small_talk"},
}
"""Ordinary kinds of messages, and the `sign` that their lines have."""

HEAD = f"""\
# What the held-out set showed, in percent: found and right tier less {BELOW} points, too mild and
# false alarms plus {ABOVE}. Written by: python -m tests.safety.scorecard --write-floor
"""


@dataclass(frozen=True)
class Labelled:
    """One labelled message. `sign` is what it tells of, or the kind of near-miss."""

    id: str
    text: str
    tier: str
    alt: tuple[str, ...]
    sign: str
    lang: str

    @property
    def accepted(self) -> set[str]:
        """The tiers that are right."""
        return {self.tier, *self.alt}

    @property
    def ordinary(self) -> str:
        """The ordinary kind it is of; empty for danger and for near-misses."""
        sign = self.sign.removeprefix("es_").removeprefix("mixed_").rstrip("0123456789")
        kinds = [kind for kind, signs in ORDINARY.items() if sign in signs]
        return kinds[0] if kinds and self.tier == NONE else ""


@dataclass(frozen=True)
class Noticed:
    """A message, what was noticed in it, and the CPU milliseconds that took."""

    message: Labelled
    flag: RedFlag | None
    cpu_ms: float

    @property
    def right(self) -> bool:
        """Whether the tier is one of those accepted."""
        return self.flag is not None and self.flag.tier in self.message.accepted

    @property
    def too_mild(self) -> bool:
        """Whether it was noticed, but in a tier less serious than any accepted."""
        if self.flag is None:
            return False
        accepted = [TIERS.index(tier) for tier in self.message.accepted if tier in TIERS]
        return TIERS.index(self.flag.tier) > max(accepted)


@dataclass(frozen=True)
class RedFlags:
    """What one way of screening showed."""

    name: str
    found: dict[str, Rate]
    """By tier: any alarm."""
    right: dict[str, Rate]
    """By tier, of those found: in an accepted tier."""
    all_found: Rate
    all_right: Rate
    too_mild: Rate
    """Of those found: in a tier less serious than any accepted."""
    false_alarms: Rate
    ordinary: dict[str, Rate]
    """False alarms by ordinary kind."""
    by_language: dict[str, tuple[Rate, Rate]]
    """Found, and false alarms."""
    missed: dict[str, list[str]]
    """By tier: ids."""
    alarmed: list[str]
    """Ids of the false alarms."""
    cpu_ms: float | None
    """Median for one message; None with the net, whose vectors are computed ahead."""

    def measures(self) -> dict[str, float]:
        """What has a floor or a ceiling, in percent."""
        return {
            **{f"found {tier}": rate.percent for tier, rate in self.found.items()},
            "right tier": self.all_right.percent,
            "too mild": self.too_mild.percent,
            "false alarms": self.false_alarms.percent,
        }


CEILINGS = {"too mild", "false alarms"}
"""Measures that are better when they are lower."""


def load(paths: Iterable[Path] = HELDOUT) -> list[Labelled]:
    """The messages of some files."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    read = [json.loads(line) for text in texts for line in text.splitlines() if line.strip()]
    return [Labelled(**{**line, "alt": tuple(line.get("alt", ()))}) for line in read]


def measure(messages: Sequence[Labelled]) -> list[RedFlags]:
    """The rules alone and with the second net, as the product asks them, over these messages."""
    ahead = _Ahead(message.text for message in messages)
    desk = SimpleNamespace(screen=default(), reader=ahead)
    ahead.danger("load")  # the product goes on when the net breaks; here that is an error
    return [
        count(name, list(_screened(messages, partial(look, desk))))
        for name, look in ((RULES, check), (BOTH, check_fully))
    ]


class _Ahead:
    """A reader with the vectors of some texts computed ahead: together they take a third."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._reader = reader()
        read = sorted({respell(window) for text in texts for window in second_net.windows(text)})
        self._vectors = dict(zip(read, encoder().encode_many(read), strict=True))

    def danger(self, text: str) -> dict[str, float]:
        return self._reader.danger(text, self._vectors.get(respell(text)))


def _screened(
    messages: Iterable[Labelled], look: Callable[[str], RedFlag | None]
) -> Iterator[Noticed]:
    look("load")
    for message in messages:
        began = time.process_time_ns()
        flag = look(message.text)
        took = (time.process_time_ns() - began) / 1e6
        assert flag is None or flag.rule != SCREEN_FAILED.rule, message.id
        yield Noticed(message, flag, took)


def count(name: str, noticed: Sequence[Noticed]) -> RedFlags:
    """The scorecard of one way of screening."""
    urgent = [n for n in noticed if n.message.tier != NONE]
    calm = [n for n in noticed if n.message.tier == NONE]
    found = [n for n in urgent if n.flag]
    tiers = {tier: [n for n in urgent if n.message.tier == tier] for tier in TIERS}
    return RedFlags(
        name=name,
        found={tier: _alarms(of) for tier, of in tiers.items()},
        right={tier: _rate([n for n in of if n.flag], _right) for tier, of in tiers.items()},
        all_found=_alarms(urgent),
        all_right=_rate(found, _right),
        too_mild=_rate(found, lambda n: n.too_mild),
        false_alarms=_alarms(calm),
        ordinary={
            kind: _alarms([n for n in calm if n.message.ordinary == kind]) for kind in ORDINARY
        },
        by_language={
            lang: tuple(_alarms([n for n in of if n.message.lang == lang]) for of in (urgent, calm))
            for lang in sorted({n.message.lang for n in noticed})
        },
        missed={tier: [n.message.id for n in of if not n.flag] for tier, of in tiers.items()},
        alarmed=[n.message.id for n in calm if n.flag],
        cpu_ms=statistics.median(n.cpu_ms for n in noticed) if name == RULES else None,
    )


def _in(lang: str, noticed: Iterable[Noticed]) -> list[Noticed]:
    return [n for n in noticed if n.message.lang == lang]


def _right(noticed: Noticed) -> bool:
    return noticed.right


def _alarms(noticed: Sequence[Noticed]) -> Rate:
    return _rate(noticed, lambda n: n.flag is not None)


def _rate(noticed: Sequence[Noticed], holds: Callable[[Noticed], bool]) -> Rate:
    return Rate(sum(map(holds, noticed)), len(noticed))


def rates(card: RedFlags) -> dict[str, Rate]:
    """All rates of the card by what they say, in the order to show them."""
    return {
        "found": card.all_found,
        **{f"found, {tier}": rate for tier, rate in card.found.items()},
        "right tier, of those found": card.all_right,
        **{f"right tier, {tier}": rate for tier, rate in card.right.items()},
        "too mild a tier, of those found": card.too_mild,
        "false alarms": card.false_alarms,
        **{f"false alarms, {kind}": rate for kind, rate in card.ordinary.items()},
        **{f"found, {lang}": found for lang, (found, _) in card.by_language.items()},
        **{f"false alarms, {lang}": false for lang, (_, false) in card.by_language.items()},
    }


def title(card: RedFlags) -> str:
    """What the card is of."""
    return {RULES: "Red flags, the rules alone", BOTH: "Red flags, rules and second net"}[card.name]


def lines(cards: Iterable[RedFlags]) -> Iterator[str]:
    """The cards, line by line. Messages are named by id; their texts stay unread."""
    for card in cards:
        yield f"\n{title(card)}"
        for name, rate in rates(card).items():
            yield f"  {name:32s}{rate}"
        if card.cpu_ms is not None:
            yield f"  {'CPU of a message, median':32s}{card.cpu_ms:5.2f} ms"
        for tier, ids in card.missed.items():
            yield f"  missed, {tier}: {' '.join(ids) or 'none'}"
        yield f"  alarmed for nothing: {' '.join(card.alarmed) or 'none'}"


def floors(cards: Iterable[RedFlags]) -> dict[str, dict[str, float]]:
    """The floors (for CEILINGS: the ceilings) that follow from what was measured."""
    return {
        card.name: {name: _leeway(name, value) for name, value in card.measures().items()}
        for card in cards
    }


def _leeway(name: str, percent: float) -> float:
    if name in CEILINGS:
        return math.ceil(10 * (percent + ABOVE)) / 10
    return math.floor(10 * max(0.0, percent - BELOW)) / 10


def main() -> None:
    """Measure and print; write the floors when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--set", type=Path, help="one JSONL file instead of ours")
    chosen.add_argument("--write-floor", action="store_true", help=f"write {FLOOR.name}")
    options = parser.parse_args()
    cards = measure(load([options.set] if options.set else HELDOUT))
    print("\n".join(lines(cards)).lstrip())
    if options.write_floor:
        written = yaml.safe_dump(floors(cards), sort_keys=False)
        FLOOR.write_text(HEAD + written, encoding="utf-8")
        print(f"\nfloors: {FLOOR}")


if __name__ == "__main__":
    main()
