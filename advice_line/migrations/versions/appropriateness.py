"""Draw a sample of a month, appoint who reviews it, keep what they say.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "appropriateness"
down_revision = "audit_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _audits()
    _reviewers()
    _sampled()
    _reviews()


def _audits() -> None:
    op.create_table(
        "appropriateness_audits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("strata", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("line_id", "month"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_appropriateness_audits_line_id", "appropriateness_audits", ["line_id"])


def _reviewers() -> None:
    op.create_table(
        "appropriateness_reviewers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["appropriateness_audits.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("audit_id", "person_id"),
    )
    op.create_index(
        "ix_appropriateness_reviewers_audit_id", "appropriateness_reviewers", ["audit_id"]
    )


def _sampled() -> None:
    op.create_table(
        "sampled_queries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.String(), nullable=False),
        sa.Column("by_first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["appropriateness_audits.id"]),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("audit_id", "query_id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_sampled_queries_audit_id", "sampled_queries", ["audit_id"])
    op.create_index("ix_sampled_queries_query_id", "sampled_queries", ["query_id"])


def _reviews() -> None:
    op.create_table(
        "appropriateness_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sampled_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("allotted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("not_only_tests", sa.Boolean(), nullable=True),
        sa.Column("can_be_ordered", sa.Boolean(), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.Column("teach", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_comment", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reviewer_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["sampled_id"], ["sampled_queries.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sampled_id", "part"),
        sa.UniqueConstraint("sampled_id", "reviewer_id"),
    )
    op.create_index(
        "ix_appropriateness_reviews_sampled_id", "appropriateness_reviews", ["sampled_id"]
    )
    op.create_index(
        "ix_appropriateness_reviews_reviewer_id", "appropriateness_reviews", ["reviewer_id"]
    )
