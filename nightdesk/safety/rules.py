"""The red-flag rules as a clinician wrote them in rules.yml."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nightdesk.base.data import read_yaml

TIERS = ("911", "distress", "er_today", "urgent_line")  # the most serious first

_NEVER = "never"


class RuleError(ValueError):
    """rules.yml holds something that is not a rule."""


@dataclass(frozen=True)
class Clause:
    """One line of `when`: all of `needs` and none of `unless`."""

    needs: frozenset[str]
    unless: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """Every sign that the line names."""
        return self.needs | self.unless

    @classmethod
    def read(cls, line: str) -> "Clause":
        """Read "pus + fever - acne_word"."""
        needs: set[str] = set()
        unless: set[str] = set()
        target = needs
        for word in line.split():
            if word in "+-":
                target = needs if word == "+" else unless
            else:
                target.add(word)
        if not needs:
            raise RuleError(f"a line needs at least one sign: {line!r}")
        return cls(frozenset(needs), frozenset(unless))


@dataclass(frozen=True)
class Rule:
    """One red flag."""

    id: str
    tier: str
    description: str
    sources: tuple[str, ...]
    reviewer: str
    reviewed_on: date
    when: tuple[Clause, ...]
    must_fire: tuple[str, ...]
    must_not_fire: tuple[str, ...]
    firm: bool = False
    """Whether it counts whatever the second net says (`held_back: never`)."""

    def fires(self, signs: Set[str], earlier: Set[str] = frozenset()) -> Clause | None:
        """The first line that these signs fulfil, by themselves or with those told earlier."""
        for clause in self.when:
            alone = clause.needs <= signs
            together = not clause.needs.isdisjoint(signs) and clause.needs <= signs | earlier
            against = signs if alone else signs | earlier
            if (alone or together) and clause.unless.isdisjoint(against):
                return clause
        return None


def load_rules(path: Path) -> tuple[Rule, ...]:
    """Read rules.yml. A rule without its own reviewer has the file's."""
    data = read_yaml(path)
    rules = tuple(_rule(written, data) for written in data["rules"])
    if len({rule.id for rule in rules}) != len(rules):
        raise RuleError("two rules have the same id")
    return rules


def _rule(written: dict[str, Any], data: dict[str, Any]) -> Rule:
    if written["tier"] not in TIERS:
        raise RuleError(f"unknown tier {written['tier']!r} in {written['id']}")
    if written.get("held_back", _NEVER) != _NEVER:
        raise RuleError(f"held_back can only be {_NEVER!r}, in {written['id']}")
    return Rule(
        id=written["id"],
        tier=written["tier"],
        description=written["description"],
        sources=tuple(written["sources"]),
        reviewer=written.get("reviewer", data["reviewer"]),
        reviewed_on=written.get("reviewed_on", data["reviewed_on"]),
        when=tuple(Clause.read(line) for line in written["when"]),
        must_fire=tuple(written["must_fire"]),
        must_not_fire=tuple(written["must_not_fire"]),
        firm="held_back" in written,
    )
