"""What a question means by "it" and "that", of what the visitor has told before."""

import re
from collections.abc import Sequence

from nightdesk.intake.labels import listed
from nightdesk.intake.state import IntakeState
from nightdesk.lexicon import Lexicon, Mention
from nightdesk.talk.meant import with_concern

_STOPS_IT = re.compile(
    r"\b(i (?:\w+ ){0,3}(?:stop|quit|pause|skip|discontinue|(?:come|go|get) off)"
    r"(?: (?:taking|using|of))?) (?:it|them|that|this)\b(?! (?:from|again)\b)",
    re.IGNORECASE,
)
"""Asks whether to stop something that is not named: "do I need to stop it before"."""

_WITHOUT = re.compile(r"\b(without)(?: (?:it|them|that|those|any))?(?=\W*$)", re.IGNORECASE)
"""Ends with what is not wanted, unnamed: "is there something without"."""


def with_what_was_told(
    lexicon: Lexicon, text: str, state: IntakeState, mentions: Sequence[Mention]
) -> str:
    """The text with the medicine, the needles or the concern that it means by "it" or "that"."""
    text = _without_what(_with_medicine(lexicon, text, state, mentions), state)
    concerns = [name for name in state.concerns if name != "other"]
    named = any(m.kind in ("concern", "treatment", "condition") for m in mentions)
    return with_concern(text, listed(concerns)) if concerns and not named else text


def _with_medicine(
    lexicon: Lexicon, text: str, state: IntakeState, mentions: Sequence[Mention]
) -> str:
    """The text with the medicine that was told last for "it", where somebody asks to stop it.

    Where none was told it is some medicine, which nobody should stop by themselves.
    """
    named = any(m.kind in ("medicine", "treatment") for m in mentions)
    if named or not _STOPS_IT.search(text):
        return text
    told = [
        mention.words
        for flag in state.flags
        for mention in lexicon.read(flag["words"])
        if mention.kind == "medicine"
    ]
    return _STOPS_IT.sub(rf"\1 {told[-1] if told else 'my medicine'}", text)


def _without_what(text: str, state: IntakeState) -> str:
    """The text with needles for what somebody who dreads them wants to be without."""
    if not any(flag["name"] == "fear_of_needles" for flag in state.flags):
        return text
    return _WITHOUT.sub(r"\1 needles", text)
