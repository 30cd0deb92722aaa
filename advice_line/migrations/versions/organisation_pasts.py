"""Add since when an organisation is part of another, what its network was before, and of which it
was that a query came: figures of periods that have closed stay as they were told."""

import sqlalchemy as sa
from alembic import op

revision = "organisation_pasts"
down_revision = "figures_said_anew"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "organisations", sa.Column("merged_at", sa.DateTime(timezone=True), nullable=True)
    )
    with op.batch_alter_table("queries") as batch:
        batch.add_column(sa.Column("asked_from_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("queries_asked_from", "organisations", ["asked_from_id"], ["id"])
    op.create_table(
        "organisation_pasts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "organisation_id", sa.Integer(), sa.ForeignKey("organisations.id"), nullable=False
        ),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merges", sa.Boolean(), nullable=False),
        sa.Column("network", sa.String(), nullable=True),
        sa.Column("list_size", sa.Integer(), nullable=True),
    )
    op.create_index(
        "ix_organisation_pasts_organisation_id", "organisation_pasts", ["organisation_id"]
    )
