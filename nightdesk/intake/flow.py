"""The intake as the rest of the core sees it: one step a message, and the open question again."""

from collections.abc import Collection
from dataclasses import dataclass

from nightdesk.base.reply import Reply
from nightdesk.intake.agreeing import Event
from nightdesk.intake.details import Details
from nightdesk.intake.emails import kept_as_typed
from nightdesk.intake.health import told_before_asking
from nightdesk.intake.merge import merge
from nightdesk.intake.notes import told_besides
from nightdesk.intake.questions import ask
from nightdesk.intake.start import wants_after_all, would_leave_number
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_question
from nightdesk.intake.turn import Turn


@dataclass(frozen=True)
class Step:
    """The state after a message, what to say, and what the caller has to do."""

    state: IntakeState
    replies: list[Reply]
    event: Event | None


def step(
    state: IntakeState,
    details: Details,
    *,
    text: str,
    intent: str,
    choice: str | None,
    ticked: Collection[str] = (),
    clinic_name: str,
    clinic_phone: str,
    shown: bool = True,
) -> Step:
    """Take one message or choice. `state` is left as it is; the new one is in the result.

    `details` was read with `asking=state.asking`; `text` is empty for a choice. The
    boxes `ticked` count only if the message agrees to the summary. `shown` says whether the open
    question is the last thing that the visitor has read: else a yes is none to the summary, and
    it is shown again. The events:
    "confirmed": save the request now, and say so only after that. "cancelled" and
    "refused_consent": the visitor's values are gone from the state; drop a saved draft too.
    """
    turn = Turn(state.copy(), details, text, clinic_name, clinic_phone)
    turn.shown = shown
    event = turn.run(intent, choice, ticked)
    return Step(turn.state, turn.replies, event)


def resume(state: IntakeState, *, clinic_name: str, clinic_phone: str) -> list[Reply]:
    """The open question once more, after something else was answered; counts it in `state`.

    Empty when no question is open, or when it was repeated often enough; it stays open.
    """
    if not state.active or not state.asking:
        return []
    reply = ask(state, state.asking, clinic_name=clinic_name, clinic_phone=clinic_phone)
    return [reply] if reply else []


def bears_on(state: IntakeState, details: Details, text: str, *, answered: bool = False) -> bool:
    """Whether a message has something for the intake: a value, a signal, or any words in answer.

    A caller that has `answered` the message itself uses `resume` when this is False, else `step`;
    then mere words are no try at the open question.
    """
    if merge(state.copy(), details):
        return True
    if (state.active or state.submitted) and told_besides(text):
        return True
    if state.active and state.asking == "health" and told_before_asking(text):
        return True
    signals = details.signals
    if not state.active and wants_after_all(state, details):
        return True
    if not (state.active or state.submitted) and would_leave_number(text):
        return True
    if state.asking == "email_typo" and kept_as_typed(text) is not None:
        return True
    told = signals.cancel or signals.later or signals.why or signals.asks_left or signals.skip
    told = told or signals.pauses or signals.back
    problem = bool(details.phone_problem or details.email_problem)
    answers = not answered and state.asking is not None and not is_question(text)
    return state.active and (told or problem or answers)


def captured(details: Details) -> dict[str, list[str]]:
    """What one message gave, for the visitor's screen (docs/chat-api.md)."""
    contact = [name for name in ("phone", "email") if getattr(details, name)]
    return {
        "concerns": list(details.concerns),
        "areas": list(details.areas),
        "treatments": list(details.treatments),
        "flags": [name for name, _ in details.flags],
        "contact": contact,
    }
