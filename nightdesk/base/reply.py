"""What the assistant says in one step: a reply, and the choices it offers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Choice:
    """A button. `means` stays on the server; the visitor's browser only gets an opaque id."""

    label: str
    means: str
    topic: str = ""


@dataclass(frozen=True)
class Box:
    """A tick box for a consent of its own, shown un-ticked with the exact wording of a version."""

    id: str
    label: str
    version: str


@dataclass(frozen=True)
class Reply:
    """One message of the assistant, before it has an id.

    Either `response` names a wording in domain/ that is filled with `values`, or `text` is literal
    (the text of a knowledge entry). `kind` is one of the kinds of docs/chat-api.md.
    """

    kind: str
    response: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    choices: tuple[Choice, ...] = ()
    boxes: tuple[Box, ...] = ()
    answer: tuple[Mapping[str, Any], ...] = ()
    captured: Mapping[str, list[str]] = field(default_factory=dict)
    urgent: Mapping[str, str] | None = None
    form: str = ""
    request: str = ""
    erased: bool = False
    """Everything before it is gone, and no screen may show it any longer."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; `from_dict` is the way back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Reply":
        """Build a reply from `to_dict`'s data."""
        choices = tuple(Choice(**choice) for choice in data.get("choices", ()))
        boxes = tuple(Box(**box) for box in data.get("boxes", ()))
        answer = tuple(data.get("answer", ()))
        return cls(**{**data, "choices": choices, "boxes": boxes, "answer": answer})
