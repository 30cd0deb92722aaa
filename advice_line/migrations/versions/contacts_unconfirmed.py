"""Keep a mobile that is to be somebody's until it was shown to reach them, and by what that was
changed for them they do not come in. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "contacts_unconfirmed"
down_revision = "search_heads"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("responders", sa.Column("mobile_next", sa.String(), nullable=True))
    none = sa.text("'[]'")
    op.add_column(
        "responders", sa.Column("unconfirmed", sa.JSON(), nullable=False, server_default=none)
    )
