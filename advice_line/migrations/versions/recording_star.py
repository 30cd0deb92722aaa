"""Let a line have its recordings paused by the star, and keep who has left a room by it. The way
back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "recording_star"
down_revision = "recorded_leg"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, name in (("lines", "recording_star"), ("rooms", "star")):
        no = sa.false()
        op.add_column(table, sa.Column(name, sa.Boolean(), nullable=False, server_default=no))
    op.add_column("rooms", sa.Column("host_left", sa.String(), nullable=True))
    op.add_column("rooms", sa.Column("caller_out_at", sa.DateTime(timezone=True), nullable=True))
