"""Create the tables of the advice and of the cases. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "advice_and_cases"
down_revision = "queries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author_role", sa.String(), nullable=False),
        sa.Column("author_registration", sa.String(), nullable=False),
        sa.Column("author_scope", sa.JSON(), nullable=False),
        sa.Column("within_scope", sa.Boolean(), nullable=False),
        sa.Column("finalised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("test_advised", sa.Boolean(), nullable=True),
        sa.Column("who_does_what", sa.Boolean(), nullable=False),
        sa.Column("sealed_body", sa.Text(), nullable=True),
        sa.Column("sealed_reason", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_as", sa.String(), nullable=True),
        sa.Column("sealed_acknowledged_by", sa.Text(), nullable=True),
        sa.Column("verbal_read_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["responders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["query_id"],
            ["queries.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("query_id", "version"),
    )
    op.create_index("ix_advice_query_id", "advice", ["query_id"])
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("born_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("organisation_kind", sa.String(), nullable=True),
        sa.Column("practice_mark", sa.String(), nullable=True),
        sa.Column("nominated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("sealed_proposal", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("advice", sa.String(), nullable=True),
        sa.Column("learning_point", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("modality", sa.String(), nullable=True),
        sa.Column("would_have_done", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["responders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["responders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["lines.id"],
        ),
        sa.ForeignKeyConstraint(
            ["query_id"],
            ["queries.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("query_id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_index("ix_cases_born_at", "cases", ["born_at"])
    op.create_index("ix_cases_line_id", "cases", ["line_id"])
    op.create_index("ix_cases_state", "cases", ["state"])
    op.create_table(
        "drafts",
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_form", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["responders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["query_id"],
            ["queries.id"],
        ),
        sa.PrimaryKeyConstraint("query_id", "author_id"),
    )
