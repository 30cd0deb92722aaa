"""Keep what each person's own page in the chat shows.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "chat_homes"
down_revision = "old_mails"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chat_homes",
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["responder_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("responder_id"),
    )
    op.create_index("ix_chat_homes_look_at", "chat_homes", ["look_at"])
