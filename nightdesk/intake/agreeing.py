"""The yes that sends a request, and changes of one that was sent."""

import re
from collections.abc import Collection
from typing import Literal

from nightdesk.intake.channel import asks_for_way
from nightdesk.intake.consent import ANY, CONSENT_WORDINGS, OWN_WORDS
from nightdesk.intake.details import with_times
from nightdesk.intake.merge import merge
from nightdesk.intake.notes import asks_to_add
from nightdesk.intake.noting import HEDGES, ON_CONDITION, Noting
from nightdesk.intake.questions import missing
from nightdesk.intake.replaces import field_in
from nightdesk.intake.text import is_question, squeeze
from nightdesk.intake.times import only_times

Event = Literal["confirmed", "cancelled", "refused_consent", "withdrawn"]
CONSENT = frozenset({"consents", "consent_versions", "consent_way"})
"""Fields whose change alone does not make the visitor check the summary again."""
REOPENS = frozenset(
    {"name", "phone", "email", "email_guess", "channel", "times", "concerns", "areas", "flags"}
)
"""What changes a request that was sent already."""
_TAKEN_AT_ONCE = REOPENS | {"notes"}
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
_MEANT = re.compile(
    r"^\W*(?:[\w' ]{0,40}\b(?:wrong|mix(?:ed)? up|mistake|sorry|oops|actually|no|wait)\W{1,5})?"
    r"i mean(?:t)?(?: to (?:say|put|write))?\b",
    re.IGNORECASE,
)
"""Mends what was told: "i put the wrong day, i meant ..."."""
_ASKS_FOR_TIMES = re.compile(
    r"\W*(?:(?:hi|hey|ok|okay|so|and|but|wait|oh|sorry|actually|um+)\b\W{1,9}){0,4}"
    r"(?:(?:can|could|may) (?:we|i|you|u|it|they|someone|somebody) (?:(?:please|pls|just|maybe) )"
    r"{0,2}(?:do|make|move|change|switch|push|have|get|be|say|call|text|reach|contact|come)\b"
    r"|(?:would|does|will|is|are)\b(?=.{0,60}\b(?:works?|ok|okay|fine|possible|good|better"
    r"|instead)\W*$))",
    re.IGNORECASE,
)
"""Other times, wished for in the words of a question: "could we make it friday"."""
_MOST_WORDS_OF_TIMES = 10
_RULES_TIMES = re.compile(
    r"\b(?:not|no|can'?t|won'?t|doesn'?t|only|after|before|until|except|(?:tell|let) \w+)\b", re.I
)
"""A mere day after sending ("ok, tuesday then") may be the one that was promised."""
SENDS = re.compile(r"\b(?:send|submit)\b", re.IGNORECASE)
"""Names what a yes to the summary does: it needs no summary just before it."""


class Agreeing(Noting):
    """Tells a yes to the summary from other words, and what needs none."""

    ticked: Collection[str] = ()
    """The boxes that the visitor ticked, to be taken with a yes to the summary."""
    shown = True
    """Whether the open question is the last thing that the visitor has read."""
    refuses_way = False
    """Whether the way is refused that was agreed for what was sent."""

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
        if ON_CONDITION.match(self.text) or (signals.back and not SENDS.search(self.text)):
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

    def _show_summary(self) -> None:
        """Once more before anything is sent, however often it was read."""
        self.state.changing, self.state.asking = None, "confirm"
        self.repeat()
        if not self.replies:
            self.state.said = {}
            self.repeat()

    def _confirmed(self) -> Event:
        self.state.active, self.state.asking, self.state.confirmed = False, None, True
        self.state.changing = None
        return "confirmed"

    def _taken_at_once(self, before: str | None) -> Event | None:
        """A change to what was sent needs no second yes: who says no more expects it to be done.

        Only where that yes holds still, and nothing else is open. What comes in a question may not
        be meant so, and what is said of another person needs to be checked.
        """
        state = self.state
        asks = is_question(self.text) or _BEGINS_TO_ASK.match(self.text)
        told = not asks or asks_to_add(self.text)
        told = told or asks_for_way(self.text, self.details.channel) or self._asks_for_times()
        told = told or self.refuses_way
        changed = bool(self.changed & _TAKEN_AT_ONCE) and told
        settled = before == "email_typo" or changed
        elses = self.changed & {"others", "behalf"} or self._may_be_another()
        ready = state.submitted and state.asking == "confirm" != before and not self.problem()
        if not (ready and settled and state.consents.get("contact")) or elses:
            return None
        self.replies = [reply for reply in self.replies if reply.kind != "confirm"]
        return self._confirmed()

    def _asks_for_times(self) -> bool:
        """Whether nothing but other times is wished for in the words of a question."""
        short = len(self.text.split()) <= _MOST_WORDS_OF_TIMES
        only = "times" in self.changed and not self.changed & (_TAKEN_AT_ONCE - {"times"})
        return bool(short and only and _ASKS_FOR_TIMES.match(self.text))

    def _take_other_times(self) -> None:
        """Which times do not suit after all, told of what was sent: "tell them not before 10"."""
        told = _MEANT.match(self.text) or _RULES_TIMES.search(self.text)
        if self.changed or is_question(self.text) or not told:
            return
        said = _MEANT.sub("", _BESIDE_TIMES.sub("", self.text))
        if times := only_times(HEDGES.sub("", said)):
            self.details = with_times(self.details, times)
            self.changed |= merge(self.state, self.details) - CONSENT

    def _agree_to_wished_way(self) -> None:
        """Who asks to be reached another way ("text me instead") agrees to it by these words."""
        way, state = self.details.channel, self.state
        asked = "channel" in self.changed and asks_for_way(self.text, way)
        if asked and way == state.channel and state.consents.get("contact") is None:
            state.consents["contact"], state.consent_way = True, ""
            state.consent_versions["contact"] = OWN_WORDS

    def _take_refused_way(self, agreed: str | None) -> None:
        """Who refuses the way that was agreed is reached another way, or staff are told of it.

        A refusal needs no second yes. Texts are not sent without one: then it is a note, as it is
        where no other way is known.
        """
        state = self.state
        self.refuses_way = agreed in self.details.channels_excluded and not self.details.channel
        if agreed is None or not self.refuses_way:
            return
        state.consents["contact"] = True
        if state.channel in ("call", "email"):
            state.consent_way, state.consent_versions["contact"] = "", OWN_WORDS
            return
        state.channel, state.channel_implied, state.consent_way = agreed, False, agreed
        state.channels_excluded = [way for way in state.channels_excluded if way != agreed]
        note = squeeze(self.text)
        state.notes = [*(old for old in state.notes if old != note), note]
        state.words = [*(old for old in state.words if old != note), note]
        self.changed = (self.changed - {"channel"}) | {"notes"}

    def _may_be_another(self) -> bool:
        """Whether a number comes with a name that is not the one in the request."""
        known, new = ((name or "").lower().split() for name in (self.state.name, self.details.name))
        differs = bool(known and new) and not set(known) & set(new)
        return {"name", "phone"} <= self.changed or ("phone" in self.changed and differs)
