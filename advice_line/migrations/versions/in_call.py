"""Keep the rooms into which calls move, the colleagues who are asked into them, and who signs for
advice that was given outside its author's scope. The way back is a backup."""

import sqlalchemy as sa
from alembic import op

revision = "in_call"
down_revision = "who_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rooms()
    _colleagues()
    for name in ("cut_off_at", "recording_paused_at"):
        op.add_column("contacts", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("queries", sa.Column("outside_scope", sa.String(), nullable=True))
    # As written, because Alembic adds a key to a table of SQLite only by building the table anew.
    op.execute(
        "ALTER TABLE queries ADD COLUMN outside_scope_by_id INTEGER REFERENCES responders (id)"
    )
    op.add_column("advice", sa.Column("scope_tag", sa.String(), nullable=True))
    op.add_column("advice", sa.Column("countersigned_at", sa.DateTime(timezone=True)))
    op.execute(
        "ALTER TABLE advice ADD COLUMN countersigned_by_id INTEGER REFERENCES responders (id)"
    )


def _rooms() -> None:
    op.create_table(
        "rooms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("host_leg", sa.String(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("holds", sa.Integer(), nullable=False),
        sa.Column("hold_round", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=True)
            for name in ("host_in_at", "caller_in_at", "held_at", "act_at", "closed_at")
        ),
        sa.ForeignKeyConstraint(["query_id"], ["queries.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.ForeignKeyConstraint(["host_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("query_id", "contact_id", "act_at"):
        op.create_index(f"ix_rooms_{column}", "rooms", [column])


def _colleagues() -> None:
    op.create_table(
        "colleagues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("takes_over", sa.Boolean(), nullable=False),
        sa.Column("tag", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("leg", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"]),
        sa.ForeignKeyConstraint(["responder_id"], ["responders.id"]),
        sa.ForeignKeyConstraint(["asked_by_id"], ["responders.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("room_id", "responder_id", "state"):
        op.create_index(f"ix_colleagues_{column}", "colleagues", [column])
