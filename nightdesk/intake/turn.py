"""One message on its way through the intake."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from nightdesk.base.reply import Reply
from nightdesk.intake.asking import Asking
from nightdesk.intake.channel import asks_for_way, asks_of_texts, only_names_way, read_ways
from nightdesk.intake.choices import apply_choice
from nightdesk.intake.consent import ANY, CONSENT_WORDINGS, OWN_WORDS
from nightdesk.intake.details import Details
from nightdesk.intake.emails import is_whole, kept_as_typed
from nightdesk.intake.health import passes, says_nothing, told_before_asking
from nightdesk.intake.joined_times import joined
from nightdesk.intake.merge import (
    choose_channel,
    merge,
    offered_channels,
    only_hurries,
    settle_channel,
    settle_email,
)
from nightdesk.intake.notes import asks_to_add, says_private, told_besides
from nightdesk.intake.questions import SKIPPABLE, may_skip, missing, next_question
from nightdesk.intake.replaces import field_in
from nightdesk.intake.start import reflect, starts
from nightdesk.intake.text import is_language, is_question, squeeze
from nightdesk.intake.times import Times, names_a_time, only_times

Event = Literal["confirmed", "cancelled", "refused_consent", "withdrawn"]

_CONSENT = frozenset({"consents", "consent_versions", "consent_way"})
"""Fields whose change alone does not make the visitor check the summary again."""
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
_REOPENS = frozenset(
    {"name", "phone", "email", "email_guess", "channel", "times", "concerns", "areas", "flags"}
)
"""What changes a request that was sent already."""
ASK_WHO = frozenset({"name", "contact", "phone", "email"})
"""The questions that nobody needs to answer who calls the clinic themselves."""
_TAKEN_AT_ONCE = _REOPENS | {"notes"}
_MORE = re.compile(r"\b(?:but|and|also|except|though|one thing)\b", re.IGNORECASE)
_ON_CONDITION = re.compile(
    r"\W*(?:yes+|yeah|yep|yup|ok(?:ay)?|sure|fine|s[ií]|send it|go ahead)\W+(?:but )?(?:only )?"
    r"(?:if|unless|as long as|provided|depends|depending)\b",
    re.IGNORECASE,
)
"""A yes with a condition ("yes if it's free") is none."""
_TOO = re.compile(
    r"\b(?:too\b(?! (?:early|late|soon|busy|much|many|far|long|short|hard|bad))|also|as well)",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"[\s,]{0,3}\b(?:i (?:guess|think|suppose)|maybe|probably|perhaps|i'?d say)\b", re.IGNORECASE
)
_BEGINS_TO_ASK = re.compile(
    r"\W*(?:is|are|do|does|did|would|will|can|could|should|may)\b", re.IGNORECASE
)
_BESIDE_TIMES = re.compile(
    r"^\W*(?:(?:please|pls|also|oh|and|but|ok|hey|can you)\W{1,9}){0,4}(?:tell|let) (?:them|him"
    r"|the clinic|her|staff|everyone|the (?:staff|team))(?: know)?(?: that)?\b"
    r"|(?<=\w)\W{1,3}(?:tho|though|any ?more|please|thanks|now)\W*$",
    re.IGNORECASE,
)
"""Stands beside times that are told after sending: "tell them ...", "... though"."""
_RULES_TIMES = re.compile(
    r"\b(?:not|no|can'?t|won'?t|doesn'?t|only|after|before|until|except|(?:tell|let) \w+)\b", re.I
)
"""A mere day after sending ("ok, tuesday then") may be the one that was promised."""
_ONLY_AGE = re.compile(
    r"\W*(?:(?:s?he|they|i|we)(?:'?(?:s|re|m)| is| are| am)? |(?:(?:my|her|his) )?age(?: is)? )?"
    r"\W{0,3}\d{1,3} ?(?:(?:years?|yrs?)(?: ?old)?|y\.?/?o\.?)?\W*",
    re.IGNORECASE,
)
_ONE_CLAUSE = re.compile(r"[^.,;!?\n]+[.!?\s]*")
_WISH_WORDS = 9
"""So few words in one clause name a treatment as what is wished: "a botox consult please"."""
_SENDS = re.compile(r"\b(?:send|submit)\b", re.IGNORECASE)
"""Names what a yes to the summary does: it needs no summary just before it."""
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_AGREE = """
yes yeah yep yup ya si sí y ok okay k sure fine good great perfect right correct exactly thanks
thank thx you u please pls plz go ahead send it in that thats that's this is all everything looks
sounds the my a an do submit confirm confirmed request now just i agree to be for and very much so
gracias por favor dale claro absolutely definitely of course can me contact call text email am im
i'm happy with them they team clinic looking forward hearing from meeting meet you seeing see talk
soon have day night evening one nice wait can't cant excited awesome cool lovely wonderful
appreciate help your everyone tomorrow then me we us bye
"""
_NOS = frozenset({"no", "nope", "nah", "not", "nothing", "else", "more", "add", "there's", "it's"})
_NO_MORE = re.compile(
    r"\W*(?:no+|nope|nah|naw)\W+(?:i think |i guess |i believe )?(?:that(?:'?s| is)|thats|this is)"
    r" (?:it|all|everything|about it|all of it)\b[^\w]*(?:(?:thanks|thank you|thx|for now|really"
    r"|from me|i think|i guess)\b\W*)*$",
    re.IGNORECASE,
)
"""Nothing is to be added: "nope, that's all"."""
_AGREEING = frozenset(_AGREE.split())
"""Words that only agree to the summary."""
_LONGEST_NOTE = 500
_WITH_FLAGS = frozenset({"flags", "concerns", "areas", "words", "treatments"})
"""On the summary, a message that changes no more than these is kept as a whole for the provider."""
_WITH_NOTES = frozenset({"notes", "words"})
"""What a message changes that only tells staff something ("no voicemail please")."""
_BARE_WORDS = 3
"""A no of more words than these may hold something to note ("no, but i bruise easily")."""
_WAY_WORDS = 6
"""So few words with a way in them only say how to reach somebody ("no times just email me")."""
_NOTE_WORDS = 3
"""On the summary, fewer words than these are no note for the provider."""


class Turn(Asking):
    """Reads the signals of one message and decides what happens."""

    ticked: Collection[str] = ()
    """The boxes that the visitor ticked, to be taken with a yes to the summary."""
    shown = True
    """Whether the open question is the last thing that the visitor has read."""
    noted_before = False
    """Whether something was noted for the provider before this message."""

    def run(self, intent: str, choice: str | None, ticked: Collection[str] = ()) -> Event | None:
        """Take the message; fills `state` and `replies`."""
        self.ticked = ticked
        before = self.state.asking
        self.noted_before = bool(self.state.flags)
        agreed = self.state.consents.get("contact")
        if self.details.another and self.state.submitted and not self.state.active:
            self.state = self.state.of_another(self.details.behalf)
            intent = "want_consultation"
        if choice:
            self.changed |= apply_choice(self.state, choice)
        self._note_more_times()
        merged = merge(self.state, self.details)
        self.changed |= merged - _CONSENT
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
        if self.details.signals.wants_callback and not self.state.short:
            self.state.short = self.progress = True
            self.say(Reply("notice", "utter_intake_short"))
        self._take_plain_answer()
        self._take_note(before)
        self._finish_change()
        self._close_what_may_stay_open()
        self._ask_anew()
        if before == "confirm" and not agreed and self.state.consents.get("contact"):
            self._agree_to_what_was_shown()
        return self._signals(before, choice)

    def _note_more_times(self) -> None:
        """ "Friday is fine too" adds to the times; "too early" and a correction do not."""
        more = _TOO.search(self.text) and not self.details.corrects
        if (
            self.details.times
            and more
            and not (self.details.signals.wants_change or self.details.replaces.ask)
        ):
            self.details = replace(self.details, times_add=True)

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
            if not _is_a_detail(self.details):
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
        noted = self.changed & {"notes", "others"} and not is_question(self.text)
        if noted or self.changed & _REOPENS or self.details.replaces.ask:
            state.active, state.confirmed = True, False
            state.tries, state.passed_over = {}, {}
            self._ask_anew()
            self._agree_to_wished_way()
            self.ask_next(failed=self.problem())
            return self._taken_at_once(None)
        return None

    def _take_other_times(self) -> None:
        """Which times do not suit after all, told of what was sent: "tell them not before 10"."""
        if self.changed or is_question(self.text) or not _RULES_TIMES.search(self.text):
            return
        if times := only_times(_HEDGES.sub("", _BESIDE_TIMES.sub("", self.text))):
            self.details = replace(
                self.details,
                times=times.words,
                times_normalised=tuple(times.normalised),
                times_add=times.adds,
                times_leave=times.leaves,
            )
            self.changed |= merge(self.state, self.details) - _CONSENT

    def _agree_to_wished_way(self) -> None:
        """Who asks to be reached another way ("text me instead") agrees to it by these words."""
        way, state = self.details.channel, self.state
        asked = "channel" in self.changed and asks_for_way(self.text, way)
        if asked and way == state.channel and state.consents.get("contact") is None:
            state.consents["contact"], state.consent_way = True, ""
            state.consent_versions["contact"] = OWN_WORDS

    def _taken_at_once(self, before: str | None) -> Event | None:
        """A change to what was sent needs no second yes: who says no more expects it to be done.

        Only where that yes holds still, and nothing else is open. What comes in a question may not
        be meant so, and what is said of another person needs to be checked.
        """
        state = self.state
        asks = is_question(self.text) or _BEGINS_TO_ASK.match(self.text)
        told = not asks or asks_to_add(self.text)
        told = told or asks_for_way(self.text, self.details.channel)
        changed = bool(self.changed & _TAKEN_AT_ONCE) and told
        settled = before == "email_typo" or changed
        elses = self.changed & {"others", "behalf"} or self._may_be_another()
        ready = state.submitted and state.asking == "confirm" != before and not self.problem()
        if not (ready and settled and state.consents.get("contact")) or elses:
            return None
        self.replies = [reply for reply in self.replies if reply.kind != "confirm"]
        return self._confirmed()

    def _may_be_another(self) -> bool:
        """Whether a number comes with a name that is not the one in the request."""
        known, new = ((name or "").lower().split() for name in (self.state.name, self.details.name))
        differs = bool(known and new) and not set(known) & set(new)
        return {"name", "phone"} <= self.changed or ("phone" in self.changed and differs)

    def _confirmed(self) -> Event:
        self.state.active, self.state.asking, self.state.confirmed = False, None, True
        self.state.changing = None
        return "confirmed"

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
            if not (self.shown or choice or _SENDS.search(self.text)):
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

    def _show_summary(self) -> None:
        """Once more before anything is sent, however often it was read."""
        self.state.changing, self.state.asking = None, "confirm"
        self.repeat()
        if not self.replies:
            self.state.said = {}
            self.repeat()

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

    def _waits_for_a_yes(self, before: str | None) -> bool:
        """Whether a yes sends: to the summary, or right after it to "What should I change?".

        There it means that nothing is to be changed. Who has not agreed to be contacted yet reads
        the summary with that question once more.
        """
        back = before == self.state.changing == "change" and not field_in(self.text)
        agreed = bool(self.state.consents.get("contact"))
        return before == "confirm" or (back and agreed and self.details.signals.affirm)

    def _is_confirmed(self, choice: str | None) -> bool:
        if choice:
            return choice == "confirm_yes" and not missing(self.state)
        signals = self.details.signals
        if _ON_CONDITION.match(self.text) or (signals.back and not _SENDS.search(self.text)):
            return False
        if signals.wants_change or (not self.progress and re.search(r"\bbut\b", self.text)):
            return False
        return signals.affirm and not self.changed and not missing(self.state)

    def _agree(self) -> None:
        """The yes to the summary is the yes to the consent that stood under it."""
        if not self.state.consents.get("contact"):
            self.state.consents["contact"] = True
            self._agree_to_what_was_shown()

    def _agree_to_what_was_shown(self) -> None:
        self.state.consent_versions["contact"] = CONSENT_WORDINGS["contact"][0]
        self.state.consent_way = self.state.channel or ANY

    def _take_boxes(self) -> None:
        """Each box that was shown is a yes or a no now; an empty one overrules no words."""
        for purpose, version in self.state.boxes.items():
            if getattr(self.details, purpose) is not None:
                continue  # said in this very message
            ticked = purpose in self.ticked
            if ticked or self.state.consents.get(purpose) is None:
                self.state.consents[purpose] = ticked
                self.state.consent_versions[purpose] = version

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

    # --- answers without a form of their own -----------------------------------------------------

    def _take_plain_answer(self) -> None:
        """Any words answer where every answer is right: the concern, the area, the times."""
        asking = self.state.asking
        words = squeeze(self.text)
        if asking == "concern" and self.changed & {"treatments", "areas", "flags"}:
            self._take_what_it_is_about(words)
            return
        if asking not in ("concern", "area", "times") or self.changed or not words:
            return
        if self._is_signal() or is_question(self.text) or not is_language(words):
            return
        if says_nothing(words) or _is_a_detail(self.details) or _ONLY_AGE.fullmatch(words):
            return
        if asking == "times":
            if only_names_way(words):
                return  # "email is fine" was said once more
            self.state.times, self.state.times_normalised = words, []
            self.changed.add("times")
            return
        self.state.words = [*self.state.words, words]
        self.changed.add("words")
        if asking == "concern":
            self.state.concerns = ["other"]
        else:
            self.state.skipped.add("area")

    def _take_what_it_is_about(self, words: str) -> None:
        """A treatment, a place or a condition is an answer to what is wished, too."""
        if self.state.concerns or self._is_signal() or is_question(self.text):
            return
        self.state.concerns = ["other"]
        only = self.changed <= {"treatments", "areas", "flags", "words"}
        if only and not _is_a_detail(self.details):
            said = [old for old in self.state.words if old not in words]
            self.state.words = [*said, words]
        self.changed |= {"concerns", "words"}

    def _take_notes(self, before: str | None) -> None:
        """A note for staff answers what the provider should know, and goes along with a yes."""
        if not self.details.notes or self.details.words or not self.changed <= _WITH_NOTES:
            return
        if before == "health":
            self.state.health_known = True
            self.changed.add("health_known")
        elif before == "confirm" and self.details.signals.affirm:
            self.changed.clear()

    def _take_addition(self, before: str | None) -> None:
        """What somebody asks to add of themselves, and no field takes: for the provider."""
        runs = self.state.active and before not in ("concern", "area")
        words = told_besides(self.text)[:_LONGEST_NOTE]
        if not words or self.changed or not (runs or self.state.submitted):
            return
        self._add_note(words)
        self.state.health_known = True
        self.changed.add("flags")

    def _take_note(self, before: str | None) -> None:
        """What the provider should know, in the visitor's words: nothing is left out or judged."""
        asked = self.state.asking == "health"
        on_summary = before == "confirm" and not (self.noted_before or self.state.health_known)
        words = (told_besides(self.text) or squeeze(self.text))[:_LONGEST_NOTE]
        told = bool(asked) and told_before_asking(self.text)
        asks = is_question(self.text) and not (told or asks_to_add(self.text))
        if before == "confirm" and self._adds_to_yes(words):
            self._add_note(words)
            return  # it goes along with the request
        if not words or not (asked or on_summary) or asks:
            return
        denied = self.details.signals.deny and not self.changed
        bare = denied and (len(words.split()) <= _BARE_WORDS or _only_agrees(words))
        if self._is_signal_to_stop() or (on_summary and _ON_CONDITION.match(self.text)):
            return
        nothing = (asked and bare) or (denied and says_no_more(words))
        if nothing or says_nothing(words):
            self.state.health_known = True
            self.changed.add("health_known")
        elif "flags" in self.changed and (asked or self.changed <= _WITH_FLAGS):
            found = {name for name, _ in self.details.flags}
            for flag in self.state.flags:
                flag["words"] = words if flag["name"] in found else flag["words"]
            self.state.health_known = True
        elif not self.progress or (told and self.changed <= _WITH_FLAGS):
            self._take_words(words, asked=asked)
            self.progress = self.progress or bool(told)

    def _take_words(self, words: str, *, asked: bool) -> None:
        """Words that no list knows are noted, unless they are of something else than health."""
        if asked and passes(words):
            self.state.skipped.add("health")
        elif times := only_times(_HEDGES.sub("", self.text)):
            self._take_times(times)
        elif only_names_way(words):
            self._take_named_way()
        elif not self._says_else() and self._is_note(words, asked=asked):
            self.state.flags = [*self.state.flags, {"name": "other", "words": words}]
            self.state.health_known = True
            self.changed.add("flags")

    def _take_times(self, times: Times) -> None:
        """Said before they were asked: they are no note."""
        if not only_hurries(self.state, self.details, times.words):
            known, slots = self.state.times or "", self.state.times_normalised
            new = [dict(slot) for slot in times.normalised]
            self.state.times, self.state.times_normalised = joined(
                known, slots, times.words, new, times.leaves
            )
            self.changed.add("times")

    def _take_named_way(self) -> None:
        """Said where it was not asked: it is no note."""
        way = read_ways(self.text, asking="channel").channel
        if way in offered_channels(self.state):
            choose_channel(self.state, way)
            self.changed.add("channel")
        self.progress = True

    def _adds_to_yes(self, words: str) -> bool:
        """Whether a yes to the summary tells something more ("yes, i fainted at a blood draw")."""
        more = [word for word in _WORD.findall(words.lower()) if word not in _AGREEING]
        others = any(vars(replace(self.details.signals, affirm=False)).values())
        plain = not (is_question(self.text) or _ON_CONDITION.match(self.text))
        told = len(more) >= _NOTE_WORDS and plain
        return self.details.signals.affirm and told and not (others or self.progress)

    def _add_note(self, words: str) -> None:
        """To what was noted in the visitor's words before; a state has one note of these."""
        flags = {flag["name"]: flag["words"] for flag in self.state.flags}
        flags["other"] = "\n".join(filter(None, (flags.get("other"), words)))
        self.state.flags = [{"name": name, "words": said} for name, said in flags.items()]

    def _is_signal_to_stop(self) -> bool:
        signals = self.details.signals
        return signals.cancel or signals.later or signals.start_over or signals.pauses

    def _is_note(self, words: str, *, asked: bool) -> bool:
        letters = is_language(words)
        few = len(words.split()) <= _BARE_WORDS + 1 and names_a_time(words)  # "move it to friday"
        enough = asked or (len(words.split()) >= _NOTE_WORDS and not few)
        replaces = self.details.corrects or self.details.replaces.drops
        reach = self.details.channel and len(words.split()) <= _WAY_WORDS
        return letters and enough and not (replaces or reach)

    def _says_else(self) -> bool:
        """Whether a signal other than a yes or no, which may begin a note, is in the message."""
        few = len(self.text.split()) <= _BARE_WORDS
        signals = replace(self.details.signals, affirm=False, deny=False)
        yes = self.details.signals.affirm and not _MORE.search(self.text)
        yes = yes or says_private(self.text)
        told = yes or (few and self.details.signals.deny)
        return told or any(vars(signals).values()) or self.problem() != ""

    def _is_signal(self) -> bool:
        signals = self.details.signals
        told = any(vars(replace(signals, wants_change=False)).values()) or self.problem() != ""
        return told or says_private(self.text)

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


def says_no_more(text: str) -> bool:
    """Whether somebody says that there is nothing to add: "nope, that's all"."""
    return bool(_NO_MORE.match(text))


def _only_agrees(words: str) -> bool:
    """Whether a no is followed by nothing but thanks and the like."""
    return all(word in _AGREEING | _NOS for word in _WORD.findall(words.lower()))


def _is_a_detail(details: Details) -> bool:
    """Whether a message repeats something that the intake has a field for."""
    return bool(details.name_sure or details.phone or details.email)


def _why(question: str) -> str:
    return {"email_typo": "email", "change": "confirm"}.get(question, question)
