"""Keep the newest refresh token for mail: providers end an old one, however often it was used.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "mail_consents"
down_revision = "receipts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_consents",
        sa.Column("given_mark", sa.String(), nullable=False),
        sa.Column("sealed_token", sa.Text(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("given_mark"),
    )
