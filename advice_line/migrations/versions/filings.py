"""Keep where letters are put for the hospital's own record, and what became of each; the reference
of a booking by which a query is found; where the images of a query are shown.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "filings"
down_revision = "clinical_systems"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_FACTS = ("put_at", "handed_at", "taken_at", "failed_at")


def upgrade() -> None:
    with op.batch_alter_table("lines") as lines:
        lines.add_column(sa.Column("record", sa.JSON(), server_default="{}", nullable=False))
        lines.add_column(sa.Column("accession_link", sa.String(), nullable=True))
        lines.add_column(
            sa.Column("trust_networks", sa.JSON(), server_default="[]", nullable=False)
        )
    with op.batch_alter_table("queries") as queries:
        queries.add_column(sa.Column("booking_hash", sa.String(), nullable=True))
    op.create_index("ix_queries_booking_hash", "queries", ["booking_hash"])
    op.create_table(
        "filings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        *(sa.Column(name, _INSTANT, nullable=True) for name in _FACTS),
        sa.Column("failure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["advice_id"], ["advice.id"]),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("advice_id", "place", "edition"),
    )
    for column in ("advice_id", "query_id", "taken_at"):
        op.create_index(f"ix_filings_{column}", "filings", [column])
