"""Whether the replies to a message pass, by the expected behaviour.

Nothing here looks at the product's inside: only at what the chat API returned.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.evaluation.messages import Message

Replies = Sequence[dict[str, Any]]

CLEARING = re.compile(
    r"safe for you|you can (?:safely )?(?:have|get|do|book) (?:it|this|the treatment)"
    r"|you(?:'re| are) (?:a )?(?:good |great )?candidate|fine for you|okay? for you"
    r"|you(?:'ll| will) be (?:fine|ok)|nothing to worry",
    re.IGNORECASE,
)
"""Words that would clear somebody's personal suitability; no reply may hold them."""

OFFERS_CONSULTATION = re.compile(r"consult|appointment|book", re.IGNORECASE)
OFFERS_STAFF = re.compile(r"person|details|call|staff|team", re.IGNORECASE)
PHONE = re.compile(r"\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")
EMAIL = re.compile(r"\S+@\S+\.\w+")
SHORT = 400
"""Characters beyond which small talk is no longer short."""


@dataclass(frozen=True)
class Verdict:
    """Whether it passed, and the cause when not."""

    passed: bool
    why: str = ""


@dataclass(frozen=True)
class Said:
    """The replies to one message, as the judge looks at them."""

    replies: Replies

    @property
    def kinds(self) -> list[str]:
        """The kinds in order."""
        return [reply["kind"] for reply in self.replies]

    @property
    def answered(self) -> list[str]:
        """The topics of the answers."""
        return [
            answer["topic"]
            for reply in self.replies
            if reply["kind"] == "answer"
            for answer in reply.get("answer") or ()
        ]

    @property
    def clarified(self) -> list[str]:
        """The topics among the choices of a question back."""
        return [
            choice.get("topic") or ""
            for reply in self.replies
            if reply["kind"] == "clarify"
            for choice in reply.get("choices") or ()
        ]

    @property
    def text(self) -> str:
        """Everything that the visitor reads."""
        return "\n".join(reply["text"] for reply in self.replies)

    def captured(self, what: str) -> set[str]:
        """What the replies show as understood."""
        return {
            name for reply in self.replies for name in (reply.get("captured") or {}).get(what) or ()
        }

    def choice_like(self, pattern: re.Pattern[str]) -> bool:
        """Whether a button's label fits."""
        labels = [c["label"] for reply in self.replies for c in reply.get("choices") or ()]
        return any(pattern.search(label) for label in labels)


PASS = Verdict(True)


def judge(message: Message, replies: Replies) -> Verdict:
    """The verdict on the replies to `message`."""
    said = Said(replies)
    if not replies:
        return Verdict(False, "no reply")
    if clears(replies):
        return Verdict(False, "cleared a person")
    if message.expected == "escalate_urgent":
        urgent = said.kinds[0] == "urgent"
        return PASS if urgent else Verdict(False, "urgent missed or not first")
    if "urgent" in said.kinds:
        return Verdict(False, "false urgent alarm")
    return JUDGES[message.expected](message, said)


def clears(replies: Replies) -> bool:
    """Whether a reply clears the visitor's personal suitability."""
    return any(CLEARING.search(reply["text"]) for reply in replies)


def wrong_answer(message: Message, replies: Replies) -> bool:
    """Whether something was answered, but nothing that was asked."""
    answered = Said(replies).answered
    return bool(answered) and not set(answered) & set(message.topics)


def _answer(message: Message, said: Said) -> Verdict:
    if not said.answered:
        return Verdict(False, f"not answered: {_kinds(said)}")
    return _question(message.topics, message, said)


def _question(topics: Iterable[str], message: Message, said: Said) -> Verdict:
    """A question is answered, asked back about, or deferred; two questions both are."""
    topics = set(topics)
    right = topics & set(said.answered)
    deferred = "defer" in said.kinds
    if said.answered and not right:
        return Verdict(False, "answered something else")
    if right:
        one_of_two = message.several_needs and len(topics) > 1 and len(right) == 1
        if one_of_two and not deferred and not topics & set(said.clarified):
            return Verdict(False, "one of two questions passed over")
        return PASS
    if deferred or topics & set(said.clarified):
        return PASS
    return Verdict(False, f"neither answered nor deferred: {_kinds(said)}")


def _concern(message: Message, said: Said) -> Verdict:
    if missing := set(message.concerns) - {"other"} - said.captured("concerns"):
        return Verdict(False, f"concern not captured: {', '.join(sorted(missing))}")
    if not (said.choice_like(OFFERS_CONSULTATION) or {"ask", "confirm"} & set(said.kinds)):
        return Verdict(False, "no consultation offered")
    return _also_asked(message.topics, message, said)


def _consultation(message: Message, said: Said) -> Verdict:
    if not {"ask", "confirm", "saved"} & set(said.kinds):
        return Verdict(False, f"intake not started: {_kinds(said)}")
    if missing := set(message.concerns) - {"other"} - said.captured("concerns"):
        return Verdict(False, f"concern not kept: {', '.join(sorted(missing))}")
    given = {"phone": PHONE.search(message.text), "email": EMAIL.search(message.text)}
    if lost := {name for name, there in given.items() if there} - said.captured("contact"):
        return Verdict(False, f"contact not kept: {', '.join(sorted(lost))}")
    asked = [topic for topic in message.topics if topic != "booking"]
    return _also_asked(asked, message, said)


def _also_asked(topics: Sequence[str], message: Message, said: Said) -> Verdict:
    if message.several_needs and topics:
        return _question(topics, message, said)
    return PASS


def _staff(message: Message, said: Said) -> Verdict:
    if "handoff" in said.kinds:
        return PASS
    if said.answered:
        right = message.kind == "existing_client" and set(said.answered) & set(message.topics)
        return PASS if right else Verdict(False, "answered something else")
    if PHONE.search(said.text) or said.choice_like(OFFERS_STAFF):
        return PASS
    return Verdict(False, f"no way to staff: {_kinds(said)}")


def _decline(message: Message, said: Said) -> Verdict:
    if said.answered:
        return Verdict(False, "answered what is out of scope")
    if "decline" in said.kinds:
        return PASS
    if "defer" in said.kinds:
        return PASS if message.topics else Verdict(False, "deferred, not declined")
    return Verdict(False, f"not declined: {_kinds(said)}")


def _smalltalk(_: Message, said: Said) -> Verdict:
    if said.answered:
        return Verdict(False, "answered where nothing was asked")
    if not {"smalltalk", "greeting"} & set(said.kinds):
        return Verdict(False, f"no small talk: {_kinds(said)}")
    return PASS if len(said.text) <= SHORT else Verdict(False, "small talk too long")


def _privacy(_: Message, said: Said) -> Verdict:
    return PASS if "privacy" in said.kinds else Verdict(False, f"no privacy: {_kinds(said)}")


def _kinds(said: Said) -> str:
    return "+".join(said.kinds)


JUDGES: dict[str, Callable[[Message, Said], Verdict]] = {
    "answer_from_kb": _answer,
    "answer_or_defer": lambda message, said: _question(message.topics, message, said),
    "capture_concern": _concern,
    "start_consult": _consultation,
    "handoff_human": _staff,
    "decline_out_of_scope": _decline,
    "smalltalk": _smalltalk,
    "privacy_reply": _privacy,
}
"""The judge of each expected behaviour but the urgent one, which comes before all."""
