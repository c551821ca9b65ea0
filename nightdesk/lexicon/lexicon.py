"""Read skin concerns, body areas, treatments, medicines and conditions out of a visitor's text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Self

from nightdesk.base.data import read_yaml
from nightdesk.lexicon.mention import Mention
from nightdesk.lexicon.patterns import Found, Patterns
from nightdesk.lexicon.scope import Scope
from nightdesk.lexicon.text import Text, tokenize

KINDS = {
    "concerns": "concern",
    "areas": "area",
    "treatments": "treatment",
    "medicines": "medicine",
    "conditions": "condition",
}
UNTOLD = {"some_scars": "acne_scars", "a_scar": "surgical_scars", "a_dent": None}
"""Scars without a cause beside them -> what they are if the message tells no cause at all."""
LIMBS = frozenset(
    f"area:{name}"
    for name in ("arms", "hands", "abdomen", "hips", "thighs", "legs", "knees", "feet")
)
"""Where scars of no told cause are rarely those of acne."""
_NEVER = frozenset({"never", "not", "didnt", "doesnt", "dont", "hasnt", "havent", "wont", "nunca"})
CAUSE_REACH = 40  # tokens from a scar to its cause
_HERE = Path(__file__).parent


class Lexicon:
    """All terms of the folder `terms`, ready to read texts. Safe to share between threads."""

    def __init__(self, terms: dict[str, dict[str, list[str]]], shared: dict[str, Any]) -> None:
        self._scope = Scope(shared)
        patterns: dict[str, Iterable[str]] = {
            f"{KINDS[kind]}:{name}": written
            for kind, names in terms.items()
            for name, written in names.items()
        }
        causes = {f"cause:{name}": written for name, written in shared["causes"].items()}
        self._patterns = Patterns(
            patterns | causes | self._scope.patterns,
            groups=shared["words"],
            real_words=shared["real_words"],
            stops=shared["gap_stops"],
        )
        self.names = {
            KINDS[kind]: tuple(name for name in names if name not in UNTOLD)
            for kind, names in terms.items()
        }

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
        for match in _longest(_with_causes(found)):
            kind, name = match.key.split(":")
            cues = around.around(match.start, match.end)
            mentions.append(
                Mention(
                    kind,
                    name,
                    cut.slice(match.start, match.end),
                    cut.tokens[match.start].start,
                    cut.tokens[match.end - 1].end,
                    negated="negated" in cues or _is_denied(cut, match),
                    other_person="other_person" in cues,
                    past="past" in cues,
                )
            )
        return [mention for mention in mentions if mention.name != "none"]


@cache
def default() -> Lexicon:
    """The built-in lexicon, loaded once."""
    return Lexicon.load()


def _is_denied(text: Text, match: Found) -> bool:
    """Whether the find itself says no: "my face never scarred"."""
    words = [token.word for token in text.tokens[match.start : match.end]]
    return len(words) > 1 and words[-1].startswith("scar") and words[-2] in _NEVER


def _with_causes(found: list[Found]) -> Iterator[Found]:
    """The mentions; scars are named after the nearest cause: "i got pits. From chicken pox"."""
    causes = [match for match in found if match.key.startswith("cause:")]
    starts = [match.start for match in causes]
    areas = {match.key for match in found if match.key.startswith("area:")}
    untold = UNTOLD | ({"some_scars": "surgical_scars"} if areas and areas <= LIMBS else {})
    for match in found:
        kind, _, name = match.key.partition(":")
        if kind in ("cue", "cause"):
            continue
        if name in UNTOLD:
            place = bisect_left(starts, match.start)
            near = causes[max(0, place - 1) : place + 1]
            cause = min(near, key=lambda c: abs(c.start - match.start), default=None)
            told = cause and abs(cause.start - match.start) <= CAUSE_REACH
            meant = cause.key.partition(":")[2] if cause and told else untold[name]
            if meant is None:
                continue
            match = match._replace(key=f"{kind}:{meant}")
        yield match


def _longest(found: Iterable[Found]) -> list[Found]:
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


def _merged(found: Iterable[Found]) -> set[Found]:
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
