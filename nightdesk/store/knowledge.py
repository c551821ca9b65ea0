"""Knowledge entries in the database: every change is a new version, the newest one counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightdesk.knowledge.entry import Entry
from nightdesk.store.tables import KnowledgeVersion

FILES = "knowledge/"
"""The author of versions that come from the files; other authors are people."""


class Loaded(NamedTuple):
    """How many entries were new or changed in the files, and how many had left them."""

    changed: int
    retired: int


def load_files(session: Session, entries: Sequence[Entry], at: datetime) -> Loaded:
    """Add a version for each entry that is new or changed in the files.

    An entry that staff edited later keeps their version until the file changes again. One that
    left the files is retired. Does not commit.
    """
    changed = retired = 0
    from_files = {row.entry_id: row for row in _versions(session, by=FILES)}
    for entry in entries:
        if _differs(from_files.pop(entry.id, None), entry):
            add_version(session, entry, at, FILES)
            changed += 1
    for gone in from_files.values():
        if gone.content["status"] != "retired":
            entry = Entry.model_validate({**gone.content, "status": "retired"})
            add_version(session, entry, at, FILES)
            retired += 1
    return Loaded(changed, retired)


def not_loaded(session: Session, entries: Sequence[Entry]) -> int:
    """How many entries of the files `load_files` would add, change or retire."""
    from_files = {row.entry_id: row for row in _versions(session, by=FILES)}
    differ = sum(_differs(from_files.pop(entry.id, None), entry) for entry in entries)
    gone = [row for row in from_files.values() if row.content["status"] != "retired"]
    return differ + len(gone)


def _differs(known: KnowledgeVersion | None, entry: Entry) -> bool:
    """Not by the stored words: a field that entries have had since would change them all."""
    return known is None or Entry.model_validate(known.content) != entry


def add_version(session: Session, entry: Entry, at: datetime, by: str) -> int:
    """Store `entry` as its next version and return that version's number. Does not commit."""
    newest = session.scalar(
        select(func.max(KnowledgeVersion.version)).where(KnowledgeVersion.entry_id == entry.id)
    )
    version = (newest or 0) + 1
    content = entry.model_dump(mode="json")
    session.add(
        KnowledgeVersion(
            entry_id=entry.id, version=version, content=content, created_at=at, created_by=by
        )
    )
    session.flush()
    return version


def current_entries(session: Session) -> dict[str, tuple[Entry, int]]:
    """The newest version of every entry, with its number, by entry id."""
    return {
        row.entry_id: (Entry.model_validate(row.content), row.version)
        for row in _versions(session, by=None)
    }


def state_of_knowledge(session: Session) -> int:
    """A number that changes with every new version (versions are never deleted)."""
    return session.scalar(select(func.count()).select_from(KnowledgeVersion)) or 0


def _versions(session: Session, by: str | None) -> Sequence[KnowledgeVersion]:
    """Each entry's newest row, among those of one author if given."""
    newest = select(KnowledgeVersion.entry_id, func.max(KnowledgeVersion.version).label("version"))
    if by is not None:
        newest = newest.where(KnowledgeVersion.created_by == by)
    table = newest.group_by(KnowledgeVersion.entry_id).subquery()
    return session.scalars(
        select(KnowledgeVersion).join(
            table,
            (KnowledgeVersion.entry_id == table.c.entry_id)
            & (KnowledgeVersion.version == table.c.version),
        )
    ).all()
