"""Words for who somebody is (skin colour, sex, age), which often stand beside another question.

"How long is dark skin red afterwards" asks about the redness, for this person as for anybody.
"""

import re

from nightdesk.knowledge.search import Asked
from nightdesk.knowledge.topics import OF_A_GROUP
from nightdesk.reading.model import Reader, topic_of

CLEAR = 0.4
"""The probability from which the rest of a question is one by itself."""

_SENTENCE = re.compile(r"(?<=[.?!,])\s+")
_SHADES = "black|brown|dark(?:er)?|white|pale|fair(?:er)?|light(?:er)?|olive|tan|melanin[ -]rich"
_PEOPLE = "m[ae]n|guys?|dudes?|males?|wom[ae]n|ladies|lady|girls?|females?|teens?|teenagers?"
_BEFORE = "for|on|in|with|of|a|an|my|the|as|im|i'm|someone|somebody|people|very|deep"
_GROUP = re.compile(
    rf"\b(?:(?:{_BEFORE})\s+){{0,4}}(?:"
    rf"(?:(?:{_SHADES})\s+){{1,2}}(?:skin(?:ned)?(?:\s+(?:{_PEOPLE}|people|person))?|{_PEOPLE})"
    rf"|skin\s?tones?|{_PEOPLE}|(?:in\s+)?(?:my\s+)?\d0s|\d\d(?:\s?(?:years?|yrs?)\s?old)"
    r")\b",
    re.IGNORECASE,
)


def without_group(asked: Asked, reader: Reader) -> Asked | None:
    """The same question without such words; None if it is about them, or about nothing else.

    They may stand in the question, or in a sentence before it ("I'm very pale. Will it hurt?").
    """
    if topic_of(asked.reading.ranking[0][0]) not in OF_A_GROUP:
        return None
    texts = [_GROUP.sub(" ", asked.text), *_SENTENCE.split(asked.text)[1:][-1:]]
    rests = [Asked(text, reader.read(text)) for text in dict.fromkeys(texts)]
    clear = [rest for rest in rests if _asks_else(rest)]
    return max(clear, key=lambda rest: rest.reading.ranking[0][1], default=None)


def _asks_else(rest: Asked) -> bool:
    name, chance = rest.reading.ranking[0]
    topic = topic_of(name)
    return bool(topic) and topic not in OF_A_GROUP and chance >= CLEAR
