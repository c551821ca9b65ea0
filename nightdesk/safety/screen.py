"""Notice danger in a visitor's message, before and independent of anything else that reads it."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from nightdesk.base.data import read_yaml
from nightdesk.lexicon.patterns import Found, Patterns
from nightdesk.lexicon.scope import Scope
from nightdesk.lexicon.text import Text, tokenize
from nightdesk.safety.rules import TIERS, Rule, load_rules

_HERE = Path(__file__).parent
_NOT = "not:"
# A severe reaction can come back after it seems over (facts mn-red-014), so "it's gone now" does
# not take back these tiers' signs.
_NEVER_OVER = frozenset({"911", "distress"})
_RESOLVED = "resolved"
_NOT_SO = frozenset({"negated", "nothing"})
_QUESTIONS = frozenset({"conditional", "hypothetical", "general_question"})
_NOT_ONESELF = frozenset({"animal", "thing"})
_NOT_NOW = frozenset({"present", "past", "story", "other_person_past"})


@dataclass(frozen=True)
class RedFlag:
    """The most serious rule that fired. `words` are the visitor's words that made it fire."""

    tier: str
    rule: str
    words: str


@dataclass(frozen=True)
class Sign:
    """One sign in a text. `reason` says why it is no alarm ("" when it stands)."""

    name: str
    words: str
    start: int
    reason: str = ""


@dataclass(frozen=True)
class Finding:
    """A rule that fired, or that would have fired without its discarded signs."""

    rule: str
    tier: str
    fired: bool
    signs: tuple[Sign, ...]
    discarded: tuple[Sign, ...]


class Screen:
    """The red-flag net. Safe to share between threads; the same answer for the same text."""

    def __init__(
        self, rules: tuple[Rule, ...], signs: Mapping[str, Any], cues: Mapping[str, Any]
    ) -> None:
        # Of one tier the firm ones first: a rule that can be held back must not hide them.
        self.rules = tuple(sorted(rules, key=lambda rule: (TIERS.index(rule.tier), not rule.firm)))
        self._contexts = frozenset(signs["contexts"])
        self._statements = frozenset(signs["statements"])
        self._by_others = frozenset(signs["by_others"])
        self._scope = Scope(cues)
        self._patterns = Patterns(
            {
                **signs["signs"],
                **{_NOT + name: written for name, written in signs["not_signs"].items()},
                **self._scope.patterns,
            },
            groups=signs["words"],
            real_words=signs["real_words"],
            fuzzy=signs["fuzzy"],
        )
        self._check_names(set(signs["signs"]), set(signs["not_signs"]))

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read rules.yml, signs.yml and cues.yml from `path`, by default those beside the code."""
        folder = path or _HERE
        return cls(
            load_rules(folder / "rules.yml"),
            read_yaml(folder / "signs.yml"),
            read_yaml(folder / "cues.yml"),
        )

    def check(self, text: str, earlier: Sequence[str] = ()) -> RedFlag | None:
        """The most serious red flag of a message, or None. Linear in length.

        It may complete what was said `earlier` ("it's day 3" ... "red and spreading"), but what was
        said earlier fires no rule by itself.
        """
        signs = self._signs(text)
        if all(_discarded(sign, tier) for sign in signs for tier in TIERS):
            return None
        before = [sign for said in earlier for sign in self._signs(said)]
        for rule in self.rules:
            clause = rule.fires(_standing(signs, rule.tier), _standing(before, rule.tier))
            if clause:
                words = _words([*before, *signs], rule.tier, clause.needs)
                return RedFlag(rule.tier, rule.id, words)
        return None

    def check_firmly(self, text: str, earlier: Sequence[str] = ()) -> RedFlag | None:
        """What those rules find that nothing may hold back (`held_back: never`)."""
        firm = copy(self)
        firm.rules = tuple(rule for rule in self.rules if rule.firm)
        return firm.check(text, earlier)

    def explain(self, text: str) -> list[Finding]:
        """Every rule that fired, most serious first, then those that a discarded sign held back."""
        signs = self._signs(text)
        everything = {sign.name for sign in signs}
        findings = []
        for rule in self.rules:
            clause = rule.fires(_standing(signs, rule.tier))
            held = clause or rule.fires(everything)
            if held:
                concerned = [sign for sign in signs if sign.name in held.needs]
                findings.append(
                    Finding(
                        rule.id,
                        rule.tier,
                        fired=clause is not None,
                        signs=tuple(s for s in concerned if not _discarded(s, rule.tier)),
                        discarded=tuple(s for s in concerned if _discarded(s, rule.tier)),
                    )
                )
        return sorted(findings, key=lambda finding: not finding.fired)

    def _signs(self, text: str) -> list[Sign]:
        cut = tokenize(text)
        found = self._patterns.find(cut)
        matches = [f for f in found if not f.key.startswith("cue:")]
        judged = self._judge(cut, matches, found) if matches else ()
        return sorted(judged, key=lambda sign: sign.start)

    def _judge(self, cut: Text, matches: list[Found], found: list[Found]) -> Iterator[Sign]:
        around = self._scope.read(cut, found)
        other = {
            (match.key.removeprefix(_NOT), token)
            for match in matches
            if match.key.startswith(_NOT)
            for token in range(match.start, match.end)
        }
        for match in matches:
            if match.key.startswith(_NOT):
                continue
            tokens = range(match.start, match.end)
            if any((match.key, token) in other for token in tokens):
                reason = "another meaning"
            else:
                cues = around.around(match.start, match.end)
                if match.key in self._contexts:
                    cues &= _NOT_SO
                if match.key in self._statements:
                    cues -= _QUESTIONS | _NOT_ONESELF
                if match.key in self._by_others:
                    cues -= {"other_person_past"}
                if "present" in cues:
                    cues -= _NOT_NOW
                reason = ", ".join(sorted(cues))
            words = cut.slice(match.start, match.end)
            yield Sign(match.key, words, cut.tokens[match.start].start, reason)

    def _check_names(self, signs: set[str], not_signs: set[str]) -> None:
        used = {name for rule in self.rules for clause in rule.when for name in clause.names}
        listed = self._contexts | self._statements | self._by_others
        unknown = (used | not_signs | listed) - signs
        if unknown:
            raise ValueError(f"signs that signs.yml does not define: {sorted(unknown)}")


@cache
def default() -> Screen:
    """The built-in screen, loaded once."""
    return Screen.load()


def _discarded(sign: Sign, tier: str) -> bool:
    return bool(sign.reason) and not (sign.reason == _RESOLVED and tier in _NEVER_OVER)


def _standing(signs: list[Sign], tier: str) -> set[str]:
    return {sign.name for sign in signs if not _discarded(sign, tier)}


def _words(signs: list[Sign], tier: str, names: frozenset[str]) -> str:
    first: dict[str, str] = {}
    for sign in signs:
        if sign.name in names and not _discarded(sign, tier):
            first.setdefault(sign.name, sign.words)
    return " … ".join(first.values())
