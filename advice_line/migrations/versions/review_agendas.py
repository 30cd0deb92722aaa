"""Let a case review order its queries, give each minutes and a presenter, and follow what is agreed
on one until it is done.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "review_agendas"
down_revision = "case_reviews"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("review_items") as table:
        table.add_column(sa.Column("minutes", sa.Integer(), nullable=False, server_default="8"))
        table.add_column(sa.Column("presenter_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("outcome", sa.String(), nullable=True))
        table.add_column(sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("outcome_by", sa.String(), nullable=True))
        table.create_foreign_key(
            "fk_review_items_presenter_id", "responders", ["presenter_id"], ["id"]
        )
    op.create_table(
        "review_actions",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("review_item_id", sa.Integer(), nullable=False),
        sa.Column("sealed_what", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["meeting_actions.id"]),
        sa.ForeignKeyConstraint(["review_item_id"], ["review_items.id"]),
        sa.PrimaryKeyConstraint("action_id"),
    )
    op.create_index("ix_review_actions_review_item_id", "review_actions", ["review_item_id"])
