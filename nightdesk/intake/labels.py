"""Plain words for the names of the vocabulary, and the summary that a visitor checks."""

from collections.abc import Iterable

import phonenumbers

from nightdesk.intake.others import reaches
from nightdesk.intake.state import IntakeState

_LABELS = {
    "surgical_scars": "scars from surgery or an injury",
    "loose_skin": "loose skin",
    "large_pores": "large pores",
    "active_acne": "acne",
    "texture": "rough or uneven texture",
    "hair_thinning": "thinning hair",
    "dull_skin": "dull skin",
    "other": "something else",
    "upper_lip": "upper lip",
    "under_chin": "under the chin",
    "under_eyes": "under the eyes",
    "around_eyes": "around the eyes",
    "abdomen": "stomach",
    "ipl": "IPL",
    "prp": "PRP",
    "rf_microneedling": "RF microneedling",
    "botox": "Botox",
    "call": "phone call",
    "text": "text message",
    "email": "e-mail",
}
_MISSING = {
    "concern": "what you would like help with",
    "area": "where on your body it is",
    "name": "your name",
    "contact": "a phone number or e-mail",
    "phone": "a phone number",
    "email": "an e-mail address",
    "channel": "whether to call, text or e-mail",
    "times": "when you can be reached",
    "health": "anything the provider should know, if you like",
}

NOTHING_NOTED = (
    "nothing noted (if there is anything they should know, such as pregnancy, medicines, skin "
    "conditions or past scarring, write it here)"
)
"""The question for the provider where it is asked on the summary."""


def label(name: str) -> str:
    """A name of the vocabulary in plain words."""
    return _LABELS.get(name, name.replace("_", " "))


def listed(names: Iterable[str]) -> str:
    """Names in plain words: "a, b and c"."""
    return _and([label(name) for name in names])


def missing_items(questions: Iterable[str]) -> str:
    """What the open questions are about, in plain words."""
    return _and([_MISSING[question] for question in questions])


def phone_label(number: str) -> str:
    """A number in E.164 as people in its country write it."""
    parsed = phonenumbers.parse(number)
    if parsed.country_code == 1:
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def changes(before: IntakeState, after: IntakeState) -> str:
    """The lines of the summary that are new, as one: "Phone: (925) 555-0142; Times: mornings"."""
    known = summary(before).split("\n")
    return "; ".join(line for line in summary(after).split("\n") if line not in known)


def summary(state: IntakeState) -> str:
    """One line for each thing that would be sent."""
    lines = {
        "Written for": state.behalf or None,
        "Name": state.name,
        "Phone": phone_label(state.phone) if state.phone else None,
        "E-mail": state.email,
        "Contact by": label(state.channel) if state.channel else None,
        "Times": state.times,
        "Concern": _concern(state),
        "Area": listed(state.areas),
        "Treatments asked about": listed(state.treatments),
        "For the provider": _provider(state),
        "Whom to reach": "; ".join(words for words in state.others if reaches(words)),
        "Also for": "; ".join(words for words in state.others if not reaches(words)),
        "For the team": "; ".join(state.notes),
        "Promotions": "none" if state.consents.get("marketing") is False else None,
    }
    return "\n".join(f"{key}: {value}" for key, value in lines.items() if value)


def _provider(state: IntakeState) -> str:
    """What was said for the provider; where nothing was asked, the summary asks it."""
    words = "; ".join(dict.fromkeys(flag["words"] for flag in state.flags))
    unasked = not (state.health_known or "health" in state.skipped or state.short)
    return words or (NOTHING_NOTED if unasked else "nothing noted")


def _concern(state: IntakeState) -> str:
    told = [words for words in state.words if words not in state.notes]
    if state.concerns in ([], ["other"]) and told:
        return "; ".join(told)
    return listed(state.concerns)


def _and(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
