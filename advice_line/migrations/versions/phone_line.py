"""Say of a call where in it the caller is and what their key asked for, and give lines a menu.
The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "phone_line"
down_revision = "names_shown"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("stage", sa.String(), nullable=True))
    op.add_column("contacts", sa.Column("reason", sa.String(), nullable=True))
    # A keyed mark of the calling number: whether the same one has called before, and no more.
    op.add_column("contacts", sa.Column("number_mark", sa.String(), nullable=True))
    op.create_index("ix_contacts_number_mark", "contacts", ["number_mark"])
    op.add_column(
        "lines",
        sa.Column("menu", sa.JSON(), nullable=False, server_default=sa.text("'{}'")),
    )
