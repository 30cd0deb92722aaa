"""Keep since when a caller who is rung back has waited, and on which shared phone a responder is
rung for a call back, with whom it names. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "promises_in_turn"
down_revision = "in_call"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("promises", sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True))
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute(
        "ALTER TABLE ring_backs ADD COLUMN contact_point_id INTEGER REFERENCES contact_points (id)"
    )
    op.add_column(
        "ring_backs",
        sa.Column("read_out", sa.JSON(), nullable=False, server_default=sa.text("'[]'")),
    )
