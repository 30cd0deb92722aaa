"""Add by which practices of the directory figures of these were counted."""

import sqlalchemy as sa
from alembic import op

revision = "audit_directory"
down_revision = "line_costs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_readings", sa.Column("directory", sa.String(), nullable=True))
