"""Find many patterns in one pass over a text, with spaCy's phrase matcher."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nightdesk.lexicon.phrases import Groups, Words, expand, sequences
from nightdesk.lexicon.spelling import Speller
from nightdesk.lexicon.text import Text, ends_sentence

WAYS = 4  # ways to a place in a pattern that are remembered; keeps the work linear
SHORT = 2  # words of a sentence so short that its end parts nothing
UNKNOWN = "□"  # every word that no pattern knows; so a text can never grow the vocabulary


class Found(NamedTuple):
    """A pattern's key and the tokens (first, one past last) where it matched."""

    key: str
    start: int
    end: int


class _Step(NamedTuple):
    """One segment's place in a pattern with gaps."""

    sequence: int
    place: int
    last: bool
    gap: int  # most tokens allowed since the segment before


class Patterns:
    """Patterns (see phrases.py) by key. A key may stand for many patterns.

    `stops` are words that a gap never reaches across; marks that end a sentence always stop it.
    """

    def __init__(
        self,
        patterns: Mapping[str, Iterable[str]],
        groups: Groups | None = None,
        real_words: Iterable[str] = (),
        stops: Iterable[str] = (),
        fuzzy: Iterable[str] | None = None,
    ) -> None:
        self._groups = groups or {}
        self._stops = frozenset(stops)
        self._segments: dict[str, set[Words]] = {}
        self._whole: dict[str, list[str]] = defaultdict(list)  # segment -> keys
        self._steps: dict[str, list[_Step]] = defaultdict(list)  # segment -> its places
        self._keys: list[str] = []  # key of each sequence with gaps
        for key, written in patterns.items():
            for pattern in written:
                self._add(key, pattern)
        words = {word for phrases in self._segments.values() for ws in phrases for word in ws}
        self._speller = Speller(words, real_words, fuzzy)
        self._matcher = self._build_matcher()

    def _add(self, key: str, pattern: str) -> None:
        for segments, gaps in sequences(pattern):
            for segment in segments:
                if segment not in self._segments:
                    self._segments[segment] = expand(segment, self._groups)
            if len(segments) == 1:
                self._whole[segments[0]].append(key)
                continue
            number = len(self._keys)
            self._keys.append(key)
            for place, segment in enumerate(segments):
                last = place == len(segments) - 1
                gap = gaps[place - 1] if place else 0
                self._steps[segment].append(_Step(number, place, last, gap))

    def _build_matcher(self) -> PhraseMatcher:
        self._vocab = Vocab(strings=[UNKNOWN])
        matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._names: dict[int, str] = {}
        for number, (segment, phrases) in enumerate(self._segments.items()):
            label = f"s{number}"
            matcher.add(label, [Doc(self._vocab, words=list(words)) for words in sorted(phrases)])
            self._names[self._vocab.strings[label]] = segment
        return matcher

    def find(self, text: Text) -> list[Found]:
        """All matches in order of their first token; overlapping ones too. Linear in length."""
        words = [self._speller.correct(token.word) or UNKNOWN for token in text.tokens]
        if not words:
            return []
        doc = Doc(self._vocab, words=words)
        events = sorted((start, end, self._names[key]) for key, start, end in self._matcher(doc))
        barriers = self._count_barriers([token.word for token in text.tokens])
        found = self._joined(events, barriers)
        for start, end, name in events:
            found += [Found(key, start, end) for key in self._whole.get(name, ())]
        return sorted(found, key=lambda match: (match.start, match.end, match.key))

    def _count_barriers(self, words: Sequence[str]) -> list[int]:
        """How many barriers stand before each token. "Help. Throat. Closing." has none."""
        counts, length = [0], 0
        for word in words:
            ends = ends_sentence(word)
            counts.append(counts[-1] + ((ends and length > SHORT) or word in self._stops))
            length = 0 if ends else length + 1
        return counts

    def _joined(self, events: list[tuple[int, int, str]], barriers: list[int]) -> list[Found]:
        """Patterns with gaps. Keeps, for each place, only the latest few ways to get there."""
        open_at: dict[tuple[int, int], deque[tuple[int, int]]] = {}
        found = []
        for start, end, name in events:
            for step in self._steps.get(name, ()):
                begin: int | None = start
                if step.place:
                    ways = open_at.get((step.sequence, step.place - 1), ())
                    begin = _reach(ways, start, step.gap, barriers)
                if begin is None:
                    continue
                if step.last:
                    found.append(Found(self._keys[step.sequence], begin, end))
                else:
                    place = (step.sequence, step.place)
                    open_at.setdefault(place, deque(maxlen=WAYS)).append((begin, end))
        return found


def _reach(
    ways: Iterable[tuple[int, int]], start: int, gap: int, barriers: Sequence[int]
) -> int | None:
    """Where the match began that the token `start` continues; None if it continues none."""
    for begin, until in ways:
        if 0 <= start - until <= gap and barriers[start] == barriers[until]:
            return begin
    return None
