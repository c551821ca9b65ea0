"""A knowledge entry: one approved answer, its source, and who reviewed it until when."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["reviewed", "draft", "retired"]


class _Strict(BaseModel):
    """Frozen, and a misspelt key is an error rather than silently dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a text comes from, as the source calls itself."""

    title: str
    publisher: str
    year: int | str | None = None
    address: str = ""


class Entry(_Strict):
    """One answer. Blank or unsuitable content is left to the lint, which names every fault."""

    id: str
    treatment: str
    topic: str
    also: list[str] = []
    """Further topics that the text answers as well."""
    questions: list[str]
    text: str
    authority: str
    source: Source
    further_sources: list[Source] = []
    cleared_use: str | None = None
    clinic_statement: str | None = None
    reviewed_by: str = ""
    reviewed_on: date
    expires_on: date
    status: Status

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics that it answers, its main one first."""
        return (self.topic, *self.also)

    def likeliest(self, topics: Mapping[str, float]) -> str:
        """Which of its topics is the likeliest by these probabilities; its main one if none is."""
        return max(self.topics, key=lambda topic: topics.get(topic, 0.0))

    def servable(self, today: date) -> bool:
        """Whether a visitor may read it on this day: reviewed, and the review not yet expired."""
        return self.status == "reviewed" and self.reviewed_on <= today <= self.expires_on
