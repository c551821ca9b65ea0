"""What is said once to somebody who writes Spanish."""

import re

from nightdesk.base.reply import Choice, Reply
from nightdesk.intake.details import Details
from nightdesk.intake.names import is_a_name
from nightdesk.intake.start import START_INTENTS
from nightdesk.safety import language
from nightdesk.talk.buttons import OFFER
from nightdesk.talk.context import Turn

MOST_WORDS_OF_ANY_LANGUAGE = 3
"""Fewer words than these tell nothing of a language: "y" is a yes as well as Spanish."""

IN_SPANISH = {
    "English": "inglés",
    "Spanish": "español",
    "Chinese": "chino",
    "Mandarin": "mandarín",
    "Cantonese": "cantonés",
    "Tagalog": "tagalo",
    "Vietnamese": "vietnamita",
    "Korean": "coreano",
    "Farsi": "farsi",
    "Hindi": "hindi",
    "Russian": "ruso",
}
"""Names of languages that clinic.yml may list; another one is said as it stands there."""


def spanish(turn: Turn) -> list[Reply]:
    """Once, to somebody who writes Spanish: which languages are spoken, and how to ask."""
    text = without_names(turn.read.text, turn.read.details)
    short = len(re.findall(r"[^\W\d_]+", text)) < MOST_WORDS_OF_ANY_LANGUAGE
    told = turn.talk.get("spanish") or turn.talk.get("urgent")
    if told or short or language(text) != "es":
        return []
    turn.talk["spanish"] = True
    languages = ", ".join(IN_SPANISH.get(n, n) for n in turn.desk.clinic.languages)
    values = {**turn.phones, "languages": languages}
    may_ask = turn.may_offer and turn.intent not in START_INTENTS
    choices = (Choice("Pedir una consulta", OFFER.means),) if may_ask else ()
    return [Reply("notice", "utter_spanish", values, choices=choices)]


def without_names(text: str, found: Details) -> str:
    """The text without name and address: "Maria de la Cruz" tells nothing of a language."""
    if is_a_name(text) and not found.concerns:
        return ""
    for value in filter(None, (found.name, found.email_written, found.email)):
        text = re.sub(re.escape(value), " ", text, flags=re.IGNORECASE)
    return text
