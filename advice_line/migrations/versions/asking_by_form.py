"""Keep local guidance, codes that go to an address that somebody typed, and browsers that remember
who asks.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "asking_by_form"
down_revision = "chat"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _guidance()
    op.add_column("one_time_codes", sa.Column("address_mark", sa.String(), nullable=True))
    op.add_column("one_time_codes", sa.Column("sealed_address", sa.Text(), nullable=True))
    op.create_index("ix_one_time_codes_address_mark", "one_time_codes", ["address_mark"])
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute(
        "ALTER TABLE web_sessions ADD COLUMN requester_id INTEGER REFERENCES requesters (id)"
    )
    op.create_index("ix_web_sessions_requester_id", "web_sessions", ["requester_id"])
    op.add_column("web_sessions", sa.Column("sealed_asker", sa.Text(), nullable=True))


def _guidance() -> None:
    op.create_table(
        "guidance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_guidance_line_id", "guidance", ["line_id"])
