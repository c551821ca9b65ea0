"""Which questions there are, what is still missing, and how each is put."""

import hashlib

from nightdesk.base.reply import Box, Choice, Reply
from nightdesk.intake.consent import ANY, BOXES, box_of, consent_text
from nightdesk.intake.labels import summary
from nightdesk.intake.merge import offered_channels
from nightdesk.intake.state import IntakeState

QUESTIONS = (
    "concern", "area", "name", "contact", "phone", "email", "channel", "health", "times",
    "confirm", "change", "email_typo",
)  # fmt: skip
SKIPPABLE = frozenset({"concern", "area", "channel", "times", "health"})
ASKED_ONCE = frozenset({"health"})
"""Questions that are not put again when something else was said."""
NO_AREA = frozenset({"hair_thinning", "dark_circles", "other"})
"""Concerns that say themselves where they are, or have no place."""
MOST_TRIES = 3
"""Answers not understood after which the intake goes on without one, or rests."""
MOST_FOR_NAME = 2
"""How often the name may be left unanswered before somebody who can be reached is spared it."""
MOST_FOR_NAME_IF_SHORT = 0
"""The same for who only wants to be contacted: they are asked for it once."""
MOST_PASSED_OVER = 1
"""How often a question that may stay open is put again after the visitor passed it over."""
_SAID_AT_MOST = 2

_CHANNEL_LABELS = {"call": "Call me", "text": "Text me", "email": "E-mail me"}
_CHANGE_LABELS = {
    "name": "Name",
    "phone": "Phone",
    "email": "E-mail",
    "channel": "How to reach me",
    "times": "Times",
    "concern": "Concern",
    "area": "Area",
    "health": "Note for the provider",
}
_HUMAN = Choice("Talk to a person", "human")
_SKIP = Choice("Skip this", "skip")


def missing(state: IntakeState) -> list[str]:
    """The questions that still have to be answered before the summary, in order.

    The one for the provider costs no message of its own: where nothing else is open, the summary
    asks it.
    """
    questions = QUESTIONS if not state.short else ("contact", "phone", "email", "name")
    wanted = {
        "concern": not state.concerns,
        "area": _needs_area(state),
        "name": not state.name,
        **dict.fromkeys(_contact_questions(state), True),
        "channel": state.channel is None and len(offered_channels(state)) > 1,
        "health": not (state.flags or state.health_known),
        "times": not state.times,
    }
    skipped = state.skipped if state.has_contact else state.skipped - {"contact", "phone", "email"}
    found = [name for name in questions if wanted.get(name) and name not in skipped]
    return [] if found == ["health"] else found


def next_question(state: IntakeState) -> str:
    """The one question to put now."""
    if state.email_guess:
        return "email_typo"
    if state.changing:
        return state.changing
    return next(iter(missing(state)), "confirm")


def may_skip(state: IntakeState, question: str) -> bool:
    """Whether the request makes sense without an answer."""
    if question in ("phone", "email"):
        return state.has_contact
    if question == "name":
        return state.has_contact or state.tries.get("name", 0) >= 2
    return question in SKIPPABLE


def ask(state: IntakeState, question: str, *, clinic_name: str, clinic_phone: str) -> Reply | None:
    """The question in the wording that fits the number of tries; None when all were used up.

    No sentence is said a third time. Counts the sentence in `state.said`, and keeps in
    `state.boxes` which tick boxes the summary shows.
    """
    if question == "email_typo":
        return once_more(state, _email_typo(state.email_guess)) if state.email_guess else None
    boxes = _boxes(state, clinic_name) if question == "confirm" else ()
    for ending in _endings(state, question):
        name = _wording(state, question, ending)
        values = _values(state, name, ending, clinic_name, clinic_phone)
        kind = "confirm" if question == "confirm" else "ask"
        choices = _choices(state, name, helps=ending == "_help")
        reply = Reply(kind, f"utter_ask_{name}{ending}", values, choices=choices, boxes=boxes)
        if said := once_more(state, reply):
            if question == "confirm":
                state.boxes = {box.id: box.version for box in boxes}
            return said
    return None


def _wording(state: IntakeState, question: str, ending: str) -> str:
    """The wording of a question: one may ask for what the next question needs as well."""
    if question == "confirm" and not state.consents.get("contact"):
        return "consent"
    both = question == "name" and not ending and "contact" in missing(state)
    return "name_and_contact" if both and not state.changing else question


def once_more(state: IntakeState, reply: Reply) -> Reply | None:
    """The reply, unless the visitor has read exactly this twice."""
    exact = f"{reply.response}{sorted(reply.values.items())}"
    digest = hashlib.sha256(exact.encode()).hexdigest()[:12]
    if state.said.get(digest, 0) >= _SAID_AT_MOST:
        return None
    state.said[digest] = state.said.get(digest, 0) + 1
    return reply


def _values(
    state: IntakeState, question: str, ending: str, clinic_name: str, clinic_phone: str
) -> dict[str, str]:
    values = {}
    if question == "consent":
        values["consent"] = consent_text(clinic_name, state.channel or ANY)
    if question in ("confirm", "consent"):
        values["summary"] = summary(state)
    if ending == "_help" and question not in ("confirm", "change"):
        values["clinic_phone"] = clinic_phone
    return values


def _boxes(state: IntakeState, clinic_name: str) -> tuple[Box, ...]:
    """What the summary offers to tick: all that was not answered yet; news go by e-mail only."""
    offered = {"marketing": bool(state.email), "chat": True}
    return tuple(
        box_of(purpose, clinic_name)
        for purpose in BOXES
        if offered[purpose] and state.consents.get(purpose) is None
    )


def _choices(state: IntakeState, question: str, *, helps: bool) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    if question == "channel":
        choices = [Choice(_CHANNEL_LABELS[w], f"channel_{w}") for w in offered_channels(state)]
    elif question == "times":
        choices = [Choice("Any time", "times_any")]
    elif question == "health":
        choices = [Choice("Nothing to add", "health_none"), Choice("I'd rather not say", "skip")]
        if state.flags:
            choices.insert(1, Choice("Delete the note", "health_delete"))
    elif question == "consent":
        choices = [
            Choice("Yes, send it", "confirm_yes"),
            Choice("Change something", "confirm_change"),
            Choice("No, do not contact me", "consent_no"),
        ]
    elif question == "confirm":
        choices = [
            Choice("Send it", "confirm_yes"),
            Choice("Change something", "confirm_change"),
            Choice("Cancel", "cancel"),
        ]
    elif question == "change":
        choices = [
            *(Choice(_CHANGE_LABELS[name], f"change_{name}") for name in _changeable(state)),
            Choice("Nothing, go back", "change_none"),
        ]
    if helps:
        skips = may_skip(state, question) and question != "health"
        choices += [_SKIP, _HUMAN] if skips else [_HUMAN]
    return tuple(choices)


def _changeable(state: IntakeState) -> list[str]:
    known = {
        "phone": state.phone,
        "email": state.email,
        "channel": len(offered_channels(state)) > 1,
        "area": state.areas,
    }
    return [name for name in _CHANGE_LABELS if known.get(name, True)]


def _email_typo(guess: dict[str, str]) -> Reply:
    return Reply(
        "ask",
        "utter_ask_email_typo",
        dict(guess),
        choices=(
            Choice(guess["suggestion"], "email_suggested"),
            Choice("Keep it as I typed it", "email_written"),
        ),
    )


def _needs_area(state: IntakeState) -> bool:
    if state.areas or "concern" in state.skipped:
        return False
    return not state.concerns or not NO_AREA.issuperset(state.concerns)


def _contact_questions(state: IntakeState) -> list[str]:
    """Which contact detail is missing: any, or the one that the wanted way needs."""
    by_phone = state.channel in ("call", "text")
    by_email = state.channel == "email"
    if not state.has_contact:
        if state.no_phone and state.no_email:
            return ["contact"]
        if state.no_phone or (by_email and not state.no_email):
            return ["email"]
        return ["phone"] if state.no_email or by_phone else ["contact"]
    if by_phone and not state.phone:
        return ["phone"]
    if by_email and not state.email:
        return ["email"]
    if state.channel is None and not offered_channels(state):
        return [] if state.phone and state.email else ["email" if state.phone else "phone"]
    return []


def _endings(state: IntakeState, question: str) -> list[str]:
    """The wordings of a question, the fitting one first; the others stand in for it."""
    tries = state.tries.get(question, 0)
    if tries >= 2 or (question == "contact" and state.no_phone and state.no_email):
        return ["_help", "_again", ""]
    if tries or state.passed_over.get(question):
        return ["_again", "_help", ""]
    return ["", "_again", "_help"]
