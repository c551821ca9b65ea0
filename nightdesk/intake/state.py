"""What the intake knows so far; lives in the conversation's stored state."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from nightdesk.intake.consent import BOXES, OWN_WORDS
from nightdesk.intake.others import ANOTHER, OPEN, SENT


@dataclass
class IntakeState:
    """One visitor's request in the making."""

    active: bool = False
    asking: str | None = None
    """The question that is open, one of `questions.QUESTIONS`."""
    rested: str | None = None
    """The question that was open when the visitor left it for later."""
    changing: str | None = None
    """The question that the visitor wants to answer anew."""

    name: str | None = None
    name_tried: str = ""
    """What was given for the name and not taken; given once more it is the name."""
    phone: str | None = None
    """E.164"""
    other_phone: str | None = None
    """The second of two numbers, until the visitor says which."""
    phone_part: str | None = None
    """A number that came without its area code, until that follows."""
    email: str | None = None
    email_guess: dict[str, str] | None = None
    """{written, suggestion}: an address that looks mistyped, until the visitor decides."""
    no_phone: bool = False
    no_email: bool = False
    channel: str | None = None
    """call | text | email"""
    channel_implied: bool = False
    """The only way there is; nobody asked for it."""
    channels_excluded: list[str] = field(default_factory=list)
    times: str | None = None
    """The visitor's words."""
    times_normalised: list[dict[str, Any]] = field(default_factory=list)
    """[{days, from, to, except}]; hours HH:MM of the clinic's time, None is open-ended."""
    concerns: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    treatments: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """The concern in the visitor's own words, one sentence each."""
    notes: list[str] = field(default_factory=list)
    """Those of `words` that are not of the concern but for staff ("no voicemail please")."""
    flags: list[dict[str, str]] = field(default_factory=list)
    """[{name, words}] for the provider, no verdict."""
    health_known: bool = False
    """The question for the provider was answered, if only with a no."""
    others: list[str] = field(default_factory=list)
    """What the visitor said of another person who wants an appointment too."""
    on_other: bool = False
    """The last message was of that person: a bare name or number after it is theirs."""
    behalf: str = ""
    """For whom the request is, such as "my mom"; empty for the visitor's own."""

    consents: dict[str, bool | None] = field(
        default_factory=lambda: {"contact": None, "marketing": None}
    )
    consent_versions: dict[str, str] = field(default_factory=dict)
    """Per purpose the version of the wording that was agreed to, or of a box that was left empty
    (consent.py)."""
    consent_way: str = ""
    """The way of contact that the agreed wording named; own words hold for any way."""

    boxes: dict[str, str] = field(default_factory=dict)
    """The tick boxes under the last summary: per purpose the version of the wording."""

    short: bool = False
    """The visitor is tired of questions: only a way to reach them and their consent are asked."""
    tries: dict[str, int] = field(default_factory=dict)
    """Per question how often an answer was not understood."""
    passed_over: dict[str, int] = field(default_factory=dict)
    """Per question how often the visitor said something else instead."""
    said: dict[str, int] = field(default_factory=dict)
    """How often each exact sentence was said, by a digest of it."""
    skipped: set[str] = field(default_factory=set)
    confirmed: bool = False
    submitted: str | None = None
    """The id of the saved request; the caller sets it after the commit."""
    earlier: dict[str, Any] | None = None
    """The intake whose request was sent before this one, of another person, was begun."""
    cancelled: bool = False

    def copy(self) -> Self:
        """An independent copy."""
        return deepcopy(self)

    def anew(self, **known: Any) -> Self:
        """A state of what is given; a no to marketing or to keeping the talk is not forgotten."""
        state = type(self)(**known)
        for purpose in BOXES:
            if self.consents.get(purpose) is False:
                state.consents[purpose] = False
                state.consent_versions[purpose] = self.consent_versions.get(purpose, OWN_WORDS)
        return state

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; `from_dict` is the way back."""
        return {**asdict(self), "skipped": sorted(self.skipped)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build a state from `to_dict`'s data; keys of other versions are ignored."""
        known = {f.name for f in fields(cls)}
        values = deepcopy({key: value for key, value in data.items() if key in known})
        values["skipped"] = set(values.get("skipped", ()))
        return cls(**values)

    def of_another(self, behalf: str) -> Self:
        """A state for the request of another person, beside the one that was sent."""
        return self.anew(behalf=behalf, earlier={**self.to_dict(), "earlier": None})

    @property
    def beside(self) -> str:
        """Which request there is that another person may want one beside (others.py)."""
        if self.submitted and not self.active:
            return SENT
        if not (self.active and self.concerns and (self.name or self.has_contact)):
            return ""
        return ANOTHER if self.on_other and self.name and self.has_contact else OPEN

    @property
    def has_contact(self) -> bool:
        """Whether there is any way to reach the visitor."""
        return bool(self.phone or self.email)
