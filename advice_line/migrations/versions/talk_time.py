"""Keep how long each hop joined the two and how long those in a room could talk, so that a call
which was held or handed over has its whole time. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "talk_time"
down_revision = "left_to_colleague"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offers", sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("offers", sa.Column("bridged_seconds", sa.Integer(), nullable=True))
    op.add_column(
        "rooms", sa.Column("talked_seconds", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("rooms", sa.Column("talking_since", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE offers SET accepted_at = settled_at WHERE state = 'accepted'")
