"""A screen from which single rules and single cue phrases can be taken away, without building it
again: that takes a second, and there are hundreds of them."""

import copy
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from nightdesk.base.data import read_yaml
from nightdesk.lexicon.patterns import Found, Patterns
from nightdesk.lexicon.text import Text, tokenize
from nightdesk.safety import RedFlag, Screen
from nightdesk.safety import screen as screen_module

DATA = Path(screen_module.__file__).parent
KIND = "negated"
Phrase = tuple[str, str]
"""The side ("before" or "after") and the phrase as cues.yml has it."""


class Mutable:
    """The built-in screen, and what it says without a rule or a phrase of KIND."""

    def __init__(self) -> None:
        cues = read_yaml(DATA / "cues.yml")
        kind = cues["kinds"][KIND]
        self.phrases: list[Phrase] = [
            (side, phrase) for side in ("before", "after") for phrase in kind[side]
        ]
        self.screen = Screen.load(DATA)
        self._labels = {f"phrase:{n}": phrase for n, phrase in enumerate(self.phrases)}
        signs = read_yaml(DATA / "signs.yml")
        self._tagged = Patterns(
            {label: [phrase] for label, (_, phrase) in self._labels.items()},
            groups=signs["words"],
            real_words=signs["real_words"],
            fuzzy=signs["fuzzy"],
        )

    def without_rule(self, rule: str) -> Screen:
        """The screen without this rule."""
        changed = copy.copy(self.screen)
        changed.rules = tuple(other for other in self.screen.rules if other.id != rule)
        return changed

    def phrases_in(self, text: str) -> set[Phrase]:
        """The phrases that stand in a text."""
        return {self._labels[found.key] for found in self._tagged.find(tokenize(text))}

    def check_without(self, phrase: Phrase, text: str) -> RedFlag | None:
        """What is noticed in a text when this phrase is no cue."""
        changed = copy.copy(self.screen)
        changed._patterns = _Without(self.screen._patterns, self._only(phrase, text))
        return changed.check(text)

    def _only(self, phrase: Phrase, text: str) -> set[Found]:
        """The cues of KIND in a text that no other phrase makes."""
        made: dict[bool, set[Found]] = {True: set(), False: set()}
        for found in self._tagged.find(tokenize(text)):
            by = self._labels[found.key]
            made[by == phrase].add(found._replace(key=f"cue:{KIND}:{by[0]}"))
        return made[True] - made[False]


class _Without:
    """Patterns that do not find some of what they find."""

    def __init__(self, patterns: Patterns, hidden: Iterable[Found]) -> None:
        self._patterns = patterns
        self._hidden = frozenset(hidden)

    def find(self, text: Text) -> list[Found]:
        return [found for found in self._patterns.find(text) if found not in self._hidden]


@cache
def mutable() -> Mutable:
    """The one that all tests share."""
    return Mutable()
