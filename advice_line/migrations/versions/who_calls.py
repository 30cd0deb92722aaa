"""Name people who ask, beside their organisations, and say of a deflection what it was.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "who_calls"
down_revision = "waits_board"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _requesters()
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute("ALTER TABLE contacts ADD COLUMN requester_id INTEGER REFERENCES requesters (id)")
    op.add_column(
        "deflections",
        sa.Column("kind", sa.String(), nullable=False, server_default=sa.text("'desk'")),
    )
    op.add_column(
        "deflections",
        sa.Column("missed", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    for column in ("answers", "audio"):
        empty = "'[]'" if column == "answers" else "'{}'"
        op.add_column(
            "lines", sa.Column(column, sa.JSON(), nullable=False, server_default=sa.text(empty))
        )


def _requesters() -> None:
    op.create_table(
        "requesters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "requester_phones",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["requester_id"], ["requesters.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_requester_phones_requester_id", "requester_phones", ["requester_id"])
