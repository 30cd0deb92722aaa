"""Keep who opened, with a reason, a query that they may not see as a rule.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

from rota.instants import UtcDateTime

revision = "glass_looks"
down_revision = "contact_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "glass_looks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(26), nullable=False, unique=True),
        sa.Column("query_id", sa.Integer(), sa.ForeignKey("queries.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("responders.id"), nullable=False),
        sa.Column("sealed_reason", sa.Text(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), sa.ForeignKey("responders.id"), nullable=True),
    )
    for column in ("query_id", "person_id", "opened_at"):
        op.create_index(f"ix_glass_looks_{column}", "glass_looks", [column])
