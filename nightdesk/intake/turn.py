"""One message on its way through the intake."""

import re
from collections.abc import Collection
from dataclasses import replace

from nightdesk.base.reply import Reply
from nightdesk.intake.agreeing import CONSENT, REOPENS, SENDS, Agreeing, Event
from nightdesk.intake.channel import asks_of_texts
from nightdesk.intake.choices import apply_choice
from nightdesk.intake.emails import is_whole, kept_as_typed
from nightdesk.intake.merge import (
    choose_channel,
    merge,
    offered_channels,
    settle_channel,
    settle_email,
)
from nightdesk.intake.names import is_only_name
from nightdesk.intake.notes import asks_to_add, says_private
from nightdesk.intake.noting import is_a_detail
from nightdesk.intake.questions import SKIPPABLE, may_skip, missing, next_question
from nightdesk.intake.replaces import field_in
from nightdesk.intake.signals import read_answer
from nightdesk.intake.start import reflect, starts
from nightdesk.intake.text import is_language, is_question, squeeze

CHANGED_BY = {
    "concern": {"concerns", "words"},
    "area": {"areas", "words"},
    "name": {"name"},
    "phone": {"phone"},
    "email": {"email", "email_guess"},
    "channel": {"channel"},
    "times": {"times"},
    "health": {"flags", "health_known"},
    "contact": {"phone", "email", "email_guess"},
}
"""The fields that answer each question."""
ASK_WHO = frozenset({"name", "contact", "phone", "email"})
"""The questions that nobody needs to answer who calls the clinic themselves."""
_TOO = re.compile(
    r"\b(?:too\b(?! (?:early|late|soon|busy|much|many|far|long|short|hard|bad))|also|as well)",
    re.IGNORECASE,
)
_ONE_CLAUSE = re.compile(r"[^.,;!?\n]+[.!?\s]*")
_WISH_WORDS = 9
"""So few words in one clause name a treatment as what is wished: "a botox consult please"."""


class Turn(Agreeing):
    """Reads the signals of one message and decides what happens."""

    agreed_way: str | None = None
    """The way that was agreed before this message."""

    def run(self, intent: str, choice: str | None, ticked: Collection[str] = ()) -> Event | None:
        """Take the message; fills `state` and `replies`."""
        self.ticked = ticked
        before = self.state.asking
        self.noted_before = bool(self.state.flags)
        agreed = self.state.consents.get("contact")
        self.agreed_way = self.state.channel if agreed else None
        if self.details.another and self.state.submitted and not self.state.active:
            self.state = self.state.of_another(self.details.behalf)
            intent = "want_consultation"
        if choice:
            self.changed |= apply_choice(self.state, choice)
        self._note_more_times()
        self._note_name(before)
        merged = merge(self.state, self.details)
        self.changed |= merged - CONSENT
        self.state.on_other = "others" in merged
        self._take_notes(before)
        self._take_addition(before)
        self.progress = bool(self.changed or merged)
        if self._comes_back(choice):
            before = self._go_back_to(self.state.rested)
        if self.details.signals.start_over and (self.state.active or self.state.has_contact):
            return self._start_over()
        if not self.state.active:
            return self._begin(intent, choice)
        if self._wants_it_short(before):
            self.state.short = self.progress = True
            self.say(Reply("notice", "utter_intake_short"))
        self._take_plain_answer()
        self._take_name_after_all()
        self._take_note(before)
        self._finish_change()
        self._close_what_may_stay_open()
        self._ask_anew()
        if before == "confirm" and not agreed and self.state.consents.get("contact"):
            self._agree_to_what_was_shown()
        return self._signals(before, choice)

    def _wants_it_short(self, before: str | None) -> bool:
        """Whether the questions are too many; "can you text me" answers the one for the way."""
        signals = self.details.signals
        answers = before == "channel" and "channel" in self.changed and not signals.tired
        return signals.wants_callback and not (self.state.short or answers)

    def _note_more_times(self) -> None:
        """ "Friday is fine too" adds to the times; "too early" and a correction do not."""
        more = _TOO.search(self.text) and not self.details.corrects
        if (
            self.details.times
            and more
            and not (self.details.signals.wants_change or self.details.replaces.ask)
        ):
            self.details = replace(self.details, times_add=True)

    def _note_name(self, before: str | None) -> None:
        """Who wants a call may say their name before the number, though only that is asked."""
        told = self.details.name or self.state.name or read_answer(self.text)
        if self.state.short and before in ASK_WHO and not told and is_only_name(self.text):
            self.details = replace(self.details, name=squeeze(self.text))

    # --- beginning -------------------------------------------------------------------------

    def _begin(self, intent: str, choice: str | None) -> Event | None:
        """Start, go on after a rest, or correct or take back a request that was sent already."""
        state = self.state
        if state.submitted:
            return self._after_sending(intent, choice)
        if self.details.signals.cancel_request and not state.cancelled:
            return self._cancel()
        if not starts(state, self.details, intent, choice):
            return None
        state.active, state.cancelled, state.confirmed = True, False, False
        state.tries, state.passed_over = {}, {}
        if state.consents.get("contact") is False:
            state.consents["contact"] = None
        state.short = state.short or self.details.signals.wants_callback
        self._take_wished_treatment()
        self.replies.append(reflect(state))
        self.ask_next(failed=self.problem())
        return None

    def _take_wished_treatment(self) -> None:
        """A treatment that the wish names, or that was spoken of before it, is what it is about."""
        words = squeeze(self.text)
        short = len(words.split()) <= _WISH_WORDS and _ONE_CLAUSE.fullmatch(self.text)
        named = self.details.treatments and self.details.requests and short
        if named and not self.state.concerns and is_language(words):
            self.state.concerns = ["other"]
            if not is_a_detail(self.details):
                self.state.words = [*(w for w in self.state.words if w not in words), words]
        elif self.state.treatments and not (self.state.concerns or self._only_asks_of_it()):
            self.state.skipped.add("concern")

    def _only_asks_of_it(self) -> bool:
        """Whether this message names a treatment only in a question beside the wish."""
        return bool(self.details.treatments) and not self.details.wished

    def _comes_back(self, choice: str | None) -> bool:
        """Whether somebody goes on with what they left for later."""
        signals = self.details.signals
        if self.state.active or self.state.submitted or not self.state.rested or choice:
            return False
        told = signals.back or signals.affirm or signals.asks_left
        return told or bool(self.changed)

    def _go_back_to(self, question: str | None) -> str:
        """Open the question that was left; a guess at an address may be settled meanwhile."""
        if question is None or (question == "email_typo" and not self.state.email_guess):
            question = next_question(self.state)
        self.state.active, self.state.rested, self.state.asking = True, None, question
        return question

    def _after_sending(self, intent: str, choice: str | None) -> Event | None:
        state = self.state
        if state.consents.get("contact") is False or self.details.signals.cancel_request:
            return self._withdraw()
        more = self.changed & {"concerns", "areas"}
        told = intent == "state_concern" or _TOO.search(self.text)
        adds = asks_to_add(self.text) or (told and not is_question(self.text))
        if more and not (adds or starts(state, self.details, intent, choice)):
            self.changed -= more  # mentioned in a later question, not wished for
        self._take_other_times()
        self._take_refused_way(self.agreed_way)
        noted = "others" in self.changed or ("notes" in self.changed and not is_question(self.text))
        if noted or self.changed & REOPENS or self.details.replaces.ask:
            state.active, state.confirmed = True, False
            state.tries, state.passed_over = {}, {}
            self._ask_anew()
            self._agree_to_wished_way()
            self.ask_next(failed=self.problem())
            return self._taken_at_once(None)
        return None

    def _start_over(self) -> Event:
        """Forget everything that was not sent, and begin with the first question."""
        self.state = self.state.anew(
            active=True, submitted=self.state.submitted, said=self.state.said
        )
        self.say(Reply("notice", "utter_intake_start_over"))
        self.ask_next()
        return "cancelled"

    def _ask_anew(self) -> None:
        """The visitor wants to change a detail, and has not said the new one yet."""
        wanted = self.details.replaces.ask
        gone = wanted in self.details.replaces.drops and not getattr(self.state, wanted)
        if wanted and (gone or not self.changed & CHANGED_BY[wanted]):
            self.state.changing = wanted

    # --- the signals of a message in a running intake -----------------------------------------

    def _signals(self, before: str | None, choice: str | None) -> Event | None:
        signals = self.details.signals
        if ended := self._ends(choice):
            return ended
        calls = signals.calls_themselves and before in ASK_WHO
        if calls or (signals.later and not self.changed):
            self.rest("utter_intake_later")
            return None
        if self._waits_for_a_yes(before) and self._is_confirmed(choice):
            if not (self.shown or choice or SENDS.search(self.text)):
                self._show_summary()
                return None
            self._agree()
            self._take_boxes()
            return self._confirmed()
        if (signals.back or signals.pauses) and not self.changed:
            self._wait_or_welcome()
        elif signals.asks_left:
            self.say_missing()
        elif before and not self.changed and (signals.why or self._keeps_needed(before)):
            self.say(Reply("notice", f"utter_why_{_why(before)}"))
            self.repeat()
        elif is_question(self.text) and not self.progress and not self.problem():
            self._tell_of_texts(before)
            self.repeat()
        else:
            self._go_on(before, choice)
            return self._taken_at_once(before)
        return None

    def _tell_of_texts(self, before: str | None) -> None:
        """Who is asked for a number may ask whether the clinic texts."""
        if before in {*ASK_WHO, "channel"} and asks_of_texts(self.text):
            self.say(Reply("notice", "utter_intake_texts"))

    def _wait_or_welcome(self) -> None:
        """Who asks to wait is not asked again before they are back."""
        if self.details.signals.back:
            self.say(Reply("notice", "utter_intake_welcome_back"))
            self.repeat()
        else:
            phone = {"clinic_phone": self.clinic_phone}
            self.replies.append(Reply("notice", "utter_intake_later", phone))

    def _keeps_needed(self, before: str) -> bool:
        """Whether something that a request cannot do without is said to be private."""
        return before not in SKIPPABLE and says_private(self.text)

    def _ends(self, choice: str | None) -> Event | None:
        """What is said against the request: taken back, stopped, or no consent to it."""
        signals = self.details.signals
        refused = self.state.consents.get("contact") is False
        sent = self.state.submitted
        if (refused and (sent or self.state.earlier)) or (sent and signals.cancel_request):
            return self._withdraw()
        if choice == "cancel" or (signals.cancel and not self.changed):
            return self._cancel()
        return self._refused() if refused else None

    def _go_on(self, before: str | None, choice: str | None) -> None:
        signals = self.details.signals
        if choice == "email_written" and not self.state.email:
            self.say(Reply("notice", "utter_email_invalid"))
        skips = signals.skip or says_private(self.text)
        wants_skip = choice == "skip" or (skips and not self.changed)
        if wants_skip and before and self._skip(before):
            self.ask_next()
        elif wants_skip and before == "name":  # counts twice: they have said that they will not
            self.state.passed_over["name"] = self.state.passed_over.get("name", 0) + 1
            self.ask_next()
        elif before in ("confirm", "change") and not choice and not self.changed:
            self._to_change(before)
        elif before == "email_typo" and not choice and "email" not in self.changed:
            self._settle_typo()
        else:
            self._take_way(before)
            self.ask_next(failed=self.problem())

    def _take_way(self, before: str | None) -> None:
        """The second time that no way is chosen: by phone if there is one, else by e-mail."""
        if before != "channel" or self.state.asking != "channel" or self.state.changing:
            return
        asked = self.state.tries.get("channel", 0) + self.state.passed_over.get("channel", 0)
        offered = offered_channels(self.state)
        if asked and offered and self.state.channel is None and not self.problem():
            choose_channel(self.state, offered[0])

    def _to_change(self, before: str) -> None:
        """A "no" to the summary; what is wrong may have been named (`_ask_anew`)."""
        signals = self.details.signals
        named = field_in(self.text) if before == "change" else ""
        if named:
            self.state.changing = named
        elif self.state.changing in (None, "change"):
            if before == "confirm" and (signals.deny or signals.wants_change):
                self.state.changing = "change"
            elif signals.deny or signals.affirm:
                self.state.changing = None
        self.ask_next()

    def _settle_typo(self) -> None:
        """A yes takes the suggestion; after a no the address is asked for again."""
        which, tries = self._which_address(), self.state.tries
        if not which and self.changed:
            self.repeat()  # another detail came meanwhile
            return
        if not which and tries.get("email_typo", 0) < 1:
            tries["email_typo"] = tries.get("email_typo", 0) + 1
            self.repeat()
            return
        guess = self.state.email_guess or {}  # rather that address than none
        rather = "written" if is_whole(guess.get("written", "")) else "suggestion"
        taken = settle_email(self.state, which or rather)
        if which == "written" and not taken:
            self.say(Reply("notice", "utter_email_invalid"))
        self._finish_change()
        self.ask_next()

    def _which_address(self) -> str:
        """ "written" or "suggestion", "neither" after a no, "" where nothing tells."""
        signals, as_typed = self.details.signals, kept_as_typed(self.text)
        if as_typed is not None or signals.affirm:
            return "written" if as_typed else "suggestion"
        return "neither" if signals.deny else ""

    def _close_what_may_stay_open(self) -> None:
        """ "Yes, contact me" ends the questions where nothing is missing that a request needs."""
        left = set(missing(self.state))
        if self.details.contact_consent and left and left <= SKIPPABLE and not self.state.changing:
            self.state.skipped |= left

    def _finish_change(self) -> None:
        changing = self.state.changing
        if changing in ("phone", "email") and self.changed & {"phone", "email"}:
            changing = self.state.changing = None if self.state.has_contact else changing
        if changing == "name" and self.details.name_sure:
            changing = self.state.changing = None  # it was right as it stood
        if (changing == "change" and self.changed) or (
            changing and self.changed & CHANGED_BY.get(changing, set())
        ):
            self.state.changing = None

    # --- ends ------------------------------------------------------------------------------------

    def _cancel(self) -> Event:
        sent, earlier = self.state.submitted, self.state.earlier
        self.state = self.state.anew(cancelled=True, submitted=sent, said=self.state.said)
        if earlier and not sent:  # what was sent before it stays as it is
            self.state = type(self.state).from_dict(earlier)
        if sent:  # only the change of it is dropped
            phone = {"phone": self.clinic_phone}
            self.replies.append(Reply("notice", "utter_intake_already_sent", phone))
        else:
            self.replies.append(Reply("notice", "utter_intake_cancelled"))
        return "cancelled"

    def _refused(self) -> Event:
        """Nothing is sent, and the talk itself goes, too, once its session has ended."""
        no = {"contact": False, "marketing": None, "chat": False}
        self.state = self.state.anew(consents=no)
        values = {"clinic_phone": self.clinic_phone}
        self.replies.append(Reply("notice", "utter_intake_no_consent", values))
        return "refused_consent"

    def _withdraw(self) -> Event:
        """What was sent is taken back: staff keep that it was, and are told not to reach out."""
        self.state = self.state.anew(consents={"contact": False, "marketing": None})
        return "withdrawn"

    def _skip(self, question: str) -> bool:
        if question in ("confirm", "contact"):
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


def _why(question: str) -> str:
    return {"email_typo": "email", "change": "confirm"}.get(question, question)
