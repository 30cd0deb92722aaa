"""Keep how a meeting was found, and for how long somebody was away from it in between."""

import sqlalchemy as sa
from alembic import op

revision = "meeting_evaluations"
down_revision = "reading_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_evaluations",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Boolean(), nullable=False),
        sa.Column("better", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"]),
        sa.PrimaryKeyConstraint("meeting_id", "mark"),
    )
    away = sa.Column("away_seconds", sa.Integer(), nullable=False, server_default="0")
    op.add_column("attendances", away)


def downgrade() -> None:
    op.drop_column("attendances", "away_seconds")
    op.drop_table("meeting_evaluations")
