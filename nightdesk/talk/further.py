"""What else is known: the next entry on a topic, the same of another treatment."""

import re
from collections.abc import Sequence
from datetime import date

from nightdesk.base.reply import Reply
from nightdesk.knowledge.topics import COMPARING
from nightdesk.talk.about import About
from nightdesk.talk.desk import Desk, Knowledge
from nightdesk.talk.labels import (
    WHAT_IS,
)
from nightdesk.talk.parts import (
    Part,
)
from nightdesk.talk.questions import not_offered, on_topic, serve

_FOLLOW_UP = re.compile(
    r"^\W*(?:(?:ok|so|and|but|well|yeah|whats?|how|about|tell me|happens|comes)\W+){0,4}"
    r"(?:after (?:that|this)|afterwards?|(?:what )?(?:then|next)(?: what)?(?: happens)?|else|more"
    r"|go on|y luego)\W*$",
    re.IGNORECASE,
)

_THE_SAME = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|n|or|but|oh|then|also|tell|me|more|what|how|about|abt|for|with|of"
    r"|in|the|is|same|an?|too|instead|if|i|we|got|get|did|do)\W+){0,6}it"
    r"(?:\W+(?:though|tho|then|instead|too|also|as well|(?:the )?same(?: (?:thing|way|for it))?"
    r"|with (?:it|that|this)|injections?|shots?"
    r"|treatments?|one|thing))*\W*$",
    re.IGNORECASE,
)
"""A text that only turns to another treatment, which "it" stands for."""


def follows_up(text: str) -> bool:
    """Whether a text only goes on from the last answer ("and after that?")."""
    return bool(_FOLLOW_UP.match(text))


def next_on_topic(
    knowledge: Knowledge, parts: Sequence[Part], told: Sequence[str], today: date, topic: str = ""
) -> list[Reply]:
    """What else is known on the topic of the last answer `told` (ids of entries, the last last).

    With a `topic` what is known on that, of the treatment of that answer.
    """
    last = knowledge.entries.get(told[-1]) if told else None
    if last is None or not parts:
        return []
    topic = topic or last.topic
    found = on_topic(knowledge, parts[-1], last.treatment, topic, today)
    more = [entry for entry in found if entry.id not in told]
    return [serve(knowledge, entry, topic) for entry in more[:1]]


def asks_the_same(text: str) -> bool:
    """Whether a text only turns to another treatment, which "it" stands for ("and for it?")."""
    return bool(_THE_SAME.match(text))


def what_it_is(
    desk: Desk, knowledge: Knowledge, parts: Sequence[Part], treatment: str
) -> list[Reply]:
    """What a treatment is, to who says nothing but its name; first that we have it not, if so."""
    told = on_topic(knowledge, parts[-1], treatment, WHAT_IS, desk.today())[:1]
    away = [*not_offered(desk, About(frozenset(), together=(treatment,)))] if told else []
    return away + [serve(knowledge, entry, WHAT_IS) for entry in told]


def same_topic(
    knowledge: Knowledge, parts: Sequence[Part], told: Sequence[str], treatment: str, today: date
) -> list[Reply]:
    """What is known of another `treatment` on the topic of the last answer `told`."""
    last = knowledge.entries.get(told[-1]) if told else None
    if last is None or last.topic.startswith(COMPARING) or not parts:
        return []
    found = on_topic(knowledge, parts[-1], treatment, last.topic, today)
    found.sort(key=lambda entry: entry.topic != last.topic)  # its own topic first
    return [serve(knowledge, entry, last.topic) for entry in found[:1]]
