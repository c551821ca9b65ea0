"""One message on its way through the intake."""

import re
from dataclasses import replace
from typing import Literal

from nightdesk.base.reply import Reply
from nightdesk.intake.asking import Asking
from nightdesk.intake.choices import apply_choice
from nightdesk.intake.details import Details
from nightdesk.intake.merge import merge, settle_channel
from nightdesk.intake.questions import may_skip, missing
from nightdesk.intake.start import reflect, starts
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_question, squeeze

Event = Literal["confirmed", "cancelled", "refused_consent"]

_CONSENT = frozenset({"consents", "consent_versions"})
"""Fields whose change alone does not make the visitor check the summary again."""
_CHANGED_BY = {
    "concern": {"concerns", "words"},
    "area": {"areas", "words"},
    "name": {"name"},
    "phone": {"phone"},
    "email": {"email", "email_guess"},
    "channel": {"channel"},
    "times": {"times"},
}
_FIELD_WORDS = {
    "name": r"name",
    "phone": r"phone|number|cell",
    "email": r"e-?mail",
    "times": r"times?|days?|when",
    "channel": r"channel|how (?:you|to) reach",
    "concern": r"concern",
    "area": r"area",
}


class Turn(Asking):
    """Reads the signals of one message and decides what happens."""

    def run(self, intent: str, choice: str | None) -> Event | None:
        """Take the message; fills `state` and `replies`."""
        self.details = _without_hasty_no(self.state, self.details)
        before = self.state.asking
        if choice:
            self.changed |= apply_choice(self.state, choice)
        merged = merge(self.state, self.details)
        self.changed |= merged - _CONSENT
        self.progress = bool(self.changed or merged)
        if not self.state.active:
            self._begin(intent, choice)
            return None
        if self.details.signals.wants_callback and not self.state.short:
            self.state.short = self.progress = True
            self.say(Reply("notice", "utter_intake_short"))
        self._take_plain_answer()
        self._finish_change()
        return self._signals(before, choice)

    # --- beginning -------------------------------------------------------------------------

    def _begin(self, intent: str, choice: str | None) -> None:
        """Start, go on after a rest, or correct a request that was sent already."""
        state = self.state
        if state.submitted:
            if self.changed & {"name", "phone", "email", "channel", "times"}:
                state.active, state.confirmed = True, False
                self.ask_next()
            return
        if not starts(self.details, intent, choice):
            return
        state.active, state.cancelled, state.confirmed = True, False, False
        state.tries, state.passed_over, state.said = {}, {}, {}
        if state.consents.get("contact") is False:
            state.consents["contact"] = None
        self.replies.append(reflect(state))
        self.ask_next(failed=self.problem())

    # --- the signals of a message in a running intake -----------------------------------------

    def _signals(self, before: str | None, choice: str | None) -> Event | None:
        signals = self.details.signals
        if choice == "cancel" or (signals.cancel and not self.changed):
            return self._cancel()
        if self.state.consents.get("contact") is False:
            return self._refused()
        if signals.later and not self.changed:
            self.rest("utter_intake_later")
            return None
        if before == "confirm" and self._is_confirmed(choice):
            self.state.active, self.state.asking, self.state.confirmed = False, None, True
            return "confirmed"
        if signals.asks_left:
            self.say_missing()
        elif signals.why and before and not self.changed:
            self.say(Reply("notice", f"utter_why_{_why(before)}"))
            self.repeat()
        elif is_question(self.text) and not self.progress and not self.problem():
            self.repeat()
        else:
            self._go_on(before, choice)
        return None

    def _go_on(self, before: str | None, choice: str | None) -> None:
        signals = self.details.signals
        wants_skip = choice == "skip" or (signals.skip and not self.changed)
        if wants_skip and before and self._skip(before):
            self.ask_next()
        elif before in ("confirm", "change") and not choice and not self.changed:
            self._to_change(before)
        elif before == "email_typo" and not choice and "email" not in self.changed:
            self._settle_typo()
        else:
            self.ask_next(failed=self.problem())

    def _is_confirmed(self, choice: str | None) -> bool:
        if choice:
            return choice == "confirm_yes" and not missing(self.state)
        signals = self.details.signals
        if signals.wants_change or (not self.progress and re.search(r"\bbut\b", self.text)):
            return False
        return signals.affirm and not self.changed and not missing(self.state)

    def _to_change(self, before: str) -> None:
        """A "no" to the summary, or the name of the line that is wrong."""
        signals = self.details.signals
        fields = [
            name
            for name, words in _FIELD_WORDS.items()
            if re.search(rf"\b(?:{words})\b", self.text, re.IGNORECASE)
        ]
        if fields and (before == "change" or signals.wants_change):
            self.state.changing = fields[0]
        elif before == "confirm" and (signals.deny or signals.wants_change):
            self.state.changing = "change"
        elif signals.deny:
            self.state.changing = None
        self.ask_next()

    def _settle_typo(self) -> None:
        """A yes takes the suggestion; after anything else the address is asked for again."""
        if self.details.signals.affirm and self.state.email_guess:
            self.state.email = self.state.email_guess["suggestion"]
        self.state.email_guess = None
        settle_channel(self.state)
        self._finish_change()
        self.ask_next()

    # --- answers without a form of their own -----------------------------------------------------

    def _take_plain_answer(self) -> None:
        """Any words answer where every answer is right: the concern, the area, the times."""
        asking = self.state.asking
        words = squeeze(self.text)
        if asking not in ("concern", "area", "times") or self.changed or not words:
            return
        if self._is_signal() or is_question(self.text) or not any(map(str.isalpha, words)):
            return
        if asking == "times":
            self.state.times, self.state.times_normalised = words, []
            self.changed.add("times")
            return
        self.state.words = [*self.state.words, words]
        self.changed.add("words")
        if asking == "concern":
            self.state.concerns = ["other"]
        else:
            self.state.skipped.add("area")

    def _is_signal(self) -> bool:
        signals = self.details.signals
        return any(vars(replace(signals, wants_change=False)).values()) or self.problem() != ""

    def _finish_change(self) -> None:
        changing = self.state.changing
        if (changing == "change" and self.changed) or (
            changing and self.changed & _CHANGED_BY.get(changing, set())
        ):
            self.state.changing = None

    # --- ends ------------------------------------------------------------------------------------

    def _cancel(self) -> Event:
        self.state = IntakeState(cancelled=True, submitted=self.state.submitted)
        self.replies.append(Reply("notice", "utter_intake_cancelled"))
        return "cancelled"

    def _refused(self) -> Event:
        submitted = self.state.submitted
        self.state = IntakeState(consents={"contact": False, "marketing": None})
        self.state.submitted = submitted
        values = {"clinic_phone": self.clinic_phone}
        self.replies.append(Reply("notice", "utter_intake_no_consent", values))
        return "refused_consent"

    def _skip(self, question: str) -> bool:
        if question in ("confirm", "consent", "contact"):
            return False
        if self.state.changing:
            self.state.changing = None
            return True
        if not may_skip(self.state, question):
            return False
        self.state.skipped.add(question)
        if question in ("phone", "email"):
            self.state.channel = None
            settle_channel(self.state)
        return True


def _without_hasty_no(state: IntakeState, details: Details) -> Details:
    """A bare "no" that comes with new details corrects them; it is no refusal of consent."""
    if details.contact_consent is False and details.signals.deny:
        without = replace(details, contact_consent=None)
        if merge(state.copy(), without) - _CONSENT:
            return without
    return details


def _why(question: str) -> str:
    return {"email_typo": "email", "change": "confirm"}.get(question, question)
