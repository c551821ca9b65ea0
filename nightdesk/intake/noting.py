"""Answers and notes without a form of their own: the visitor's words."""

import re
from dataclasses import replace

from nightdesk.intake.asking import Asking
from nightdesk.intake.channel import only_names_way, read_ways
from nightdesk.intake.details import Details
from nightdesk.intake.health import passes, says_nothing, told_before_asking
from nightdesk.intake.joined_times import joined
from nightdesk.intake.merge import (
    choose_channel,
    offered_channels,
    only_hurries,
)
from nightdesk.intake.names import may_be_called
from nightdesk.intake.notes import asks_to_add, says_private, told_besides
from nightdesk.intake.state import IntakeState
from nightdesk.intake.text import is_language, is_question, squeeze
from nightdesk.intake.times import Times, names_a_time, only_times

_MORE = re.compile(r"\b(?:but|and|also|except|though|one thing)\b", re.IGNORECASE)
HEDGES = re.compile(
    r"[\s,]{0,3}\b(?:i (?:guess|think|suppose)|maybe|probably|perhaps|i'?d say)\b", re.IGNORECASE
)
_ONLY_AGE = re.compile(
    r"\W*(?:(?:s?he|they|i|we)(?:'?(?:s|re|m)| is| are| am)? |(?:(?:my|her|his) )?age(?: is)? )?"
    r"\W{0,3}\d{1,3} ?(?:(?:years?|yrs?)(?: ?old)?|y\.?/?o\.?)?\W*",
    re.IGNORECASE,
)
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
LONGEST_NOTE = 500
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
ON_CONDITION = re.compile(
    r"\W*(?:yes+|yeah|yep|yup|ok(?:ay)?|sure|fine|s[ií]|send it|go ahead)\W+(?:but )?(?:only )?"
    r"(?:if|unless|as long as|provided|depends|depending)\b",
    re.IGNORECASE,
)
"""A yes with a condition ("yes if it's free") is none."""


class Noting(Asking):
    """Takes what is said in plain words: an answer that may be any, a note for the provider."""

    noted_before = False
    """Whether something was noted for the provider before this message."""

    def _take_name_after_all(self) -> None:
        """A few words in answer to the question for a name: that name, from the second time on."""
        state, words = self.state, squeeze(self.text)
        if state.asking != "name" or state.name or self.changed or is_question(self.text):
            return
        if self._is_signal() or says_nothing(words) or not is_language(words):
            return
        again = words.lower() == state.name_tried.lower()
        if (state.tries.get("name") or again) and may_be_called(words, again=again):
            state.name = words
            self.changed.add("name")
        state.name_tried = "" if state.name else words

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
        if says_nothing(words) or is_a_detail(self.details) or _ONLY_AGE.fullmatch(words):
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
        if only and not is_a_detail(self.details):
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
        words = told_besides(self.text)[:LONGEST_NOTE]
        if not words or self.changed or not (runs or self.state.submitted):
            return
        add_note(self.state, words)
        self.state.health_known = True
        self.changed.add("flags")

    def _take_note(self, before: str | None) -> None:
        """What the provider should know, in the visitor's words: nothing is left out or judged."""
        asked = self.state.asking == "health"
        on_summary = before == "confirm" and not (self.noted_before or self.state.health_known)
        words = (told_besides(self.text) or squeeze(self.text))[:LONGEST_NOTE]
        told = bool(asked) and told_before_asking(self.text)
        asks = is_question(self.text) and not (told or asks_to_add(self.text))
        if before == "confirm" and self._adds_to_yes(words):
            add_note(self.state, words)
            return  # it goes along with the request
        if not words or not (asked or on_summary) or asks:
            return
        denied = self.details.signals.deny and not self.changed
        bare = denied and (len(words.split()) <= _BARE_WORDS or _only_agrees(words))
        if self._is_signal_to_stop() or (on_summary and ON_CONDITION.match(self.text)):
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
        elif times := only_times(HEDGES.sub("", self.text)):
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
        plain = not (is_question(self.text) or ON_CONDITION.match(self.text))
        told = len(more) >= _NOTE_WORDS and plain
        return self.details.signals.affirm and told and not (others or self.progress)

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


def add_note(state: IntakeState, words: str) -> None:
    """To what was noted in the visitor's words before; a state has one note of these."""
    flags = {flag["name"]: flag["words"] for flag in state.flags}
    flags["other"] = "\n".join(filter(None, (flags.get("other"), words)))
    state.flags = [{"name": name, "words": said} for name, said in flags.items()]


def says_no_more(text: str) -> bool:
    """Whether somebody says that there is nothing to add: "nope, that's all"."""
    return bool(_NO_MORE.match(text))


def _only_agrees(words: str) -> bool:
    """Whether a no is followed by nothing but thanks and the like."""
    return all(word in _AGREEING | _NOS for word in _WORD.findall(words.lower()))


def is_a_detail(details: Details) -> bool:
    """Whether a message repeats something that the intake has a field for."""
    return bool(details.name_sure or details.phone or details.email)
