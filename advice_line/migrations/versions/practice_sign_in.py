"""Keep by which passkeys and as whom at their own sign-on people of practices sign in, and who of a
practice wrote an answer to what was asked back.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "practice_sign_in"
down_revision = "mails_there"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _passkeys()
    _identities()
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute("ALTER TABLE messages ADD COLUMN member_id INTEGER REFERENCES practice_members (id)")


def _passkeys() -> None:
    op.create_table(
        "practice_passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["requester_id"], ["requesters.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("credential_id"),
    )
    op.create_index("ix_practice_passkeys_requester_id", "practice_passkeys", ["requester_id"])


def _identities() -> None:
    op.create_table(
        "practice_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["requester_id"], ["requesters.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_index("ix_practice_identities_requester_id", "practice_identities", ["requester_id"])
