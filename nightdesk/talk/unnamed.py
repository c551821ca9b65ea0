"""Concerns that are told without any word the lexicon knows for them ("raccoon eyes")."""

import re
from collections.abc import Iterator, Sequence

from nightdesk.intake.names import only_introduces, only_names_somebody
from nightdesk.lexicon import Mention
from nightdesk.reading.model import Once, intent_of
from nightdesk.talk.parts import Part

TELLING = frozenset({"state_concern", "want_consultation", "give_details"})
"""Labels of parts in which visitors tell their concern."""

CONCERN = 0.25
"""The probability from which a concern is noted that no word names ("raccoon eyes"). At 0.25 nine
messages in ten have all of theirs, at the price of one too many in seven (docs/measurements.md)."""

BESIDE_NAMED = 0.5
"""The same where a word has named another concern: "acne scars" do not tell of acne as well. What
goes together with the named one is noted from CONCERN on."""

LONE_WORD = 0.95
"""The same for a word that stands alone: "dark" or "skin" may be said of anything."""

GO_TOGETHER = (
    {"fine_lines", "wrinkles"},
    {"melasma", "discoloration"},
    {"discoloration", "uneven_tone"},
    {"loose_skin", "stretch_marks"},
)
"""Concerns of which people have both, or name the one and mean the other."""

SCARS = frozenset({"acne_scars", "chickenpox_scars", "surgical_scars"})
"""Where a word names what scars are of, they are of nothing else: "from a fall" is not acne."""

_UNWANTED = re.compile(
    r"^\W*(?:and |but )?(?:i|we) (?:do ?n.?t|do not|never) want\b", re.IGNORECASE
)
"""Begins what is no concern ("I don't want surgery")."""
_SAYS_NOTHING = re.compile(
    r"\b(?:i['’]?(?:m|ve)|i|am|have|had|has|got|was|been|diagnosed|with|my|an?|and|also|too|but|so|oh"
    r"|btw|by the way|though|tho|well|type|for|since|few|couple of|years?|now|\d+)\b",
    re.IGNORECASE,
)
"""Words that only tell that somebody has a condition."""
_AFTER_TREATMENT = re.compile(
    r"\b(?:after|since|following|from|(?:night|day|evening|morning) (?:of|after))\s+"
    r"(?:(?:my|the|an?|your|this|last|first|second|getting)\s+){0,2}(?:[\w-]+\s+)?"
    r"(?:treatment|session|procedure|appointment|appt|facial|needling|microneedling|peel|laser|ipl"
    r"|skinpen|filler|botox)\b",
    re.IGNORECASE,
)
"""Tells how the skin heals: a face is red after a treatment without rosacea."""


def unnamed_concerns(
    reader: Once, parts: Sequence[Part], text: str, mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Concerns that are told without any word the lexicon knows for them."""
    if any(m.other_person for m in mentions):
        return
    named = {m.name for m in mentions if m.kind == "concern"}
    for part in parts:
        if intent_of(part.label) not in TELLING:
            continue
        words = part.asked.text
        start = max(text.find(words), 0)
        here = [m for m in mentions if start <= m.start < start + len(words)]
        kinds = {m.kind for m in here}
        details = intent_of(part.label) == "give_details" or _only_names(text, words, here)
        health = details and "condition" in kinds and "concern" not in kinds
        place = kinds == {"area"} and _only_names(text, words, here)
        if _names_or_heals(words) or health or place or _UNWANTED.match(words):
            continue
        before = frozenset(named)
        known = before | {"other"} | (SCARS if before & SCARS else frozenset())
        alone = len(_SAYS_NOTHING.sub(" ", words).split()) == 1
        for name, chance in reader.concerns(words).items():
            enough = max(_enough(name, before), LONE_WORD if alone else 0.0)
            if chance >= enough and name not in known:
                named.add(name)
                yield Mention("concern", name, words, start, start)


def _names_or_heals(words: str) -> bool:
    """Whether a part tells no concern, but who somebody is, or what a treatment left behind."""
    heals = bool(_AFTER_TREATMENT.search(words))
    return heals or only_introduces(words) or only_names_somebody(words)


def _only_names(text: str, words: str, here: Sequence[Mention]) -> bool:
    """Whether a part says nothing beside what is mentioned in it ("I also have PCOS btw")."""
    for mention in here:
        words = words.replace(text[mention.start : mention.end], " ")
    return not _SAYS_NOTHING.sub(" ", words).strip(" .,;!?'’")


def _enough(concern: str, named: frozenset[str]) -> float:
    """The probability from which a concern is noted beside those that words have named."""
    near = any(concern in pair and not named.isdisjoint(pair) for pair in GO_TOGETHER)
    return CONCERN if near or not named else BESIDE_NAMED
