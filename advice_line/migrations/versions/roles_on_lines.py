"""Give people roles on one line, beside those they have on every line.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "roles_on_lines"
down_revision = "directory_upkeep"
branch_labels = None
depends_on = None


def upgrade() -> None:
    roles = sa.Column("roles_on", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("responders", roles)
