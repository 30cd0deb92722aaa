"""Keep the trail's head of each day, and whether it was sent elsewhere.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "trail_heads"
down_revision = "factors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trail_heads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("sealed_to", sa.Text(), nullable=True),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("day"),
    )
