"""What the buttons of the intake mean."""

from nightdesk.intake.hours import DAYS
from nightdesk.intake.merge import choose_channel, settle_email
from nightdesk.intake.state import IntakeState


def apply_choice(state: IntakeState, means: str) -> set[str]:
    """Change `state` in place as a button says; return the names of the fields that changed.

    "skip", "cancel" and "confirm_yes" change no value: the flow handles them.
    """
    verb, _, value = means.partition("_")
    if verb == "channel":
        choose_channel(state, value)
        return {"channel"}
    if means == "consent_no":
        state.consents["contact"] = False
    elif means == "health_none":
        state.health_known = True  # what was noted before stays: nothing is added to it
        return {"health_known"}
    elif means == "health_delete":
        state.health_known, state.flags = True, []
        return {"flags"}
    elif means == "times_any":
        state.times = "any time"
        state.times_normalised = [{"days": list(DAYS), "from": None, "to": None, "except": []}]
        return {"times"}
    elif verb == "email" and state.email_guess:
        taken = settle_email(state, "suggestion" if value == "suggested" else "written")
        return {"email"} if taken else set()
    elif means == "confirm_change":
        state.changing = "change"
    elif verb == "change":
        state.changing = None if value == "none" else value
    return set()
