"""Create the tables of the rota. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "rota"
down_revision = "directory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rota_calendars",
        sa.Column("line_ref", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("open", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("line_ref"),
    )
    op.create_table(
        "rota_closed_days",
        sa.Column("line_ref", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_ref"],
            ["rota_calendars.line_ref"],
        ),
        sa.PrimaryKeyConstraint("line_ref", "day"),
    )
    op.create_table(
        "rota_covers",
        sa.Column("line_ref", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("who", sa.JSON(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_ref"],
            ["rota_calendars.line_ref"],
        ),
        sa.PrimaryKeyConstraint("line_ref", "key"),
    )
    op.create_table(
        "rota_patterns",
        sa.Column("line_ref", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("cycle_weeks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_ref"],
            ["rota_calendars.line_ref"],
        ),
        sa.PrimaryKeyConstraint("line_ref", "key"),
    )
    op.create_table(
        "rota_sessions",
        sa.Column("line_ref", sa.String(), nullable=False),
        sa.Column("pattern_key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("who", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_ref", "pattern_key"],
            ["rota_patterns.line_ref", "rota_patterns.key"],
        ),
        sa.PrimaryKeyConstraint("line_ref", "pattern_key", "position"),
    )
