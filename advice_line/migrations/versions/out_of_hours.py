"""Keep who is told of what is unclaimed as a line closes.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "out_of_hours"
down_revision = "tracers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    contact = sa.Column("out_of_hours", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("lines", contact)
