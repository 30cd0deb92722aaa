"""Add what a line costs, and by which costs its figures of money were counted."""

import sqlalchemy as sa
from alembic import op

revision = "line_costs"
down_revision = "todays_board"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lines", sa.Column("costs", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "audit_readings", sa.Column("costs", sa.JSON(), nullable=False, server_default="{}")
    )
