"""Keep which SECRET_KEYs a database was run with, the key of its look-up hashes apart from them,
and the secrets of webhooks themselves: so that SECRET_KEY can be renewed.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "secret_keys"
down_revision = "practice_sign_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "secret_keys",
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_look_up", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key_id"),
    )
    for name in ("sealed_secret", "sealed_former_secret"):
        op.add_column("webhook_endpoints", sa.Column(name, sa.Text(), nullable=True))
