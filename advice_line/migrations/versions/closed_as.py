"""Keep why a query was closed as a word of a list, beside the words; of what was closed before none
is known.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "closed_as"
down_revision = "alert_cards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("queries", sa.Column("closed_as", sa.String(), nullable=True))
