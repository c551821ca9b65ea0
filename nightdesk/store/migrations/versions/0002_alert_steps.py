"""alert steps."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UNIQUE = "uq_outbox_alert_id_step_channel_address"


def upgrade() -> None:
    """Apply. Alerts from before stay on top of the inbox and are not told again."""
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("next_step", sa.Integer(), nullable=False, server_default="1")
        )
        batch_op.add_column(sa.Column("next_step_at", sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_alert_next_step_at"), ["next_step_at"], unique=False)

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alert_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("step", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("cancelled_at", sa.DateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_alert_id_alert"),
            "alert",
            ["alert_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_unique_constraint(
            batch_op.f(UNIQUE), ["alert_id", "step", "channel", "address"]
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(UNIQUE), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_outbox_alert_id_alert"), type_="foreignkey")
        batch_op.drop_column("cancelled_at")
        batch_op.drop_column("step")
        batch_op.drop_column("alert_id")

    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_next_step_at"))
        batch_op.drop_column("next_step_at")
        batch_op.drop_column("next_step")
