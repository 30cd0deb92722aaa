"""Keep what the chat shows of an alert, so that it is changed there as the alert moves on.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "alert_cards"
down_revision = "alerts_withdrawn_untold"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_cards",
        sa.Column("alert_id", sa.Integer(), sa.ForeignKey("alerts.id"), primary_key=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("shown", sa.String(), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("followed", sa.Boolean(), nullable=False),
    )
    for column in ("channel", "followed"):
        op.create_index(f"ix_alert_cards_{column}", "alert_cards", [column])
