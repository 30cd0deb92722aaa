"""Keep legal holds, objections to teaching, erasures and receipts of what was deleted; say of a
query, an alert and a mail that what it held is gone.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "data_life"
down_revision = "guidance_pages"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _receipts()
    _holds()
    _objections()
    _erasures()
    _facts()


def _id() -> tuple[sa.Column[int], sa.Column[str]]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
    )


def _receipts() -> None:
    op.create_table(
        "deletion_receipts",
        *_id(),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("opened_at", _INSTANT, nullable=False),
        sa.Column("closed_at", _INSTANT, nullable=True),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("signature", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_deletion_receipts_closed_at", "deletion_receipts", ["closed_at"])
    op.create_table(
        "deleted_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("line_key", sa.String(), nullable=True),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("oldest", _INSTANT, nullable=False),
        sa.Column("newest", _INSTANT, nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["deletion_receipts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_deleted_batches_receipt_id", "deleted_batches", ["receipt_id"])


def _holds() -> None:
    op.create_table(
        "legal_holds",
        *_id(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=True),
        sa.Column("patient_hash", sa.String(), nullable=True),
        sa.Column("requester_id", sa.Integer(), nullable=True),
        sa.Column("requester_mark", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("from_at", _INSTANT, nullable=True),
        sa.Column("until_at", _INSTANT, nullable=True),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_name", sa.String(), nullable=False),
        sa.Column("sealed_reason", sa.Text(), nullable=True),
        sa.Column("lifted_at", _INSTANT, nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_name", sa.String(), nullable=True),
        sa.Column("sealed_lifted_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["requester_id"], ["requesters.id"]),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    _indexes("legal_holds", "query_id", "patient_hash", "lifted_at")


def _objections() -> None:
    op.create_table(
        "teaching_objections",
        *_id(),
        sa.Column("objector", sa.String(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=True),
        sa.Column("patient_hash", sa.String(), nullable=True),
        sa.Column("own_page", sa.Boolean(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_name", sa.String(), nullable=False),
        sa.Column("lifted_at", _INSTANT, nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    _indexes("teaching_objections", "query_id", "patient_hash", "lifted_at")


def _erasures() -> None:
    op.create_table(
        "erasures",
        *_id(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("extent", sa.String(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=True),
        sa.Column("patient_hash", sa.String(), nullable=True),
        sa.Column("requester_id", sa.Integer(), nullable=True),
        sa.Column("requester_mark", sa.String(), nullable=True),
        sa.Column("queries", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_name", sa.String(), nullable=False),
        sa.Column("sealed_reason", sa.Text(), nullable=True),
        sa.Column("settled_at", _INSTANT, nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_name", sa.String(), nullable=True),
        sa.Column("receipt_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["requester_id"], ["requesters.id"]),
        sa.ForeignKeyConstraint(["receipt_id"], ["deletion_receipts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    _indexes("erasures", "query_id", "patient_hash", "state")


def _facts() -> None:
    op.add_column("queries", sa.Column("emptied_at", _INSTANT, nullable=True))
    op.add_column("alerts", sa.Column("emptied_at", _INSTANT, nullable=True))
    op.add_column("mails", sa.Column("box_look_at", _INSTANT, nullable=True))
    op.add_column("mails", sa.Column("box_cleared_at", _INSTANT, nullable=True))
    op.add_column("cases", sa.Column("state_before", sa.String(), nullable=True))
    _indexes("queries", "emptied_at")
    _indexes("alerts", "emptied_at")
    _indexes("mails", "box_look_at")


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
