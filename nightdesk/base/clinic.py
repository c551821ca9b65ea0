"""The clinic's own facts: clinic.yml as one object, and reading it with plain error messages."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import yaml
from pydantic import EmailStr, Field, ValidationError, field_validator, model_validator

from nightdesk.base.clinic_parts import (
    Address,
    Escalation,
    Line,
    Notify,
    Origin,
    Part,
    Policies,
    ReadPhone,
    RetentionDays,
    Treatment,
    UrgentStep,
    WebAddress,
)
from nightdesk.base.clinic_times import Holiday, Hours, ReplyTimes

Where = tuple[int | str, ...]
"""The way to a value in the file: ("hours", "monday", 0)."""


class ClinicError(ValueError):
    """clinic.yml cannot be used; the message says where and why."""


class Clinic(Part):
    """One clinic's own facts. docs/howto/describe-your-clinic.md explains every key."""

    name: Line
    assistant: Line
    disclosure: Line
    website: WebAddress
    reviewed_on: date
    address: Address
    phone: ReadPhone
    urgent_phone: ReadPhone
    urgent_phone_when_open: ReadPhone | None = None
    email: EmailStr
    languages: tuple[Line, ...] = Field(min_length=1)
    parking: Line | None = None
    timezone: str
    hours: Hours
    holidays: tuple[Holiday, ...] = ()
    treatments: tuple[Treatment, ...] = Field(min_length=1)
    treatments_not_offered: tuple[Treatment, ...] = ()
    reply_times: ReplyTimes
    notify: Notify
    escalation: tuple[Escalation, ...] = ()
    """How `notify.urgent.steps` was written in version 0.1."""
    website_origins: tuple[Origin, ...] = Field(min_length=1)
    retention_days: RetentionDays
    policies: Policies = Policies()

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def urgent_steps(self) -> tuple[UrgentStep, ...]:
        """Who is told of an urgent message, in order; the first step is at once, never empty.

        Whoever is told of every request is told of an urgent one too, whatever the list says.
        """
        listed = self.notify.urgent.steps or self._older_steps()
        at_once = (self.notify, *(step for step in listed if step.after_minutes == 0))
        first = UrgentStep(
            after_minutes=0,
            emails=tuple(email for part in at_once for email in part.emails),
            webhooks=tuple(hook for part in at_once for hook in part.webhooks),
        )
        return (first, *(step for step in listed if step.after_minutes > 0))

    def _older_steps(self) -> tuple[UrgentStep, ...]:
        in_order = sorted(self.escalation, key=lambda step: step.after_minutes)
        return tuple(
            UrgentStep(after_minutes=step.after_minutes, emails=(step.email,)) for step in in_order
        )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, KeyError):  # unknown names raise each of these
            raise ValueError(
                f"'{value}' is not a time zone: write it like America/Los_Angeles"
            ) from None
        return value

    @field_validator("holidays")
    @classmethod
    def _one_of_each(cls, value: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
        if twice := _repeated((holiday.date, holiday.last_day) for holiday in value):
            raise ValueError(f"{twice[0][0]} is listed twice")
        return value

    @model_validator(mode="after")
    def _one_escalation(self) -> Self:
        if self.escalation and self.notify.urgent.steps:
            raise ValueError("escalation: remove it, notify.urgent.steps says the same")
        return self

    @model_validator(mode="after")
    def _treatments_agree(self) -> Self:
        ids = [treatment.id for treatment in (*self.treatments, *self.treatments_not_offered)]
        if twice := _repeated(ids):
            raise ValueError(f"the treatment '{twice[0]}' is listed twice")
        offered = {treatment.id for treatment in self.treatments}
        if unknown := sorted(set(self.policies.prices) - offered):
            raise ValueError(f"policies.prices: '{unknown[0]}' is not one of the treatments")
        return self


class _Loader(yaml.SafeLoader):
    """Leaves dates to pydantic: YAML's own reading of 2026-13-01 fails without saying where."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own attribute)
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load_clinic(path: Path) -> Clinic:
    """Read clinic.yml. Raises ClinicError with one line for each problem, saying where it is."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ClinicError(f"{path.name} cannot be read: {error}") from None
    try:
        root = yaml.compose(text, _Loader)
        data = yaml.load(text, _Loader)  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ClinicError(
            f"{path.name}, line {line}: this is not YAML ({error.problem}). "
            "Check the indentation, and put text that holds ': ' or '#' in quotes."
        ) from None
    except yaml.YAMLError as error:  # a character that no text file holds
        raise ClinicError(f"{path.name} cannot be read: {error}") from None
    if not isinstance(data, dict) or root is None:
        raise ClinicError(f"{path.name} must be a list of 'key: value' lines")
    problems = list(_repeated_keys(root))
    try:
        clinic = Clinic.model_validate(data)
    except ValidationError as error:
        problems += [_problem(root, dict(found)) for found in error.errors()]
    if problems:
        raise ClinicError("\n".join([f"{path.name} cannot be used:", *problems]))
    return clinic


def _problem(root: yaml.Node, found: Mapping[str, Any]) -> str:
    where: Where = found["loc"]
    line = _line(root, where)
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    place = f"line {line}: " if line else ""
    return f"  {place}{key + ': ' if key else ''}{_plain_words(found, where)}"


def _plain_words(found: Mapping[str, Any], where: Where) -> str:
    kind = found["type"]
    if isinstance(error := found.get("ctx", {}).get("error"), ValueError):
        return str(error)
    if kind == "missing":
        return "this key is missing"
    if kind == "extra_forbidden":
        return "this key is not known" + _suggestion(where)
    if kind == "string_type":
        return f'this must be text; put it in quotes: "{found["input"]}"'
    if kind == "tuple_type":
        return "this must be a list: [one, two], or [] for none"
    if kind == "model_type":
        return "this needs keys of its own below it"
    if kind == "too_short":
        return "this list must not be empty"
    message = str(found["msg"]).removeprefix("Input ")
    return f"'{found['input']}' does not fit: {message}"


def _suggestion(where: Where) -> str:
    models = (Clinic, *(field.annotation for field in Clinic.model_fields.values()))
    known = {name for model in models for name in getattr(model, "model_fields", {})}
    close = difflib.get_close_matches(str(where[-1]), known, n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _line(root: yaml.Node, where: Where) -> int:
    """The line of the value at `where`, or of the nearest part above it; 0 for the whole file."""
    node, line = root, 0
    for part in where:
        child = _child(node, part)
        if child is None:
            break
        node, line = child
    return line


def _child(node: yaml.Node, part: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark.line + 1
    return None


def _repeated_keys(node: yaml.Node) -> Iterable[str]:
    """YAML silently keeps the last of two equal keys; the first would be lost unseen."""
    if isinstance(node, yaml.MappingNode):
        lines = [(key.value, key.start_mark.line + 1) for key, _ in node.value]
        for name in _repeated(name for name, _ in lines):
            last = max(line for key, line in lines if key == name)
            yield f"  line {last}: {name}: this key is written twice"
    parts = node.value if isinstance(node.value, list) else []
    for part in parts:
        for child in part if isinstance(part, tuple) else (part,):
            yield from _repeated_keys(child)


def _repeated[Item](items: Iterable[Item]) -> list[Item]:
    return [item for item, count in Counter(items).items() if count > 1]
