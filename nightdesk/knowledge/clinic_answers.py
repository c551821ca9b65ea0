"""Answers that come from clinic.yml: what the clinic says about itself, and nothing else."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_parts import Treatment
from nightdesk.base.reply import Reply
from nightdesk.knowledge import clinic_asked as asked
from nightdesk.knowledge.clinic_days import asked_days, names_only_holidays
from nightdesk.knowledge.clinic_words import plain_phrase
from nightdesk.knowledge.hours_words import hours_words

_POLICIES = {
    "consultation_cost": "consultation_cost",
    "financing_insurance": "financing",
    "gift_cards": "gift_cards",
    "policy_deposit": "deposit",
    "reschedule_cancel": "cancellation",
    "virtual_consultation": "virtual_consultation",
}
"""The key below `policies` in clinic.yml that answers a topic."""

_NOW = re.compile(r"\b(?:right now|now|rn|currently)\b", re.IGNORECASE)


def clinic_answer(
    clinic: Clinic, topic: str, at: datetime, text: str = "", treatment: str = ""
) -> Reply | None:
    """The clinic's own answer on `topic`, or None if clinic.yml has none: the caller defers.

    `text` is the visitor's question (a day or a treatment may be named in it), `treatment` the id
    of the treatment that the talk is about, for prices.
    """
    words = _words(clinic, topic, at, text, treatment)
    return None if words is None else _answer(clinic, topic, words)


def plain_answer(clinic: Clinic, text: str, at: datetime, *, to_come: bool) -> Reply | None:
    """The answer to who asks in plain words when it is open, or `to_come` on a day; else None.

    So are the languages told, and how to get in. It needs no reading of the topic: "wen u opn
    2moro" is like nothing that was learned.
    """
    today = at.astimezone(clinic.zone).date()
    phrase = plain_phrase(text)
    if asked.asks_for_language(phrase) and asked.is_asked(phrase):
        return _answer(clinic, "who_performs", _languages(clinic))
    if asked.asks_to_get_in(phrase):
        return how_to_book(clinic)
    if asked.asks_when_open(plain_phrase(text)) or names_only_holidays(clinic, text, today):
        words = hours_words(clinic, at, text)
        return _answer(clinic, "hours", words) if words else None
    hours = _hours_of_named_day(clinic, at, text) if to_come else None
    return _answer(clinic, "booking", f"{hours} {_how_to_book(clinic)}") if hours else None


def nothing_booked(clinic: Clinic) -> Reply:
    """That no appointment is made in this chat, to who comes on a day that nobody has set."""
    return _answer(clinic, "booking", _nothing_booked(clinic))


def how_to_book(clinic: Clinic) -> Reply:
    """How a consultation is asked for, and what comes then."""
    return _answer(clinic, "booking", _how_to_book(clinic))


def _answer(clinic: Clinic, topic: str, words: str) -> Reply:
    source = {
        "title": "Clinic information",
        "publisher": clinic.name,
        "year": None,
        "address": clinic.website,
    }
    answer = {
        "entry": f"clinic-{topic.replace('_', '-')}",
        "topic": topic,
        "topics": [topic],
        "treatment": "",
        "authority": "clinic",
        "source": source,
        "reviewed_on": clinic.reviewed_on.isoformat(),
    }
    return Reply(kind="answer", text=words, answer=(answer,))


def _words(clinic: Clinic, topic: str, at: datetime, text: str, treatment: str) -> str | None:
    phrase = plain_phrase(text)
    if asked.asks_for_language(phrase):
        return _languages(clinic)
    if topic == "cost" and asks_if_offered(clinic, text):
        return _offered(clinic, text, treatment)
    if topic in _POLICIES:
        policies: dict[str, str | None] = dict(clinic.policies)
        return policies[_POLICIES[topic]]
    if not asked.fits(topic, phrase):
        return None
    return _facts(clinic, topic, at, text, treatment)


def _facts(clinic: Clinic, topic: str, at: datetime, text: str, treatment: str) -> str | None:
    match topic:
        case "hours":
            return hours_words(clinic, at, text)
        case "location":
            return _location(clinic, text)
        case "parking":
            return clinic.parking
        case "booking":
            return _booking(clinic, at, text)
        case "other_treatments_offered":
            return _offered(clinic, text, treatment)
        case "cost":
            return _price(clinic, text, treatment)
    return None


def asks_if_offered(clinic: Clinic, text: str) -> bool:
    """Whether a question is only if the clinic has a treatment: "do you do PRP", "do u have it"."""
    words, _ = _without_names(text, (*clinic.treatments, *clinic.treatments_not_offered))
    return asked.asks_if_offered(words)


def asks_to_get_in(text: str) -> bool:
    """Whether it is asked if new clients are taken, or how long the wait for a visit is."""
    return asked.asks_to_get_in(plain_phrase(text))


def asks_more(clinic: Clinic, text: str) -> bool:
    """Whether more is asked of a treatment than if the clinic has it: "for" what, "approved"."""
    words, _ = _without_names(text, (*clinic.treatments, *clinic.treatments_not_offered))
    return asked.asks_more(words)


def _languages(clinic: Clinic) -> str:
    return f"The clinic's languages are {_listed(clinic.languages)}."


def _location(clinic: Clinic, text: str) -> str:
    phrase = plain_phrase(text)
    if asked.asks_for_email(phrase):
        return f"The clinic's e-mail address is {clinic.email}."
    if asked.asks_for_phone(phrase):
        return f"The clinic's phone number is {clinic.phone.display}."
    if asked.asks_for_distance(phrase):
        return (
            "I cannot tell distances or travel times. A map shows them for the clinic's address: "
            f"{clinic.address}."
        )
    return f"The clinic is at {clinic.address}. The phone number is {clinic.phone.display}."


def _booking(clinic: Clinic, at: datetime, text: str) -> str:
    phrase = plain_phrase(text)
    if asked.asks_if_booked(phrase):
        return _nothing_booked(clinic)
    if asked.asks_without_appointment(phrase) and not clinic.policies.booking:
        return (
            "I do not know whether the clinic sees people without an appointment. Please call "
            f"{clinic.phone.display} before you come, or ask for a consultation right here."
        )
    return " ".join(filter(None, [_hours_of_named_day(clinic, at, text), _how_to_book(clinic)]))


def _how_to_book(clinic: Clinic) -> str:
    words = (
        "You can ask for a consultation right here in this chat. I write down what you would like, "
        "and a person from the clinic contacts you to set the day and time. I do not have an "
        f"online calendar. You can also call {clinic.phone.display}."
    )
    return " ".join(filter(None, [words, clinic.policies.booking]))


def _nothing_booked(clinic: Clinic) -> str:
    return (
        "No day is booked in this chat. A request goes to the clinic, and a person contacts you "
        f"to set the day and time. You can also call {clinic.phone.display}."
    )


def _hours_of_named_day(clinic: Clinic, at: datetime, text: str) -> str | None:
    """Whoever asks to come on a day is told when the clinic is closed then."""
    words = _NOW.sub("", text)
    named = asked_days(clinic, words, at.astimezone(clinic.zone).date()).named
    return hours_words(clinic, at, words) if named else None


def _offered(clinic: Clinic, text: str, treatment: str) -> str | None:
    """Named treatments, or all of them; None for one that clinic.yml does not mention.

    "Do you have it" asks for the treatment of the talk.
    """
    listed = (*clinic.treatments, *clinic.treatments_not_offered)
    words, named = _without_names(text, listed)
    if not named and asked.asks_if_offered(words):
        named = [found for found in listed if found.id == treatment]
    yes = [found.name for found in named if found in clinic.treatments]
    if yes and asked.asks_more(words):
        return None  # that it is offered would be half an answer to "a peel for scars"
    no = [found.name for found in named if found not in clinic.treatments]
    if asked.asks_for_others(words) or (not named and asked.asks_for_all(words)):
        yes = [found.name for found in clinic.treatments]
    sentences = [f"The clinic offers {_listed(yes)}."] if yes else []
    sentences += [f"The clinic does not offer {_listed(no, 'or')}."] if no else []
    return " ".join(sentences) or None


def _price(clinic: Clinic, text: str, treatment: str) -> str | None:
    """The prices of what is asked about; None unless clinic.yml has each of them.

    What the clinic does not offer has no price.
    """
    prices = clinic.policies.prices
    listed = (*clinic.treatments, *clinic.treatments_not_offered)
    named = _named(text, listed) or [found for found in listed if found.id == treatment]
    no = [found for found in named if found in clinic.treatments_not_offered]
    if named and no == named:
        return f"The clinic does not offer {_listed((found.name for found in no), 'or')}."
    wanted = [found.id for found in named] or ([treatment] if treatment else list(prices))
    if not wanted or any(name not in prices for name in wanted):
        return None
    return " ".join(prices[name] for name in wanted)


def _named(text: str, treatments: Iterable[Treatment]) -> list[Treatment]:
    return _without_names(text, treatments)[1]


def _without_names(text: str, treatments: Iterable[Treatment]) -> tuple[str, list[Treatment]]:
    """The words of `text` with a mark for each treatment it names, and these treatments.

    "Laser hair removal" does not also name "laser".
    """
    called = _called(tuple(treatments))
    found = list[Treatment]()

    def mark(match: re.Match[str]) -> str:
        treatment = called.by_phrase[match[1]]
        if treatment not in found:
            found.append(treatment)
        return asked.NAMED

    return called.pattern.sub(mark, plain_phrase(text)), found


class _Called(NamedTuple):
    """How some treatments are called."""

    by_phrase: Mapping[str, Treatment]
    pattern: re.Pattern[str]
    """Any of the phrases, the longest first, also in the plural."""


@lru_cache(maxsize=8)
def _called(treatments: Sequence[Treatment]) -> _Called:
    by_phrase = {phrase: treatment for treatment in treatments for phrase in _phrases(treatment)}
    longest_first = "|".join(map(re.escape, sorted(by_phrase, key=len, reverse=True)))
    return _Called(by_phrase, re.compile(rf"\b({longest_first})s?\b"))


def _phrases(treatment: Treatment) -> Iterable[str]:
    for name in (treatment.id.replace("_", " "), treatment.name, *treatment.also_called):
        yield plain_phrase(name).removesuffix("s")


def _listed(names: Iterable[str], word: str = "and") -> str:
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
