"""Keep who staff are at the hospital's own sign-in, how a session began and which roles it has at
most, and since when somebody may do nothing here any more.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "staff_sign_in"
down_revision = "closed_as"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("responders", sa.Column("ended_at", _INSTANT, nullable=True))
    op.add_column("web_sessions", sa.Column("how", sa.String(), nullable=True))
    op.add_column("web_sessions", sa.Column("narrowed_to", sa.JSON(), nullable=True))
    op.create_table(
        "provider_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_how", sa.String(), nullable=False),
        sa.Column("linked_by", sa.String(), nullable=False),
        sa.Column("linked_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["responder_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_index("ix_provider_identities_responder_id", "provider_identities", ["responder_id"])
    op.create_table(
        "provider_returns",
        sa.Column("state_mark", sa.String(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("session_mark", sa.String(), nullable=True),
        sa.Column("sealed_token", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("state_mark"),
    )
    for column in ("at", "session_mark"):
        op.create_index(f"ix_provider_returns_{column}", "provider_returns", [column])
