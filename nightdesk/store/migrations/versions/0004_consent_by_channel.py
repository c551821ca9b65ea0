"""consent by channel, requests that add to another."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply.

    Plain statements: a batch would copy the table of requests, and with the old one everything
    that hangs on its rows would be deleted.
    """
    op.add_column("consent", sa.Column("channel", sa.String(length=8), nullable=True))
    op.add_column("request", sa.Column("added_to", sa.String(length=40), nullable=True))
    op.create_index("ix_request_added_to", "request", ["added_to"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_request_added_to", "request")
    op.drop_column("request", "added_to")
    op.drop_column("consent", "channel")
