"""Alembic's migrations, and bringing a database up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from nightdesk.store.database import file_of, open_engine


def upgrade(url: str) -> None:
    """Bring the database at `url` to the newest schema; makes a SQLite file.

    Does nothing when it is there.
    """
    if file := file_of(open_engine(url)):
        file.parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(url), "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has the schema of this version: `upgrade` would change nothing."""
    newest = ScriptDirectory.from_config(alembic_config("")).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def alembic_config(url: str) -> Config:
    """Alembic's settings for `url`, without an alembic.ini to keep in step."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = url
    return config
