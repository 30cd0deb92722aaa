"""Add what a test is beside the one planned, how many gentle checks stayed open, and whether a
question was worth its responder's time; what the audit counts of these; and an index for the cases
of a line over some weeks."""

import sqlalchemy as sa
from alembic import op

revision = "advice_judged"
down_revision = "organisation_pasts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("advice", sa.Column("against_plan", sa.String(), nullable=True))
    op.add_column("advice", sa.Column("checks_open", sa.Integer(), nullable=True))
    op.add_column("advice", sa.Column("worth_it", sa.Boolean(), nullable=True))
    op.add_column("audit_queries", sa.Column("against_plan", sa.String(), nullable=True))
    op.add_column("audit_queries", sa.Column("passes_checks", sa.Boolean(), nullable=True))
    op.add_column("audit_queries", sa.Column("worth_it", sa.Boolean(), nullable=True))
    # Before the other goes: a line's cases are found by the first column of this one.
    op.create_index("ix_cases_line_born", "cases", ["line_id", "born_at"])
    op.drop_index("ix_cases_line_id", "cases")
