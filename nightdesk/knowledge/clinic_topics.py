"""Which facts of the clinic a message asks about: a small reading by patterns.

It is meant to be precise rather than complete: a message that it does not understand goes on to
the knowledge base and to the classifier. It reads questions about the clinic only. A wish ("book
me in") is the intake's, and what a person writes about their own body is never read as a question
about the clinic ("fat deposits", "my skin is open").
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from nightdesk.knowledge.clinic_words import DAY, HOLIDAY, WEEKDAY, plain_words

_FILE = Path(__file__).with_name("clinic_topics.yml")
_MONEY = {
    "parking",
    "gift_cards",
    "policy_deposit",
    "reschedule_cancel",
    "consultation_cost",
    "financing_insurance",
}
_ONLY_A_DAY = re.compile(
    rf"^(?:(?:what|how) about |and |or |is |on |so ){{0,3}}(?:this |next |on )?(?:{DAY}|sun)"
    rf"(?: (?:or|and) (?:{DAY}|sun))?(?: too| then| ok)? \?+$"
)
_ONLY_HOURS = re.compile(r"^(?:hi |hello |hey |and |, ){0,3}hours(?: please)?(?: [?.!]+)?$")
_OPEN_SUN = re.compile(r"\b(?:open|closed|hours|work)(?: on)? sun(?= [?.!,]|$| or| and)")
_ASKED_HOLIDAY = re.compile(rf"^(?:and )?(?:what about |how about |on )?{HOLIDAY} \?+$")
_QUESTION = "(?:where|wheres|when|whens|how|hows|what|whats)"
_CLAUSE = re.compile(
    rf"(?<=[?.!;\n])\s+|(?<! me)(?<! us)\s+(?={_QUESTION}\b)"
    rf"|\s+(?=(?:and|plus|but) (?:also )?(?:do|does|is|are|can|could|will|would|if|{_QUESTION})\b)"
)


@dataclass(frozen=True)
class _Topic:
    name: str
    asked: re.Pattern[str]
    but: re.Pattern[str]


def clinic_topic(text: str) -> str | None:
    """The first of the clinic's topics that `text` asks about, or None."""
    return next(iter(clinic_topics(text)), None)


def clinic_topics(text: str) -> tuple[str, ...]:
    """All of the clinic's topics that `text` asks about, in the order of the text."""
    words = plain_words(text)
    if _ONLY_HOURS.match(words) or _ONLY_A_DAY.match(words) or _ASKED_HOLIDAY.match(words):
        return ("hours",)
    found: list[str] = []
    for clause in _CLAUSE.split(words):
        found += [topic for topic in _of_clause(clause) if topic not in found]
    return tuple(found)


def _of_clause(clause: str) -> list[str]:
    starts = {}
    for topic in _topics():
        asked = topic.asked.search(clause)
        if asked and not topic.but.search(clause):
            starts[topic.name] = asked.start()
    if sun := _OPEN_SUN.search(clause):
        starts.setdefault("hours", sun.start())
    if _MONEY & starts.keys():  # "how much is the deposit" asks about the deposit
        starts.pop("cost", None)
    return sorted(starts, key=lambda name: starts[name])


@cache
def _topics() -> tuple[_Topic, ...]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    parts = {"DAY": DAY, "WEEKDAY": WEEKDAY, "HOLIDAY": HOLIDAY, **data["parts"]}
    return tuple(
        _Topic(name, _any_of(topic["asked"], parts), _any_of(topic.get("but", ()), parts))
        for name, topic in data["topics"].items()
    )


def _any_of(patterns: Iterable[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    whole = [rf"\b(?:{_written_out(pattern, parts)})(?!\w)" for pattern in patterns]
    return re.compile("|".join(whole) or r"(?!)")


def _written_out(pattern: str, parts: Mapping[str, str]) -> str:
    names = "|".join(sorted(parts, key=len, reverse=True))
    return re.sub(names, lambda part: _written_out(parts[part.group()], parts), pattern)
