"""Keep the requester's leg of a ring back, so that its talk can move into a room, and of a room
whose leg is fetched out of the talk into it. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "rooms_of_ring_backs"
down_revision = "promises_in_turn"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ring_backs", sa.Column("leg", sa.String(), nullable=True))
    op.create_index("ix_ring_backs_leg", "ring_backs", ["leg"])
    op.add_column(
        "rooms",
        sa.Column("fetches_caller", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
