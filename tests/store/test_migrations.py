"""The migrations make exactly the tables that the code works with."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from nightdesk.store.database import Database
from nightdesk.store.migrations import alembic_config, upgrade
from nightdesk.store.tables import Base


def test_a_migrated_database_is_what_the_models_say(database_url: str) -> None:
    upgrade(database_url)
    upgrade(database_url)  # a second start changes nothing
    db = Database(database_url)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    db.close()


def test_the_folder_of_a_new_database_is_made(tmp_path) -> None:
    upgrade(f"sqlite:///{tmp_path}/new/folder/x.db")
    assert (tmp_path / "new" / "folder" / "x.db").is_file()


def test_going_back_keeps_what_visitors_wrote(database_url: str) -> None:
    upgrade(database_url)
    db = Database(database_url)
    with db.writing() as session:
        for statement in (
            "INSERT INTO conversation (id, created_at, last_seen_at, expires_at, talk, intake)"
            " VALUES ('c', '2026-11-23', '2026-11-23', '2026-11-23', '{}', '{}')",
            "INSERT INTO message (conversation_id, at, author, kind, text, body)"
            " VALUES ('c', '2026-11-23', 'visitor', 'message', 'hello', '{}')",
        ):
            session.execute(text(statement))
        session.commit()
    db.close()
    command.downgrade(alembic_config(database_url), "0002")
    with db.reading() as session:
        assert session.execute(text("SELECT text FROM message")).scalars().all() == ["hello"]
    db.close()
    upgrade(database_url)


REQUEST = "('r', 'urgent', 'submitted', '2026-11-23', '[]', '[]', '', '[]', '[]')"


def test_alerts_and_notices_of_the_first_version_are_kept(database_url: str) -> None:
    command.upgrade(alembic_config(database_url), "0001")
    db = Database(database_url)
    with db.writing() as session:
        columns = "id, kind, status, created_at, concerns, areas, words, treatments, flags"
        for statement in (
            f"INSERT INTO request ({columns}) VALUES {REQUEST}",
            "INSERT INTO alert (request_id, tier, rule, at) VALUES ('r', '911', 'x', '2026-11-23')",
            "INSERT INTO outbox (id, event, request_id, channel, address, created_at, next_try_at,"
            " attempts) VALUES ('m', 'request.urgent', 'r', 'email', 'a@example.com',"
            " '2026-11-23', '2026-11-23', 0)",
        ):
            session.execute(text(statement))
        session.commit()
    db.close()
    upgrade(database_url)
    with db.reading() as session:
        notice = session.execute(text("SELECT id, alert_id, step FROM outbox")).one()
        alert = session.execute(text("SELECT next_step, next_step_at FROM alert")).one()
    assert tuple(notice) == ("m", None, None)
    assert tuple(alert) == (1, None)
    db.close()
    command.downgrade(alembic_config(database_url), "0001")
