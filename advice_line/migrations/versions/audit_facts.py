"""Add what the audit counts: facts of queries and calls, and figures made of them."""

import sqlalchemy as sa
from alembic import op

revision = "audit_facts"
down_revision = "digests_kept"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _queries()
    _calls()
    _figures()
    op.create_index("ix_outgoing_settled_at", "outgoing", ["settled_at"])


def _queries() -> None:
    op.create_table(
        "audit_queries",
        sa.Column("query_id", sa.Integer(), sa.ForeignKey("queries.id"), primary_key=True),
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("lines.id"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column(
            "organisation_id", sa.Integer(), sa.ForeignKey("organisations.id"), nullable=True
        ),
        sa.Column("organisation_kind", sa.String(), nullable=True),
        sa.Column("asker_role", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_as", sa.String(), nullable=True),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("deflected", sa.Boolean(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("late_entry", sa.Boolean(), nullable=False),
        sa.Column("during_outage", sa.Boolean(), nullable=False),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("general_question", sa.Boolean(), nullable=True),
        sa.Column("in_hours", sa.Boolean(), nullable=False),
        sa.Column("to_first_reply", sa.Integer(), nullable=True),
        sa.Column("to_first_reply_open", sa.Integer(), nullable=True),
        sa.Column("to_advice", sa.Integer(), nullable=True),
        sa.Column("to_advice_open", sa.Integer(), nullable=True),
        sa.Column("to_close", sa.Integer(), nullable=True),
        sa.Column("to_close_open", sa.Integer(), nullable=True),
        sa.Column("in_target", sa.Boolean(), nullable=True),
        sa.Column("record_owed", sa.Boolean(), nullable=False),
        sa.Column("record_in_time", sa.Boolean(), nullable=True),
        sa.Column("rings", sa.Integer(), nullable=False),
        sa.Column("answer_seconds", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("messages_failed", sa.Integer(), nullable=False),
        sa.Column("promises", sa.Integer(), nullable=False),
        sa.Column("promises_kept", sa.Integer(), nullable=False),
        sa.Column("promises_broken", sa.Integer(), nullable=False),
        sa.Column("advised", sa.Boolean(), nullable=False),
        sa.Column("within_scope", sa.Boolean(), nullable=True),
        sa.Column("test_advised", sa.Boolean(), nullable=True),
        sa.Column("who_does_what", sa.Boolean(), nullable=True),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("acknowledged", sa.Boolean(), nullable=False),
        sa.Column("clinician_acts", sa.Boolean(), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("bounced", sa.Boolean(), nullable=False),
        sa.Column("to_sent", sa.Integer(), nullable=True),
        sa.Column("to_delivered", sa.Integer(), nullable=True),
        sa.Column("to_opened", sa.Integer(), nullable=True),
        sa.Column("to_acknowledged", sa.Integer(), nullable=True),
        sa.Column("advised_as", sa.String(), nullable=True),
        sa.Column("would_have", sa.String(), nullable=True),
        sa.Column("question_type", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("modality", sa.String(), nullable=True),
        sa.Column("guideline", sa.Boolean(), nullable=True),
        sa.Column("traced", sa.Boolean(), nullable=False),
        sa.Column("said_later", sa.String(), nullable=True),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.Column("avoided", sa.String(), nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("nominated", sa.Boolean(), nullable=False),
        sa.Column("taught", sa.Boolean(), nullable=False),
        sa.Column("emptied", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_audit_queries_line_day", "audit_queries", ["line_id", "day"])
    op.create_index("ix_audit_queries_organisation_id", "audit_queries", ["organisation_id"])


def _calls() -> None:
    op.create_table(
        "audit_calls",
        sa.Column("contact_id", sa.Integer(), sa.ForeignKey("contacts.id"), primary_key=True),
        sa.Column("query_id", sa.Integer(), sa.ForeignKey("queries.id"), nullable=False),
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("lines.id"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column(
            "organisation_id", sa.Integer(), sa.ForeignKey("organisations.id"), nullable=True
        ),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("in_hours", sa.Boolean(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("abandoned", sa.Boolean(), nullable=False),
        sa.Column("deflected", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("wait", sa.Integer(), nullable=True),
        sa.Column("talk", sa.Integer(), nullable=True),
        sa.Column("back_asked", sa.Boolean(), nullable=False),
        sa.Column("back_made", sa.Boolean(), nullable=False),
        sa.Column("back_kept", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_audit_calls_line_day", "audit_calls", ["line_id", "day"])
    op.create_index("ix_audit_calls_organisation_id", "audit_calls", ["organisation_id"])
    op.create_index("ix_audit_calls_query_id", "audit_calls", ["query_id"])


def _figures() -> None:
    op.create_table(
        "audit_readings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=True),
        sa.Column("read_until", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_table(
        "audit_stale",
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("lines.id"), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
    )
    op.create_table(
        "audit_figures",
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("lines.id"), primary_key=True),
        sa.Column("period", sa.String(), primary_key=True),
        sa.Column("measure", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("numerator", sa.Integer(), nullable=False),
        sa.Column("denominator", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=False),
        sa.Column("median", sa.Float(), nullable=True),
        sa.Column("ninetieth", sa.Float(), nullable=True),
        sa.Column("known", sa.Integer(), nullable=True),
        sa.Column("small", sa.Integer(), nullable=True),
        sa.Column("told", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_index("ix_outgoing_settled_at", "outgoing")
    for name in ("audit_figures", "audit_stale", "audit_readings", "audit_calls", "audit_queries"):
        op.drop_table(name)
