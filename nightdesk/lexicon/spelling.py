"""Bring a misspelt long word back to a word that is known, where it cannot be another word."""

import re
from collections import defaultdict
from collections.abc import Iterable

SHORTEST, LONGEST = 7, 24
_RUN = re.compile(r"(.)\1{2,}")


class Speller:
    """Corrects one edit in a word of seven letters or more, and "sooooo" in any word.

    `real_words` are words that stand for themselves although they are one edit from a known one
    ("smelling" is not "swelling"). `fuzzy` narrows the edits to these known words.
    """

    def __init__(
        self,
        known: Iterable[str],
        real_words: Iterable[str] = (),
        fuzzy: Iterable[str] | None = None,
    ) -> None:
        self._known = frozenset(known)
        self._real = frozenset(real_words) - self._known
        self._shortened: dict[str, set[str]] = defaultdict(set)
        self._targets = self._known if fuzzy is None else self._known & frozenset(fuzzy)
        for word in self._targets:
            if len(word) >= SHORTEST and word.isalpha():
                for shorter in _one_less(word):
                    self._shortened[shorter].add(word)

    def correct(self, word: str) -> str | None:
        """The known word that was meant, or None."""
        if word in self._known:
            return word
        if word in self._real or not word.isalpha():
            return None
        for repeat in (r"\1\1", r"\1"):
            calmer = _RUN.sub(repeat, word)
            if calmer in self._known:
                return calmer
        if not SHORTEST <= len(word) <= LONGEST or not word.isascii():
            return None
        return self._nearest(word)

    def _nearest(self, word: str) -> str | None:
        near = set(self._shortened.get(word, ()))
        for shorter in _one_less(word):
            near |= self._shortened.get(shorter, set())
            if shorter in self._targets and len(shorter) >= SHORTEST:
                near.add(shorter)
        near = {other for other in near if _one_edit(word, other)}
        return min(near, key=lambda other: (abs(len(other) - len(word)), other), default=None)


def _one_less(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_edit(one: str, two: str) -> bool:
    """One letter changed, added or missing, or two neighbours swapped; same first letter."""
    if one[0] != two[0]:
        return False
    if len(one) > len(two):
        one, two = two, one
    i = next((i for i, letter in enumerate(one) if letter != two[i]), len(one))
    if len(one) < len(two):
        return one[i:] == two[i + 1 :]
    swapped = one[:i] + one[i + 1 : i + 2] + one[i : i + 1] + one[i + 2 :]
    return one[i + 1 :] == two[i + 1 :] or swapped == two
