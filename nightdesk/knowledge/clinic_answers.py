"""Answers that come from clinic.yml: what the clinic says about itself, and nothing else."""

import re
from collections.abc import Iterable
from datetime import datetime

from nightdesk.base.clinic import Clinic
from nightdesk.base.clinic_parts import Treatment
from nightdesk.base.reply import Reply
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

_ALL_TREATMENTS = re.compile(
    r"\b(?:what|which|other|besides|everything|list|menu|services|all (?:the|your) treatments)\b"
)


def clinic_answer(
    clinic: Clinic, topic: str, at: datetime, text: str = "", treatment: str = ""
) -> Reply | None:
    """The clinic's own answer on `topic`, or None if clinic.yml has none: the caller defers.

    `text` is the visitor's question (a day or a treatment may be named in it), `treatment` the id
    of the treatment that the talk is about, for prices.
    """
    words = _words(clinic, topic, at, text, treatment)
    if words is None:
        return None
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
    if topic in _POLICIES:
        policies: dict[str, str | None] = dict(clinic.policies)
        return policies[_POLICIES[topic]]
    match topic:
        case "hours":
            return hours_words(clinic, at, text)
        case "location":
            return f"The clinic is at {clinic.address}. The phone number is {clinic.phone.display}."
        case "parking":
            return clinic.parking
        case "booking":
            return _booking(clinic)
        case "other_treatments_offered":
            return _offered(clinic, text)
        case "cost":
            return _price(clinic, text, treatment)
    return None


def _booking(clinic: Clinic) -> str:
    words = (
        "You can ask for a consultation right here in this chat. I write down what you would like, "
        "and a person from the clinic contacts you to set the day and time. I do not have an "
        f"online calendar. You can also call {clinic.phone.display}."
    )
    return " ".join(filter(None, [words, clinic.policies.booking]))


def _offered(clinic: Clinic, text: str) -> str | None:
    """Named treatments, or all of them; None for one that clinic.yml does not mention."""
    named = _named(text, (*clinic.treatments, *clinic.treatments_not_offered))
    if not text or _ALL_TREATMENTS.search(plain_phrase(text)):
        return f"The clinic offers {_listed(treatment.name for treatment in clinic.treatments)}."
    yes = [treatment.name for treatment in named if treatment in clinic.treatments]
    no = [treatment.name for treatment in named if treatment not in clinic.treatments]
    sentences = [f"The clinic offers {_listed(yes)}."] if yes else []
    sentences += [f"The clinic does not offer {_listed(no, 'or')}."] if no else []
    return " ".join(sentences) or None


def _price(clinic: Clinic, text: str, treatment: str) -> str | None:
    """The prices of what is asked about; None unless clinic.yml has each of them."""
    prices = clinic.policies.prices
    named = [
        found.id for found in _named(text, (*clinic.treatments, *clinic.treatments_not_offered))
    ]
    wanted = named or ([treatment] if treatment else list(prices))
    if not wanted or any(name not in prices for name in wanted):
        return None
    return " ".join(prices[name] for name in wanted)


def _named(text: str, treatments: Iterable[Treatment]) -> list[Treatment]:
    """The treatments that `text` names; "laser hair removal" does not also name "laser"."""
    called = {phrase: treatment for treatment in treatments for phrase in _phrases(treatment)}
    words, found = plain_phrase(text), []
    for phrase in sorted(called, key=len, reverse=True):
        words, times = re.subn(rf"\b{re.escape(phrase)}s?\b", "|", words)
        if times and called[phrase] not in found:
            found.append(called[phrase])
    return found


def _phrases(treatment: Treatment) -> Iterable[str]:
    for name in (treatment.id.replace("_", " "), treatment.name, *treatment.also_called):
        yield plain_phrase(name).removesuffix("s")


def _listed(names: Iterable[str], word: str = "and") -> str:
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
