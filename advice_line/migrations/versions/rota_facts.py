"""Keep the rota as facts and the changes that made them, so that the past can always be told. What
stands is taken over as one change. The way back is a backup."""

from datetime import UTC
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "rota_facts"
down_revision = "trust_and_ledger"
branch_labels = None
depends_on = None

_OLD = ("rota_sessions", "rota_patterns", "rota_covers", "rota_closed_days", "rota_calendars")


def upgrade() -> None:
    _create()
    connection = op.get_bind()
    old = {name: _rows(connection, name) for name in _OLD}
    if old["rota_calendars"]:
        _take_over(connection, old)
    for name in _OLD:
        op.drop_table(name)


def _create() -> None:
    op.create_table(
        "rota_lines",
        sa.Column("line_ref", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("line_ref"),
    )
    op.create_table(
        "rota_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_rota_changes_at", "rota_changes", ["at"])
    op.create_table(
        "rota_facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_ref", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("ended_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["line_ref"], ["rota_lines.line_ref"]),
        sa.ForeignKeyConstraint(["made_in"], ["rota_changes.id"]),
        sa.ForeignKeyConstraint(["ended_in"], ["rota_changes.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_rota_facts_line_ref", "rota_facts", ["line_ref"])
    op.create_index("ix_rota_facts_ended_in", "rota_facts", ["ended_in"])


def _rows(connection: sa.Connection, name: str) -> list[dict[str, Any]]:
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    return [dict(row) for row in connection.execute(sa.select(table)).mappings()]


def _take_over(connection: sa.Connection, old: dict[str, list[dict[str, Any]]]) -> None:
    tables = {
        name: sa.Table(name, sa.MetaData(), autoload_with=connection)
        for name in ("rota_lines", "rota_changes", "rota_facts")
    }
    # The earliest instant that any fact may be asked for: it held as far back as anybody knew.
    connection.execute(
        tables["rota_changes"]
        .insert()
        .values(at=sa.func.current_timestamp(), by="system", act="migration")
    )
    made = connection.execute(sa.select(tables["rota_changes"].c.id)).scalar_one()
    for each in old["rota_calendars"]:
        version = f"{made}.{uuid4().hex}"
        connection.execute(
            tables["rota_lines"].insert().values(line_ref=each["line_ref"], version=version)
        )
    for line_ref, kind, key, value in _facts(old):
        row = {"line_ref": line_ref, "kind": kind, "key": key, "value": value, "made_in": made}
        connection.execute(tables["rota_facts"].insert().values(row))


def _facts(old: dict[str, list[dict[str, Any]]]) -> list[tuple[str, str, str, dict[str, Any]]]:
    facts = []
    for each in old["rota_calendars"]:
        value = {name: each[name] for name in ("time_zone", "nation", "open")}
        facts.append((each["line_ref"], "calendar", "", value))
    for each in old["rota_closed_days"]:
        day = each["day"].isoformat()
        value = {"date": day, "reason": each["reason"]}
        facts.append((each["line_ref"], "closed_day", day, value))
    for each in old["rota_patterns"]:
        facts.append((each["line_ref"], "pattern", each["key"], _pattern(each, old)))
    for each in old["rota_covers"]:
        facts.append((each["line_ref"], "cover", each["key"], _cover(each)))
    return facts


def _pattern(row: dict[str, Any], old: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    sessions = [
        each
        for each in old["rota_sessions"]
        if (each["line_ref"], each["pattern_key"]) == (row["line_ref"], row["key"])
    ]
    sessions.sort(key=lambda each: each["position"])
    return {
        "key": row["key"],
        "valid_from": row["valid_from"].isoformat(),
        "valid_to": row["valid_to"] and row["valid_to"].isoformat(),
        "begins": None,
        "cycle_weeks": row["cycle_weeks"],
        "sessions": [
            {name: each[name] for name in ("week", "days", "time", "tier", "who")}
            for each in sessions
        ],
    }


def _cover(row: dict[str, Any]) -> dict[str, Any]:
    start, end = (
        at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        for at in (row["starts_at"], row["ends_at"])
    )
    return {
        "key": row["key"],
        "from": start.isoformat(),
        "to": end.isoformat(),
        "tier": row["tier"],
        "who": row["who"],
        "supervisor": None,
    }
