"""Keep by what staff show who they are, and what their sessions have shown. The way back is a
backup."""

import sqlalchemy as sa
from alembic import op

revision = "factors"
down_revision = "staff_sign_in"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # Sessions that are there have shown one factor: they give the second at their next page.
    for name, kind in (
        ("factors", sa.Integer()),
        ("device", sa.String()),
        ("confirmed_at", _INSTANT),
    ):
        op.add_column("web_sessions", sa.Column(name, kind, nullable=True))
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        _whose(),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT, nullable=True),
        _of_responder(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("credential_id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_passkeys_responder_id", "passkeys", ["responder_id"])
    op.create_table(
        "authenticators",
        _whose(),
        sa.Column("sealed_secret", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("confirmed_at", _INSTANT, nullable=True),
        _of_responder(),
        sa.PrimaryKeyConstraint("responder_id"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        _whose(),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT, nullable=True),
        _of_responder(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_index("ix_recovery_codes_responder_id", "recovery_codes", ["responder_id"])
    op.create_table(
        "used_challenges",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("mark"),
    )
    op.create_index("ix_used_challenges_expires_at", "used_challenges", ["expires_at"])


def _whose() -> sa.Column[int]:
    return sa.Column("responder_id", sa.Integer(), nullable=False)


def _of_responder() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["responder_id"], ["responders.id"])
