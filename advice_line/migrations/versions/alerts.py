"""Keep alerts to practices, and where somebody differs from an issued report.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "alerts"
down_revision = "out_of_hours"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_SEALED = ("patient", "words", "primary_site", "answered_by", "cannot_act", "spoke_to", "agreed")


def upgrade() -> None:
    _alerts()
    _differences()
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute("ALTER TABLE access_links ADD COLUMN alert_id INTEGER REFERENCES alerts (id)")
    op.create_index("ix_access_links_alert_id", "access_links", ["alert_id"])
    times = sa.Column("alerts", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("lines", times)


def _maybe(*columns: str) -> list[sa.Column[object]]:
    return [sa.Column(each, _INSTANT, nullable=True) for each in columns]


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("deadline_at", _INSTANT, nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Boolean(), nullable=False),
        sa.Column("patient_hash", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("answered_as", sa.String(), nullable=True),
        sa.Column("ended_as", sa.String(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        *_maybe("act_at", "sent_at", "delivered_at", "failed_at", "opened_at", "answered_at"),
        *_maybe("ended_at", "spoke_at"),
        *(sa.Column(f"sealed_{each}", sa.Text(), nullable=True) for each in (*_SEALED, "reason")),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"]),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(["started_by_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["ended_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("reference"),
    )
    for column in ("line_id", "query_id", "organisation_id", "act_at", "patient_hash", "ended_as"):
        op.create_index(f"ix_alerts_{column}", "alerts", [column])


def _differences() -> None:
    op.create_table(
        "report_differences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("changes_management", sa.Boolean(), nullable=False),
        sa.Column("sealed_words", sa.Text(), nullable=True),
        sa.Column("addendum_on", sa.Date(), nullable=True),
        sa.Column("sealed_addendum_by", sa.Text(), nullable=True),
        *_maybe("addendum_said_at"),
        sa.Column("addendum_said_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["addendum_said_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_report_differences_query_id", "report_differences", ["query_id"])
