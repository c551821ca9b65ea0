"""What the words around a mention make of it: not so, not me, not now.

A cue ("never had", "my mother", "years ago") reaches a few words forward or back inside its
sentence. It does not reach past a word that starts a new thought ("but", "i", "my"), nor past a
comma, except through a list that an "or" closes ("no fever, chills or pus"). A kind with `tenses`
opens a story and reaches through its sentence: the nearest tense before the mention's end decides
("in 1987 i had a sting and my throat closed"; not "i had filler in 2019 and my throat is closing").
A longer cue takes away a shorter one that it holds ("no longer" is not "no"); so do phrases that
look like a cue but mean something else ("not happy with", "cant wait").
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nightdesk.lexicon.patterns import Found
from nightdesk.lexicon.text import Text, ends_clause, ends_sentence

LIST_REACH = 14
_LIST_WORDS = frozenset({"or", "nor", "o", "ni"})


@dataclass(frozen=True)
class CueKind:
    """One kind of cue as its data file states it."""

    name: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reach: int = 5
    reach_after: int = 3
    stops: frozenset[str] = field(default_factory=frozenset)
    crosses_commas: bool = False
    lists: bool = False
    overlaps: bool = (
        False  # the cue may hold the mention's first or last words ("my mom had | a stroke")
    )
    tenses: frozenset[str] = field(default_factory=frozenset)  # words that tell of what is over


class Scope:
    """Reads the cue kinds of a data file; `patterns` belong into the caller's one Patterns."""

    def __init__(self, cues: Mapping[str, Any]) -> None:
        self.kinds = tuple(_kind(name, cue) for name, cue in cues["kinds"].items())
        self._pseudo: list[str] = list(cues.get("not_cues", ()))

    @property
    def patterns(self) -> dict[str, tuple[str, ...]]:
        """Keys and patterns to look for; keys start with "cue:"."""
        written = {"cue:none": tuple(self._pseudo)}
        for kind in self.kinds:
            written[f"cue:{kind.name}:before"] = kind.before
            written[f"cue:{kind.name}:after"] = kind.after
        return written

    def read(self, text: Text, found: Iterable[Found]) -> "Reading":
        """Prepare the cues of one text."""
        cues: dict[str, list[tuple[int, int]]] = {}
        for match in found:
            if match.key.startswith("cue:"):
                cues.setdefault(match.key[4:], []).append((match.start, match.end))
        return Reading(self.kinds, [token.word for token in text.tokens], cues)


class Reading:
    """The cues of one text."""

    def __init__(
        self,
        kinds: tuple[CueKind, ...],
        words: list[str],
        cues: dict[str, list[tuple[int, int]]],
    ) -> None:
        self._words = words
        self._kinds = kinds
        covered = sorted({span for spans in cues.values() for span in spans})
        self._before = {
            # a date stays a date inside a longer cue ("in 2019 i had")
            k.name: _free(cues.get(f"{k.name}:before", []), [] if k.tenses else covered)
            for k in kinds
        }
        self._after = {k.name: _free(cues.get(f"{k.name}:after", []), covered) for k in kinds}

    def around(self, start: int, end: int) -> set[str]:
        """Names of the cue kinds that reach the tokens from `start` up to `end`."""
        return {
            kind.name
            for kind in self._kinds
            if self._in_story(kind, start, end)
            or self._reached_from_before(kind, start, end)
            or self._reached_from_after(kind, start, end)
        }

    def _in_story(self, kind: CueKind, start: int, end: int) -> bool:
        """Whether a cue before the mention's end opened a story that is still going on there."""
        if not kind.tenses:
            return False
        cues = self._before[kind.name]
        for _, cue_end in reversed(cues[: bisect_right(cues, (end, -1))]):
            if start - cue_end > kind.reach:
                return False
            if any(ends_sentence(word) for word in self._words[cue_end:start]):
                return False
            if cue_end <= end:
                return self._told(kind, cue_end, end)
        return False

    def _reached_from_before(self, kind: CueKind, start: int, end: int) -> bool:
        if kind.tenses:
            return False
        cues = self._before[kind.name]
        widest = LIST_REACH if kind.lists else kind.reach
        for cue_start, cue_end in reversed(cues[: bisect_right(cues, (start, len(self._words)))]):
            if start - cue_start > widest + 8:
                return False
            if (kind.overlaps and cue_start < start < cue_end) or self._open(
                kind, cue_end, start, end
            ):
                return True
        return False

    def _open(self, kind: CueKind, cue_end: int, start: int, end: int) -> bool:
        if cue_end > start:
            return False
        between = self._words[cue_end:start]
        if any(ends_sentence(word) or word in kind.stops for word in between):
            return False
        commas = sum(ends_clause(word) for word in between)
        if not commas or kind.crosses_commas:
            return len(between) <= kind.reach
        return kind.lists and len(between) <= LIST_REACH and self._is_list(cue_end, start, end)

    def _told(self, kind: CueKind, cue_end: int, end: int) -> bool:
        """Whether the last tense from the cue through the mention is one of the story."""
        for word in reversed(self._words[cue_end:end]):
            if word in kind.tenses or word in kind.stops:
                return word in kind.tenses
        return False

    def _is_list(self, cue_end: int, start: int, end: int) -> bool:
        """Short items between commas, and an "or" before the last one."""
        run, last = 0, cue_end
        for place, word in enumerate(self._words[cue_end:start], cue_end):
            if ends_clause(word):
                run, last = 0, place
            else:
                run += 1
            if run > 4:
                return False
        tail = self._words[end : end + 6]
        for place, word in enumerate(tail):
            if ends_sentence(word):
                tail = tail[:place]
                break
        return not _LIST_WORDS.isdisjoint(self._words[last:start] + tail)

    def _reached_from_after(self, kind: CueKind, start: int, end: int) -> bool:
        cues = self._after[kind.name]
        first = bisect_right(cues, (end, -1))
        if kind.overlaps and any(start < s < end < e for s, e in cues[max(0, first - 4) : first]):
            return True
        for cue_start, _ in cues[first:]:
            between = self._words[end:cue_start]
            if len(between) > kind.reach_after:
                return False
            if any(ends_sentence(word) or word in kind.stops for word in between):
                return False
            if kind.crosses_commas or not any(ends_clause(word) for word in between):
                return True
        return False


def _kind(name: str, cue: Mapping[str, Any]) -> CueKind:
    return CueKind(
        name,
        before=tuple(cue.get("before", ())),
        after=tuple(cue.get("after", ())),
        reach=cue.get("reach", 5),
        reach_after=cue.get("reach_after", 3),
        stops=frozenset(cue.get("stops", ())),
        crosses_commas=cue.get("crosses_commas", False),
        lists=cue.get("lists", False),
        overlaps=cue.get("overlaps", False),
        tenses=frozenset(cue.get("tenses", ())),
    )


def _free(cues: list[tuple[int, int]], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cues that are not part of a longer one. `spans` are all cues, sorted."""
    free = []
    for cue in cues:
        place = bisect_right(spans, (cue[0], -1))
        near = spans[max(0, place - 8) : place + 8]
        if not any(s <= cue[0] and cue[1] <= e and (s, e) != cue for s, e in near):
            free.append(cue)
    return free
