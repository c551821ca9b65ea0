"""Reads the knowledge folder: every *.yml is one treatment's list of entries."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from nightdesk.base.data import read_yaml
from nightdesk.knowledge.entry import Entry


class KnowledgeError(ValueError):
    """A knowledge file cannot be read; the message names the file, the entry and the field."""


def load_entries(folder: Path) -> list[Entry]:
    """All entries of the folder, in the order of file names and of the lines in them.

    Raises KnowledgeError when the folder is missing or holds no entry, since every answer would be
    retired for what is a wrong path or mount, when a file has another ending, or is not a list of
    entries.
    Whether the content is fit to be served is the lint's business.
    """
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: there is no such folder")
    if other := next(folder.glob("*.yaml"), None):
        raise KnowledgeError(f"{other.name}: is not read; its name must end in .yml")
    entries = [entry for file in sorted(folder.glob("*.yml")) for entry in load_file(file)]
    if not entries:
        raise KnowledgeError(f"{folder}: there is no entry in any *.yml file of this folder")
    return entries


def load_file(file: Path) -> list[Entry]:
    """All entries of one file. Raises KnowledgeError or, when it cannot be opened, OSError."""
    try:
        rows = read_yaml(file)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{file.name}: not readable as YAML: {error}") from error
    if not isinstance(rows, list):
        raise KnowledgeError(f"{file.name}: expected a list of entries, each starting with '- id:'")
    return [_entry(row, f"{file.name}: entry {number}") for number, row in enumerate(rows, 1)]


def _entry(row: object, where: str) -> Entry:
    if isinstance(row, dict) and row.get("id"):
        where = f"{where} ({row['id']})"
    try:
        return Entry.model_validate(row)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(step) for step in fault['loc']) or 'entry'}: {fault['msg']}"
            for fault in error.errors()
        )
        raise KnowledgeError(f"{where}: {faults}") from error
