"""Let a line say whether its public page names who answers. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "names_shown"
down_revision = "contact_points"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "lines", sa.Column("names_shown", sa.Boolean(), nullable=False, server_default=sa.false())
    )
