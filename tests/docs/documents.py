"""The documentation as the tests read it."""

import re
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

NOT_OURS = {"node_modules", "var"}

_FENCE = re.compile(r"^( *)(```|~~~).*?^\1\2", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    """Every .md file of the project, without hidden folders and what is built."""
    return [
        path
        for path in sorted(ROOT.rglob("*.md"))
        if not any(
            part.startswith(".") or part in NOT_OURS for part in path.relative_to(ROOT).parts
        )
    ]


@cache
def read(name: str) -> str:
    """A page by its path in the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """The text without fenced blocks."""
    return _FENCE.sub("", text)


def links(text: str) -> list[str]:
    """The targets of all links and images."""
    return _LINK.findall(prose(text))


def anchors(text: str) -> set[str]:
    """The anchors of the headings, made as GitHub makes them."""
    headings = re.findall(r"^#{1,6} (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of any level; empty without it."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows."""
    lines = re.findall(r"^ *\|(.+)\| *$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines]
