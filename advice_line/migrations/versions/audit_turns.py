"""Add how often figures were marked as stale and were made, by which whoever is overtaken knows."""

import sqlalchemy as sa
from alembic import op

revision = "audit_turns"
down_revision = "audit_directory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("marked", "counted"):
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))
        op.add_column("audit_readings", column)
