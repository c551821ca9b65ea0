"""Read skin concerns, body areas, treatments, medicines and conditions out of a visitor's text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from nightdesk.lexicon.data import read_yaml
from nightdesk.lexicon.patterns import Found, Patterns
from nightdesk.lexicon.scope import Scope
from nightdesk.lexicon.text import tokenize

KINDS = {
    "concerns": "concern",
    "areas": "area",
    "treatments": "treatment",
    "medicines": "medicine",
    "conditions": "condition",
}
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Mention:
    """One thing the visitor named. `words` is their own spelling: text[start:end]."""

    kind: str
    name: str
    words: str
    start: int
    end: int
    negated: bool = False
    other_person: bool = False
    past: bool = False


class Lexicon:
    """All terms of the folder `terms`, ready to read texts. Safe to share between threads."""

    def __init__(self, terms: dict[str, dict[str, list[str]]], shared: dict[str, Any]) -> None:
        self._scope = Scope(shared)
        patterns: dict[str, Iterable[str]] = {
            f"{KINDS[kind]}:{name}": written
            for kind, names in terms.items()
            for name, written in names.items()
        }
        self._patterns = Patterns(
            patterns | self._scope.patterns,
            groups=shared["words"],
            real_words=shared["real_words"],
            stops=shared["gap_stops"],
        )
        self.names = {KINDS[kind]: tuple(names) for kind, names in terms.items()}

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read the terms (YAML) from `path`, by default those beside the code."""
        folder = path or _HERE / "terms"
        terms = {kind: read_yaml(folder / f"{kind}.yml") for kind in KINDS}
        return cls(terms, read_yaml(folder / "shared.yml"))

    def read(self, text: str) -> list[Mention]:
        """The mentions in order. Of overlapping ones the longest wins. Linear in length."""
        cut = tokenize(text)
        found = self._patterns.find(cut)
        around = self._scope.read(cut, found)
        mentions = []
        for match in _longest([f for f in found if not f.key.startswith("cue:")]):
            kind, name = match.key.split(":")
            cues = around.around(match.start, match.end)
            mentions.append(
                Mention(
                    kind,
                    name,
                    cut.slice(match.start, match.end),
                    cut.tokens[match.start].start,
                    cut.tokens[match.end - 1].end,
                    negated="negated" in cues,
                    other_person="other_person" in cues,
                    past="past" in cues,
                )
            )
        return [mention for mention in mentions if mention.name != "none"]


@cache
def default() -> Lexicon:
    """The built-in lexicon, loaded once."""
    return Lexicon.load()


def _longest(found: list[Found]) -> list[Found]:
    """Greedy choice: longer first; the same words may carry several names ("crow's feet").

    Areas compete only with areas: "lip filler" is a treatment and names the lips.
    """
    taken: dict[tuple[bool, int], tuple[int, int]] = {}
    kept = set()
    for match in sorted(_merged(found), key=lambda m: (m.start - m.end, m.start)):
        span = (match.start, match.end)
        places = [(match.key.startswith("area:"), token) for token in range(*span)]
        if all(taken.get(place, span) == span for place in places):
            taken.update(dict.fromkeys(places, span))
            kept.add(match)
    return sorted(kept, key=lambda m: (m.start, m.end, m.key))


def _merged(found: list[Found]) -> set[Found]:
    """Overlapping finds of one name are one find: "acne scars" and "scars on my cheeks"."""
    merged: dict[str, list[Found]] = {}
    for match in sorted(found, key=lambda m: (m.start, m.end)):
        runs = merged.setdefault(match.key, [])
        if runs and match.start < runs[-1].end:
            last = runs.pop()
            runs.append(Found(match.key, last.start, max(last.end, match.end)))
        else:
            runs.append(match)
    return {match for runs in merged.values() for match in runs}
