"""Every change of an entry is a new version, and the newest one is served at once."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from nightdesk.knowledge.entry import Entry
from nightdesk.store.database import Database
from nightdesk.store.knowledge import (
    add_version,
    current_entries,
    load_files,
    not_loaded,
    state_of_knowledge,
)
from nightdesk.store.tables import Base, KnowledgeVersion

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def db(database_url: str) -> Database:
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    return database


def entry(name: str = "mn-pain-9", text: str = "It can sting.") -> Entry:
    return Entry.model_validate(
        {
            "id": name,
            "treatment": "microneedling",
            "topic": "pain",
            "questions": ["does it sting", "is it sore", "will i feel it"],
            "text": text,
            "authority": "clinic",
            "source": {"title": "A leaflet", "publisher": "The clinic"},
            "reviewed_by": "A doctor",
            "reviewed_on": date(2026, 11, 1),
            "expires_on": date(2027, 11, 1),
            "status": "reviewed",
        }
    )


def load(db: Database, *entries: Entry) -> int:
    with db.writing() as session:
        loaded = load_files(session, entries, NOON)
        session.commit()
        return sum(loaded)


def current(db: Database) -> dict[str, tuple[str, int, str]]:
    with db.reading() as session:
        return {n: (e.text, v, e.status) for n, (e, v) in current_entries(session).items()}


def test_only_what_changed_becomes_a_version(db: Database) -> None:
    assert load(db, entry(), entry("mn-pain-8")) == 2
    assert load(db, entry(), entry("mn-pain-8")) == 0
    assert load(db, entry(text="It may sting."), entry("mn-pain-8")) == 1
    assert current(db)["mn-pain-9"] == ("It may sting.", 2, "reviewed")
    assert current(db)["mn-pain-8"][1] == 1


def test_an_entry_that_left_the_files_is_retired(db: Database) -> None:
    load(db, entry(), entry("mn-pain-8"))
    assert load(db, entry()) == 1
    assert current(db)["mn-pain-8"] == ("It can sting.", 2, "retired")
    assert load(db, entry()) == 0


def test_what_staff_edited_stays_until_the_file_changes(db: Database) -> None:
    load(db, entry())
    with db.writing() as session:
        assert add_version(session, entry(text="By staff."), NOON, by="ana") == 2
        session.commit()
    assert load(db, entry()) == 0
    assert current(db)["mn-pain-9"] == ("By staff.", 2, "reviewed")
    assert load(db, entry(text="By file.")) == 1
    assert current(db)["mn-pain-9"] == ("By file.", 3, "reviewed")


def test_a_field_that_entries_have_had_since_is_no_change(db: Database) -> None:
    """An update of Nightdesk leaves alone what staff edited."""
    load(db, entry())
    with db.writing() as session:
        (row,) = session.scalars(select(KnowledgeVersion))
        row.content = {name: value for name, value in row.content.items() if name != "also"}
        session.commit()
    assert load(db, entry()) == 0
    assert load(db, entry().model_copy(update={"also": ["numbing"]})) == 1


def test_what_is_not_loaded_yet_is_counted(db: Database) -> None:
    def waiting(*entries: Entry) -> int:
        with db.reading() as session:
            return not_loaded(session, entries)

    assert waiting(entry(), entry("mn-pain-8")) == 2
    load(db, entry(), entry("mn-pain-8"))
    assert waiting(entry(), entry("mn-pain-8")) == 0
    assert waiting(entry(text="Another."), entry("mn-pain-7")) == 3, "changed, new and gone"
    load(db, entry())
    assert waiting(entry()) == 0


def test_every_version_changes_the_state(db: Database) -> None:
    with db.reading() as session:
        before = state_of_knowledge(session)
    load(db, entry())
    with db.reading() as session:
        assert state_of_knowledge(session) != before
