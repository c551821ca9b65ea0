"""held conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("held_by", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("conversation", "held_by")  # no batch: its copy would delete every message
    op.drop_column("conversation", "held_at")
