"""Create the table of contact points, and let an offer say which of them was rung. The way back is
a backup."""

import sqlalchemy as sa
from alembic import op

revision = "contact_points"
down_revision = "swap_requests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("fallback", sa.String(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["lines.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_contact_points_line_id", "contact_points", ["line_id"])
    op.add_column(
        "offers", sa.Column("read_out", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute(
        "ALTER TABLE offers ADD COLUMN contact_point_id INTEGER REFERENCES contact_points (id)"
    )
