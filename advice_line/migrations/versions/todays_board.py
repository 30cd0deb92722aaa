"""Find the queries of a line by where they stand, and the calls of a day, among a million."""

from alembic import op

revision = "todays_board"
down_revision = "audit_notes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Before the other goes: a line's queries are found by the first column of this one.
    op.create_index("ix_queries_line_state", "queries", ["line_id", "state"])
    op.drop_index("ix_queries_line_id", "queries")
    op.create_index("ix_contacts_started_at", "contacts", ["started_at"])


def downgrade() -> None:
    op.drop_index("ix_contacts_started_at", "contacts")
    op.create_index("ix_queries_line_id", "queries", ["line_id"])
    op.drop_index("ix_queries_line_state", "queries")
