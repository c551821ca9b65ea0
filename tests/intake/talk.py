"""A visitor and the intake talking, without the rest of the assistant."""

import re
from collections.abc import Collection
from pathlib import Path

import yaml

from nightdesk.base.reply import Reply
from nightdesk.base.wording import Wording
from nightdesk.intake.agreeing import Event
from nightdesk.intake.details import of_the_other, read_details
from nightdesk.intake.flow import captured, resume, step
from nightdesk.intake.others import ANOTHER
from nightdesk.intake.state import IntakeState
from nightdesk.lexicon import Mention

CLINIC = {"clinic_name": "Harbor Skin", "clinic_phone": "(925) 555-0100"}
HOME = Path(__file__).resolve().parents[2]
_DOMAIN = yaml.safe_load((HOME / "domain" / "intake.yml").read_text(encoding="utf-8"))
WORDING = Wording({name: texts[0]["text"] for name, texts in _DOMAIN["responses"].items()})

_VOCABULARY = {
    "acne scars": ("concern", "acne_scars"),
    "dark spots": ("concern", "discoloration"),
    "melasma": ("concern", "melasma"),
    "wrinkles": ("concern", "wrinkles"),
    "rosacea": ("concern", "rosacea"),
    "thinning hair": ("concern", "hair_thinning"),
    "cheeks": ("area", "cheeks"),
    "chin": ("area", "chin"),
    "forehead": ("area", "forehead"),
    "neck": ("area", "neck"),
    "knees": ("area", "knees"),
    "microneedling": ("treatment", "microneedling"),
    "accutane": ("medicine", "isotretinoin"),
    "pregnant": ("condition", "pregnancy"),
}


def mentions_in(text: str) -> list[Mention]:
    """What the lexicon would find, for the few words that these tests use."""
    found = []
    for words, (kind, name) in _VOCABULARY.items():
        for match in re.finditer(rf"\b{words}\b", text, re.IGNORECASE):
            before = text[: match.start()].lower()
            found.append(
                Mention(
                    kind,
                    name,
                    match.group(),
                    *match.span(),
                    negated=bool(re.search(r"\b(?:not|no|don't have)\s+(?:my |the )?$", before)),
                    other_person=bool(re.search(r"\bmy (?:sister|mom)\b[^.,]*$", before)),
                )
            )
    return sorted(found, key=lambda mention: mention.start)


class Talk:
    """Sends messages to the intake and remembers everything that came back."""

    def __init__(self) -> None:
        self.state = IntakeState()
        self.replies: list[Reply] = []
        self.said: list[str] = []
        self.events: list[Event] = []
        self.captured: dict[str, list[str]] = {}

    def say(self, text: str, intent: str = "", ticked: Collection[str] = ()) -> "Talk":
        """The visitor writes `text`."""
        return self._step(text, intent, None, ticked)

    def say_beside(self, text: str) -> "Talk":
        """The visitor writes `text`, which may be of another person than the request is for."""
        return self._step(text, "", None, beside=self.state.beside)

    def start(self, text: str) -> "Talk":
        """The visitor writes `text`, which the engine takes for the wish for a consultation."""
        return self._step(text, "want_consultation", None)

    def tap(self, means: str, ticked: Collection[str] = ()) -> "Talk":
        """The visitor taps a button, which must be on the screen."""
        assert means in [c.means for reply in self.replies for c in reply.choices]
        return self._step("", "", means, ticked)

    def side_question(self) -> "Talk":
        """The visitor asked something that the caller answered; the intake comes back."""
        self.replies = resume(self.state, **CLINIC)
        self._remember()
        return self

    @property
    def asked(self) -> str:
        """The name of the last question put in the last turn ("" when none was)."""
        names = [reply.response for reply in self.replies if reply.kind in ("ask", "confirm")]
        return names[-1].removeprefix("utter_ask_").removesuffix("_and_contact") if names else ""

    @property
    def text(self) -> str:
        """Everything the visitor read in the last turn."""
        return "\n".join(self.said[-len(self.replies) :]) if self.replies else ""

    @property
    def boxes(self) -> list[str]:
        """The ids of the boxes that the last turn showed."""
        return [box.id for reply in self.replies for box in reply.boxes]

    def _step(
        self,
        text: str,
        intent: str,
        choice: str | None,
        ticked: Collection[str] = (),
        beside: str = "",
    ) -> "Talk":
        details = read_details(
            text,
            asking=self.state.asking,
            mentions=mentions_in(text),
            behalf=self.state.behalf,
            beside=beside,
        )
        if beside == ANOTHER:
            details = of_the_other(details, text)
        result = step(
            self.state, details, text=text, intent=intent, choice=choice, ticked=ticked, **CLINIC
        )
        self.state, self.replies, self.captured = result.state, result.replies, captured(details)
        if result.event:
            self.events.append(result.event)
        self._remember()
        return self

    def _remember(self) -> None:
        self.said += [WORDING.render(reply) for reply in self.replies]
