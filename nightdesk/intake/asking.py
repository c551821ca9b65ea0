"""Put the next question, in a wording that has not worn out."""

from nightdesk.base.reply import Reply
from nightdesk.intake.details import Details
from nightdesk.intake.labels import missing_items
from nightdesk.intake.questions import (
    ASKED_ONCE,
    MOST_FOR_NAME,
    MOST_FOR_NAME_IF_SHORT,
    MOST_PASSED_OVER,
    MOST_TRIES,
    SKIPPABLE,
    ask,
    missing,
    next_question,
    once_more,
)
from nightdesk.intake.state import IntakeState

_CONTACT = ("contact", "phone", "email")


class Asking:
    """The asking side of one turn: collects replies and counts tries in `state`."""

    def __init__(
        self, state: IntakeState, details: Details, text: str, clinic_name: str, clinic_phone: str
    ) -> None:
        self.state = state
        self.details = details
        self.text = text
        self.clinic_name = clinic_name
        self.clinic_phone = clinic_phone
        self.replies: list[Reply] = []
        self.changed: set[str] = set()
        self.progress = False

    def problem(self) -> str:
        """The question that a phone number or address was meant to answer but does not."""
        if self.details.phone_problem and not self.details.phone:
            return "phone"
        problem = self.details.email_problem
        email = problem and problem != "typo" and not self.state.email_guess
        return "email" if email and "email" not in self.changed else ""

    def ask_next(self, failed: str = "") -> None:
        """Put the next question. `failed` is a contact detail that came but could not be read."""
        before = self.state.asking
        question = next_question(self.state)
        tries = self.state.tries
        if failed:
            self.say(Reply("notice", self._problem_response(failed)))
        if failed and not self.state.has_contact and not self.state.email_guess:
            question = failed
            tries[failed] = max(tries.get(failed, 0), *(tries.get(name, 0) for name in _CONTACT))
            tries[failed] += before in _CONTACT
        elif question == before:
            self._count(question)
        if reply := self._unless_worn_out(question):
            self.state.asking = question
            self.replies.append(reply)
        elif self.state.changing:
            self.state.changing = None
            self.ask_next()
        elif question in SKIPPABLE or (question == "name" and self.state.has_contact):
            self.state.skipped.add(question)
            self.ask_next()
        else:
            self.rest("utter_intake_rest")

    def _count(self, question: str) -> None:
        """Note that the open question was passed over, or its answer not understood."""
        counts = self.state.passed_over if self.progress else self.state.tries
        if question != "confirm" or not self.progress:
            counts[question] = counts.get(question, 0) + 1

    def _unless_worn_out(self, question: str) -> Reply | None:
        state = self.state
        if state.tries.get(question, 0) > MOST_TRIES:
            return None
        most = 0 if question in ASKED_ONCE else MOST_PASSED_OVER
        if question in SKIPPABLE and state.passed_over.get(question, 0) > most:
            return None
        if question == "name" and state.has_contact and not state.changing:
            unanswered = state.tries.get("name", 0) + state.passed_over.get("name", 0)
            if unanswered > (MOST_FOR_NAME_IF_SHORT if state.short else MOST_FOR_NAME):
                return None
        return self._question(question)

    def _question(self, question: str) -> Reply | None:
        return ask(
            self.state, question, clinic_name=self.clinic_name, clinic_phone=self.clinic_phone
        )

    def _problem_response(self, failed: str) -> str:
        problem = self.details.phone_problem if failed == "phone" else self.details.email_problem
        return f"utter_{failed}_{problem}"

    def repeat(self) -> None:
        """The open question once more, in answer to something that was no try at it."""
        if self.state.asking and (reply := self._question(self.state.asking)):
            self.replies.append(reply)

    def say_missing(self) -> None:
        """Answer "what is left?" and put the next question."""
        if items := missing_items(missing(self.state)):
            self.say(Reply("notice", "utter_intake_missing", {"items": items}))
        else:
            self.say(Reply("notice", "utter_intake_nothing_missing"))
        if next_question(self.state) == self.state.asking:
            self.repeat()
        else:
            self.ask_next()

    def say(self, reply: Reply) -> None:
        """Add a reply, unless it was read twice already."""
        if said := once_more(self.state, reply):
            self.replies.append(said)

    def rest(self, response: str) -> None:
        """Stop asking; what is known is kept, and a new wish or detail goes on from here."""
        self.state.rested = next_question(self.state)
        self.state.active, self.state.asking, self.state.changing = False, None, None
        self.replies.append(Reply("notice", response, {"clinic_phone": self.clinic_phone}))
