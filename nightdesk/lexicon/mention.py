"""What was found in a visitor's text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """One thing the visitor named. `words` is their own spelling: text[start:end]."""

    kind: str
    name: str
    words: str
    start: int
    end: int
    negated: bool = False
    other_person: bool = False
    past: bool = False
