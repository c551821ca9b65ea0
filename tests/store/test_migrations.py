"""The migrations make exactly the tables that the code works with."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from nightdesk.store.database import Database
from nightdesk.store.migrations import upgrade
from nightdesk.store.tables import Base


def test_a_migrated_database_is_what_the_models_say(database_url: str) -> None:
    upgrade(database_url)
    upgrade(database_url)  # a second start changes nothing
    db = Database(database_url)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    db.close()
