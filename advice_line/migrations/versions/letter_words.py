"""Keep what was said of a letter before its newest word, whose tap says that it helped, which
notices were put into one of the next morning, and since when an organisation's code is closed.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "letter_words"
down_revision = "mail_consents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _earlier_words()
    _helpful_taps()
    _bundled_notices()
    op.add_column("lines", sa.Column("messages_a_day", sa.Integer(), nullable=True))
    op.add_column("organisations", sa.Column("closed_on", sa.Date(), nullable=True))


def _earlier_words() -> None:
    op.create_table(
        "earlier_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("sealed_name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["advice_id"], ["advice.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("query_id", "advice_id"):
        op.create_index(f"ix_earlier_words_{column}", "earlier_words", [column])


def _helpful_taps() -> None:
    """Whose a tap was, nobody knew: those there are stay as the practice's."""
    op.create_table(
        "helpful_taps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("of_asker", sa.Boolean(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["advice_id"], ["advice.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("advice_id", "of_asker"),
    )
    op.create_index("ix_helpful_taps_advice_id", "helpful_taps", ["advice_id"])
    op.execute(
        "INSERT INTO helpful_taps (advice_id, of_asker, yes, at) "
        "SELECT id, false, helpful, helpful_at FROM advice "
        "WHERE helpful IS NOT NULL AND helpful_at IS NOT NULL"
    )
    for column in ("helpful", "helpful_at"):
        op.drop_column("advice", column)


def _bundled_notices() -> None:
    op.create_table(
        "bundled_notices",
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["outgoing_id"], ["outgoing.id"]),
        sa.ForeignKeyConstraint(["bundle_id"], ["outgoing.id"]),
        sa.PrimaryKeyConstraint("outgoing_id"),
    )
    op.create_index("ix_bundled_notices_bundle_id", "bundled_notices", ["bundle_id"])
