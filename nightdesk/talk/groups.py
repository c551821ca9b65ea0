"""Words for who somebody is (skin colour, sex, age), which often stand beside another question.

"How long is dark skin red afterwards" asks about the redness, for this person as for anybody.
"""

import re

from nightdesk.knowledge.search import Asked
from nightdesk.knowledge.topics import OF_A_GROUP
from nightdesk.reading.model import Once, topic_of

CLEAR = 0.25
"""The probability from which the rest of a question is one by itself: less than elsewhere, since
words for who somebody is draw everything to their own topics."""

_MEANT = r"\b(?:many|any|other|mostly|only|lots of|a lot of|see|treat|get)\s+"
"""Who is spoken of after these words is what is asked about: "do you treat many men"."""
_CLAUSE = re.compile(r"(?<=[.?!,;])\s+")
_SHADES = (
    "black|brown|dark(?:er)?|white|pale|fair(?:er)?|light(?:er)?|olive|tan|melanin[ -]rich"
    "|melanated|porcelain|ivory|milky|chocolate|caramel|ebony|mahogany|asian|hispanic|african"
    "|american|afro|indian|caucasian|arab|mediterranean|ethnic"
)
_PEOPLE = (
    "m[ae]n|guys?|dudes?|males?|wom[ae]n|ladies|lady|girls?|females?|teens?|teenagers?|people"
    "|person|folks|latin[ao]s?"
)
_BEFORE = "for|on|in|with|of|a|an|my|the|as|im|i'm|someone|somebody|people|very|deep"
_GROUP = re.compile(
    rf"\b(?:(?:{_BEFORE})\s+){{0,4}}(?:"
    rf"(?:(?:{_SHADES})[\s-]+){{1,3}}(?:skin(?:ned)?(?:\s+(?:{_PEOPLE}))?|{_PEOPLE})(?:\s+like me)?"
    rf"|skin\s?tones?|{_PEOPLE}|(?:in\s+)?(?:my\s+)?\d0s|\d\d(?:\s?(?:years?|yrs?)\s?old)"
    rf")\b|\b(?:(?:{_BEFORE}|have)\s+){{1,4}}(?:[\w'-]+\s+){{1,3}}(?:skin(?:ned)?|complexion)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"{_MEANT}(?:{_GROUP.pattern})", re.IGNORECASE)


def without_group(asked: Asked, reader: Once) -> Asked | None:
    """The same question without such words; None if it is about them, or about nothing else.

    They may stand in the question, or in a clause beside it ("I'm very pale. Will it hurt?").
    """
    if topic_of(asked.reading.ranking[0][0]) not in OF_A_GROUP or _OBJECT.search(asked.text):
        return None
    clauses = _CLAUSE.split(asked.text)
    texts = [_GROUP.sub(" ", asked.text), *(clauses if len(clauses) > 1 else ())]
    rests = [Asked(text, reader.read(text)) for text in dict.fromkeys(texts)]
    clear = [rest for rest in rests if _asks_else(rest)]
    return max(clear, key=lambda rest: rest.reading.ranking[0][1], default=None)


def asked_by_anybody(asked: Asked, reader: Once) -> Asked:
    """A question on something else without words for who asks, if it is as clear without them.

    So that "how long does redness last on Black skin" gets the very answer that anybody gets.
    """
    name, chance = asked.reading.ranking[0]
    text = _GROUP.sub(" ", asked.text)
    if not topic_of(name) or topic_of(name) in OF_A_GROUP or text == asked.text:
        return asked
    plain = Asked(text, reader.read(text))
    other, clearness = plain.reading.ranking[0]
    return plain if other == name and clearness >= chance else asked


def _asks_else(rest: Asked) -> bool:
    name, chance = rest.reading.ranking[0]
    topic = topic_of(name)
    return bool(topic) and topic not in OF_A_GROUP and chance >= CLEAR
