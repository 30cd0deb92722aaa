"""Keep when no server of ours answered, and up to when a call is known to have gone on of which
nobody can tell whether it still does. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "silences"
down_revision = "paper_ends"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "silences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_silences_ended_at", "silences", ["ended_at"])
    for name in ("heard_of_at", "doubted_at"):
        op.add_column("contacts", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
