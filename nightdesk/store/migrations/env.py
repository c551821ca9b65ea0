"""Run by alembic: connects to the database that the caller named."""

from typing import Literal

from alembic import context

from nightdesk.store.database import WRITES, open_engine
from nightdesk.store.tables import Base
from nightdesk.store.types import UtcDateTime


def plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column type as what it is in the database: migrations outlive our code."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


engine = open_engine(context.config.attributes["url"])
with engine.execution_options(**{WRITES: True}).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=plain_types,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
