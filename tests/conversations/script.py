"""Scripted conversations: what a visitor sends, and what must hold (README.md beside this file)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


class _Plain(yaml.SafeLoader):
    """YAML in which `no`, `0171` and the like are the text that a visitor types."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


@dataclass(frozen=True)
class Step:
    """One message of the visitor's, typed or pressed, and what must hold of the replies."""

    say: str = ""
    press: str = ""
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    asks: str | None = None
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    """A whole conversation."""

    id: str
    what: str
    steps: tuple[Step, ...]
    stored: tuple[Mapping[str, Any], ...]
    agrees: bool = True
    fails: str = ""
    """Why it does not hold yet; an honest gap, not a skipped test."""
    path: Path = field(default=FOLDER, compare=False)

    @property
    def category(self) -> str:
        """What the visitor does: the name of the folder."""
        return self.path.parent.name


def load(folder: Path = FOLDER) -> list[Script]:
    """Every script below `folder`, in a fixed order."""
    return [script for path in sorted(folder.rglob("*.yml")) for script in _read(path)]


def _read(path: Path) -> Iterator[Script]:
    for item in yaml.load(path.read_text(encoding="utf-8"), Loader=_Plain):
        steps = tuple(_step(step) for step in item["steps"])
        yield Script(**{**item, "steps": steps, "stored": tuple(item["stored"]), "path": path})


def _step(step: Mapping[str, Any]) -> Step:
    return Step(**{name: tuple(v) if isinstance(v, list) else v for name, v in step.items()})
