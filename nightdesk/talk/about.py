"""Which treatments a question is about, and what is known of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from nightdesk.knowledge.entry import Entry
from nightdesk.knowledge.search import Asked, Hit
from nightdesk.knowledge.shelf import Shelf
from nightdesk.knowledge.topics import COMPARING
from nightdesk.lexicon import Lexicon, Mention
from nightdesk.reading.model import topic_of

MAIN_TREATMENT = "microneedling"

CANDIDATES = 12
"""Entries that are looked at for a question: the best may be no comparison where one is wanted."""

AND = ", "
"""Stands between the treatments a talk is about, where they were named side by side."""

_SIDE_BY_SIDE = re.compile(
    r"\b(?:vs|versus|or|than|better|differ\w*|compar\w*|both|between|instead of)\b", re.IGNORECASE
)
_LISTED = re.compile(
    r"^\W*(?:(?:and|or|&|/|,|facials?|injections?|treatments?)\W*)*$", re.IGNORECASE
)
"""What stands between two treatments that are asked about alike; "a peel after Botox" is not."""

_OR = re.compile(r"^\W*(?:(?:and|or|vs|versus|an?|the|with|&)\b\W*)*$", re.IGNORECASE)
"""What stands between treatments that a question lists."""

_AFTER_IT = re.compile(
    r"\b(?:after|before|following|about)\s+(?:(?:my|the|an?)\s+)?$", re.IGNORECASE
)
"""Before a treatment that a "not" does not refuse ("what should I not do after Botox")."""

_IT = r"(?:it|that|this)(?: one| treatment| thing)?"
_PRONOUN = re.compile(rf"\b{_IT}\b", re.IGNORECASE)
_A = r"(?:(?:an?|the|some|my|regular|normal|getting|doing|just) )*"
_UNLIKE = (
    r"(?:vs\.?|versus|than|instead of|compared? (?:to|with)|differ\w* (?:from|than|to)|like|as"
    r"|similar to)"
)
_BESIDE_IT = re.compile(
    rf"\b{_IT},? (?:or|over) {_A}\||\| (?:or|over) {_IT}\b"
    rf"|\b{_IT}(?! (?:ok|okay|safe|fine|better|best) (?:to|if|for|that)\b)"
    rf" (?:\w+ ){{0,4}}?{_UNLIKE} {_A}\|"
    rf"|\|(?: \w+){{0,4}}? {_UNLIKE} {_IT}\b"
    rf"|\b(?:between|compare) {_IT} (?:and|n|&|with|to) {_A}\|"
    rf"|\b(?:between|compare) {_A}\| (?:and|n|&|with|to) {_IT}\b",
    re.IGNORECASE,
)
"""Sets a treatment, here "|", beside the one that "it" stands for ("is that better than |")."""

_ORDINALS = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": 1}
_ORDINALS |= {"third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4}
_ORDINALS |= {"sixth": 5, "6th": 5}
_BY_ORDER = re.compile(
    r"\b(?:the |that |your )?(?:(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th)"
    r" (?:one|1|option|treatment on (?:the|your) list)|(?<=the )(former|latter))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|\w+n['’]?t)\b(?: \w+){0,2} $", re.IGNORECASE)
"""Before what somebody does not want ("i dont like the first one")."""
_OTHER_ONE = re.compile(r"\b(?:the|that) other (?:one|1|option|treatment)\b", re.IGNORECASE)
_PLAIN_ONE = re.compile(
    r"\b(?:the |a |your )?(?:regular|normal|plain|standard|basic|ordinary|usual|classic"
    r"|traditional|original|non[- ]rf) (?:ones?|1|kind|type|sort|version)\b",
    re.IGNORECASE,
)
"""Beside needles with radiofrequency: those without."""

RF = "rf_microneedling"
TREATMENT = "treatment"

ADDED = frozenset({"prp", "exosomes"})
"""What is put on the skin beside needles: who names both asks about this."""

_EACH = re.compile(
    r"\bwhich(?:'?s| is| are)?(?: ones?)?(?: of (?:them|those|these|the (?:two|three)))?\b"
    r"|\b(?:each|either|both|neither)(?: (?:ones?|of (?:them|those|these|the (?:two|three))))?\b"
    r"|\b(?:they|them|those|these)(?: (?:two|three))?\b",
    re.IGNORECASE,
)
"""Words for the treatments that were named side by side."""

_PLAIN = {
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE): plain
    for words, plain in (
        ("less|more|the (?:least|most)|least|most", ""),
        ("better|best", "good"),
        ("longer|longest", "long"),
        ("faster|fastest|quicker|quickest", "fast"),
        ("safer|safest", "safe"),
    )
}
"""Words that compare, and what is asked of each with them: which hurts less is told by how each
of them hurts."""


@dataclass(frozen=True)
class About:
    """Which treatments a question is about: those it names, else the one the talk is about."""

    named: frozenset[str]
    talk: str = MAIN_TREATMENT
    aside: frozenset[str] = frozenset()
    """Of those named what is not wanted, or what somebody else once had."""
    together: tuple[str, ...] = ()
    """Those that the message names side by side; if it names none, those of the talk."""

    @classmethod
    def of(cls, mentions: Sequence[Mention], talk: str | None, text: str = "") -> "About":
        """Read the treatments that a message names; side by side only with its text."""
        found = [m for m in mentions if m.kind == TREATMENT]
        found = in_order([*found, *pointed_at(text, found, talk)])
        refused = [m for m in found if m.negated and not _AFTER_IT.search(text[: m.start])]
        aside = {m.name for m in found if m in refused or (m.other_person and m.past)}
        aside -= {m.name for m in found if not (m in refused or m.other_person)}
        named = frozenset(m.name for m in found)
        about = cls(named, talk or MAIN_TREATMENT, frozenset(aside))
        if not found:
            return replace(about, together=_several(about.talk.split(AND)))
        meant = [m for m in found if m.name not in aside]
        if set_beside := _set_beside_talk(meant, text, talk):
            return replace(about, named=named | {*set_beside}, together=set_beside)
        return replace(about, together=_side_by_side(meant, text))

    @property
    def goes_on(self) -> str:
        """What the talk is about from here on: what was named, if it was one or side by side."""
        if self.together:
            return AND.join(self.together)
        meant = self.named - self.aside
        if len(meant) > 1 and len(meant - {MAIN_TREATMENT}) == 1:
            meant = meant & ADDED
        return next(iter(meant)) if len(meant) == 1 else self.talk

    def other(self, shelf: Shelf) -> bool:
        """Whether it is about one treatment that has entries, and not the main one."""
        return len(self.named) == 1 and bool(self.named & shelf.treatments - {MAIN_TREATMENT})

    def hits(self, shelf: Shelf, lexicon: Lexicon, asked: Asked, today: date) -> list[Hit]:
        """What may answer a question, best first.

        "Does a peel hurt" is answered from the peel's entries, never with our needles; only who
        compares also gets what our own entries say of the two, and who names both gets it first.
        Of a treatment that has no entries only those of ours speak that name it, unless it is
        compared or combined.
        """
        compares = topic_of(asked.reading.ranking[0][0]).startswith(COMPARING)
        # "My sister's laser went wrong, is needling safe" asks nothing of lasers.
        meant = self.named if compares else self.named - self.aside or self.named
        known = meant & shelf.treatments
        wanted = known or shelf.treatments & {*self.talk.split(AND)} or {MAIN_TREATMENT}
        hits = shelf.search(asked, today=today, treatments=wanted, limit=CANDIDATES)
        if self.named and not known and not compares:
            return [hit for hit in hits if self.named & told_of(hit.entry, lexicon)]
        if len(known) > 1 and compares:
            return self._by_names([hit for hit in hits if _compares(hit.entry)] or hits, lexicon)
        if compares and MAIN_TREATMENT not in wanted:
            ours = shelf.search(asked, today=today, treatments=[MAIN_TREATMENT], limit=CANDIDATES)
            hits += [hit for hit in ours if _compares(hit.entry)]
        return sorted(hits, key=lambda hit: -hit.score)

    def holding_all(self, hits: Iterable[Hit], lexicon: Lexicon) -> list[Hit]:
        """Those that compare all the treatments that were named side by side."""
        whole = frozenset(self.together)
        return [
            hit for hit in hits if _compares(hit.entry) and whole <= told_of(hit.entry, lexicon)
        ]

    def _by_names(self, comparisons: list[Hit], lexicon: Lexicon) -> list[Hit]:
        """First those that speak of both treatments that are named; of three, ours with another."""
        if len(self.named) > 2:
            return sorted(comparisons, key=lambda hit: hit.entry.treatment != MAIN_TREATMENT)
        return sorted(comparisons, key=lambda hit: not self.named <= told_of(hit.entry, lexicon))

    def further_comparisons(
        self, best: Entry, hits: Iterable[Hit], lexicon: Lexicon
    ) -> Iterator[Hit]:
        """Beside the best, what compares ours with the others ("laser vs needling vs peel")."""
        if not _compares(best) or MAIN_TREATMENT not in self.named:
            return
        left = self.named - told_of(best, lexicon)
        for hit in hits:
            if _compares(hit.entry) and (told := left & told_of(hit.entry, lexicon)):
                left -= told
                yield hit


def _several(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; none if it is only one."""
    several = tuple(dict.fromkeys(names))
    return several if len(several) > 1 else ()


def _side_by_side(meant: Sequence[Mention], text: str) -> tuple[str, ...]:
    """The treatments that a text compares or lists; "needles, I had Botox" does neither."""
    gaps = (text[one.end : two.start] for one, two in pairwise(meant))
    alike = _SIDE_BY_SIDE.search(text) or all(_LISTED.match(gap) for gap in gaps)
    return _several(m.name for m in meant) if text and alike else ()


def _set_beside_talk(meant: Sequence[Mention], text: str, talk: str | None) -> tuple[str, ...]:
    """The talk's treatment and the one that a text sets beside "it"; none for other texts.

    What ours are compared with is found without it, and of several "it" may mean any.
    """
    if talk in (None, MAIN_TREATMENT) or AND in str(talk) or len({m.name for m in meant}) != 1:
        return ()
    for mention in reversed(meant):
        text = f"{text[: mention.start]}|{text[mention.end :]}"
    return _several((str(talk), meant[0].name)) if _BESIDE_IT.search(text) else ()


def pointed_at(text: str, named: Sequence[Mention], talk: str | None) -> list[Mention]:
    """The treatments a text means without their names: "the second one", "the regular kind".

    By order those that the talk is about side by side; "the other one" is the second, unless
    that is named. The regular kind is that of needles, where RF is spoken of as well.
    """
    names = {m.name for m in named}
    before = (talk or "").split(AND)
    found: list[Mention] = []
    if len(before) > 1:
        found = by_order(text, before)
        rest = [name for name in before if name not in names | {m.name for m in found}]
        if rest and (match := _OTHER_ONE.search(text)):
            found.append(_pointed(match, rest[-1]))
    if RF in {*names, *before} and MAIN_TREATMENT not in names:
        found += [_pointed(match, MAIN_TREATMENT) for match in _PLAIN_ONE.finditer(text)][:1]
    return found


def the_other(text: str, treatment: str, pair: Iterable[str]) -> list[Mention]:
    """What "the other one" is beside a treatment, of a pair that was named before."""
    match, names = _OTHER_ONE.search(text), {*pair}
    rest = names - {treatment}
    return [_pointed(match, rest.pop())] if match and len(names) == 2 and len(rest) == 1 else []


def with_it(text: str) -> str:
    """The text with "it" for what it means by its place ("and the second one")."""
    return _OTHER_ONE.sub("it", _BY_ORDER.sub("it", text))


def narrowed(text: str, named: Sequence[Mention], name: str) -> str:
    """A question of several treatments, asked of the one; empty where they are no list.

    "Do you do Botox or filler" becomes "do you do filler".
    """
    gaps = (text[one.end : two.start] for one, two in pairwise(named))
    if len(named) < 2 or name not in {m.name for m in named} or not all(map(_OR.match, gaps)):
        return ""
    return f"{text[: named[0].start]}{name.replace('_', ' ')}{text[named[-1].end :]}"


def points_by_order(text: str) -> bool:
    """Whether a text means something by its place in a list ("the third one")."""
    return bool(_BY_ORDER.search(text))


def by_order(text: str, listed: Sequence[str]) -> list[Mention]:
    """The treatments of a list that a text means by their place in it."""
    return [
        _pointed(match, listed[at])
        for match in _BY_ORDER.finditer(text)
        if (at := _ORDINALS[(match[1] or match[2]).lower()]) < len(listed)
    ]


def spelled_out(text: str, mentions: Sequence[Mention], talk: str) -> str:
    """The text with the names of the treatments that it means without them."""
    named = [m for m in mentions if m.kind == TREATMENT]
    pointed = pointed_at(text, named, talk)
    both = in_order([*named, *pointed])
    if _set_beside_talk(both, text, talk):
        pointed += _its_place(text, both, talk)
    for mention in reversed(in_order(pointed)):
        words = mention.name.replace("_", " ")
        text = f"{text[: mention.start]}{words}{text[mention.end :]}"
    return text


def _its_place(text: str, named: Sequence[Mention], talk: str) -> list[Mention]:
    """Where the text says "it" for the talk's treatment: at the last such word outside names."""
    taken = [range(m.start, m.end) for m in named]
    free = [m for m in _PRONOUN.finditer(text) if not any(m.start() in span for span in taken)]
    return [_pointed(free[-1], talk)] if free else []


def _pointed(match: re.Match[str], name: str) -> Mention:
    refused = bool(_NOT.search(match.string[: match.start()])) and "?" not in match.string
    return Mention(TREATMENT, name, match[0], match.start(), match.end(), negated=refused)


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions as they stand in the text."""
    return sorted(mentions, key=lambda mention: mention.start)


def speaks_of_each(text: str) -> bool:
    """Whether a text has a word for several treatments ("which one", "both", "they")."""
    return bool(_EACH.search(text))


def with_names(text: str, together: Sequence[str]) -> str:
    """The text with the treatments in the place of such a word."""
    return _EACH.sub(" and ".join(name.replace("_", " ") for name in together), text, count=1)


def as_of_one(text: str) -> str:
    """What a text asks of each of several treatments, as it is asked of one."""
    text = _EACH.sub("it", text)
    for compares, plain in _PLAIN.items():
        text = compares.sub(plain, text)
    return " ".join(text.split())


def _compares(entry: Entry) -> bool:
    return entry.topic.startswith(COMPARING)


def told_of(entry: Entry, lexicon: Lexicon) -> frozenset[str]:
    """The treatments that an entry speaks of: its own and those that its answer names."""
    return _named_in(entry.text, lexicon) | {entry.treatment}


@lru_cache(maxsize=1024)
def _named_in(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(m.name for m in lexicon.read(text) if m.kind == "treatment")
