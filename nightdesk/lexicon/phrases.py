"""The small pattern language of the data files, and the plain phrases it stands for.

acne scars               these words, next to each other
(pitted|ice pick|) scars one of these; an empty choice may be left out
<scar>                   any phrase of the list `scar` under `words:`
scars ... acne           up to four words may stand between
scars ...8 acne          up to eight
acne & scars             in either order, up to four words between
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from nightdesk.lexicon.text import tokenize

Words = tuple[str, ...]
Groups = Mapping[str, Sequence[str]]

GAP = 4
LARGE = 12  # choices in a pattern without gaps from which on its parts are matched apart
_PARTS = re.compile(r"\s*(\.\.\.\d*|&\d*)\s*")
_OPTIONAL = re.compile(r"\(([^()]*)\|\)")
_PIECE = re.compile(r"<([a-z_]+)>|\(([^()]*)\)|([^<>()]+)")


class PatternError(ValueError):
    """A pattern in a data file cannot be read."""


def sequences(pattern: str) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """The segments of a pattern in order with the widest gap before each following segment."""
    if not isinstance(pattern, str):  # a bare off, no or 11 in YAML
        raise PatternError(f"put quotes around {pattern!r}")
    for variant in _variants(pattern):
        first, *rest = _PARTS.split(_split_large(variant))
        # A part that was left out takes the gap before it along.
        pairs = [(gap, part) for gap, part in zip(rest[::2], rest[1::2], strict=True) if part]
        segments = [first, *(part for _, part in pairs)]
        joints = [joint for joint, _ in pairs]
        gaps = tuple(int(joint.lstrip(".&") or GAP) for joint in joints)
        yield tuple(segments), gaps
        if any(joint.startswith("&") for joint in joints):
            if len(segments) != 2:
                raise PatternError(f"'&' joins two parts only: {pattern!r}")
            yield (segments[1], segments[0]), gaps


def _variants(pattern: str) -> Iterator[str]:
    """The pattern with and without each choice that may be left out."""
    optional = _OPTIONAL.search(pattern)
    if optional is None:
        yield " ".join(pattern.split())
        return
    before, after = pattern[: optional.start()], pattern[optional.end() :]
    yield from _variants(f"{before} ({optional.group(1)}) {after}")
    yield from _variants(f"{before} {after}")


def _split_large(pattern: str) -> str:
    """ "(a|b|…) (c|d|…)" stands for too many phrases to list: join its parts with a gap of none."""
    if "..." in pattern or "&" in pattern or pattern.count("|") < LARGE:
        return pattern
    return re.sub(r"([)>]) +(?=[(<])", r"\1 ...0 ", pattern)


def expand(segment: str, groups: Groups) -> set[Words]:
    """Every plain phrase (as tokens) that a segment without gaps stands for."""
    choices: list[list[str]] = []
    for name, alternatives, plain in _PIECE.findall(segment):
        if name:
            if name not in groups:
                raise PatternError(f"unknown word list <{name}> in {segment!r}")
            if not all(isinstance(item, str) for item in groups[name]):
                raise PatternError(f"put quotes around off, no and numbers in <{name}>")
            choices.append([" ".join(w) for item in groups[name] for w in expand(item, groups)])
        elif plain:
            choices.append([plain])
        else:
            choices.append(alternatives.split("|"))
    phrases = {words_of(" ".join(choice)) for choice in itertools.product(*choices)}
    phrases.discard(())
    if not phrases:
        raise PatternError(f"empty pattern: {segment!r}")
    return phrases


def words_of(phrase: str) -> Words:
    """A plain phrase cut as a visitor's text is cut."""
    return tuple(token.word for token in tokenize(phrase).tokens)
