"""Run by alembic: connects to the database that the caller named."""

from alembic import context

from nightdesk.store.database import WRITES, open_engine
from nightdesk.store.tables import Base

engine = open_engine(context.config.attributes["url"])
with engine.execution_options(**{WRITES: True}).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
