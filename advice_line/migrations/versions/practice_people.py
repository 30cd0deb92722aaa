"""Keep people of a practice, who was invited to become one, and which browsers know them.

The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "practice_people"
down_revision = "roles_on_lines"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _members()
    _invitations()
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute(
        "ALTER TABLE web_sessions ADD COLUMN member_id INTEGER REFERENCES practice_members (id)"
    )
    op.create_index("ix_web_sessions_member_id", "web_sessions", ["member_id"])
    op.add_column(
        "web_sessions", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "organisations", sa.Column("managers", sa.JSON(), nullable=False, server_default="[]")
    )


def _members() -> None:
    op.create_table(
        "practice_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("registration", sa.String(), nullable=True),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.Column("joined_at", _INSTANT, nullable=False),
        sa.Column("joined_by", sa.String(), nullable=False),
        sa.Column("ends_at", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(["requester_id"], ["requesters.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_practice_members_organisation_id", "practice_members", ["organisation_id"])
    op.create_index("ix_practice_members_requester_id", "practice_members", ["requester_id"])


def _invitations() -> None:
    op.create_table(
        "practice_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("sealed_address", sa.Text(), nullable=True),
        sa.Column("address_mark", sa.String(), nullable=False),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.Column("ends_at", _INSTANT, nullable=True),
        sa.Column("invited_by", sa.String(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"]),
        sa.ForeignKeyConstraint(["link_id"], ["access_links.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["practice_members.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("organisation_id", "link_id", "address_mark"):
        op.create_index(f"ix_practice_invitations_{column}", "practice_invitations", [column])
