"""A site that kept its rota in the first tables finds all of it again after the upgrade."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text

from advice_line.db import Database
from advice_line.migrations import running
from rota import store
from rota.changing import Changing
from rota.history import History
from rota.values import LineRota
from tests.rota.rotas import calendar, cover, local, pattern, session, utc
from tests.servers.postgres import PostgresServer

ROWS: dict[str, list[dict[str, Any]]] = {
    "rota_calendars": [
        {
            "line_ref": "hotdoc",
            "version": "old",
            "time_zone": "Europe/London",
            "nation": "england",
            "open": json.dumps({"mon-fri": ["08:00-19:00"]}),
        }
    ],
    "rota_closed_days": [{"line_ref": "hotdoc", "day": "2026-12-24", "reason": "site closed"}],
    "rota_patterns": [
        {
            "line_ref": "hotdoc",
            "key": "weekdays",
            "valid_from": "2026-11-02",
            "valid_to": "2027-06-30",
            "cycle_weeks": 2,
        }
    ],
    "rota_sessions": [
        {
            "line_ref": "hotdoc",
            "pattern_key": "weekdays",
            "position": position,
            "week": position + 1,
            "days": "mon-fri",
            "time": "08:00-19:00",
            "tier": "1",
            "who": json.dumps([person]),
        }
        for position, person in enumerate(["amara", "ben"])
    ],
    "rota_covers": [
        {
            "line_ref": "hotdoc",
            "key": "one-off",
            "tier": "1",
            "who": json.dumps(["chris"]),
            "starts_at": "2026-11-25 13:00:00.000000",
            "ends_at": "2026-11-25 19:00:00.000000",
        }
    ],
}
EXPECTED = {
    "calendar": calendar(closed={"2026-12-24": "site closed"}),
    "patterns": (
        pattern(
            session("mon-fri", "08:00-19:00", "amara", week=1),
            session("mon-fri", "08:00-19:00", "ben", week=2),
            valid_from="2026-11-02",
            valid_to="2027-06-30",
            cycle_weeks=2,
        ),
    ),
    "covers": (cover("2026-11-25T13:00", "2026-11-25T19:00", "chris"),),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """As it was before the upgrade, with the rows above, and then upgraded."""
    if request.param == "sqlite":
        yield from upgraded(f"sqlite:///{tmp_path / 'old.sqlite3'}")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield from upgraded(url)


def upgraded(url: str) -> Iterator[Database]:
    database = Database(url)
    zone = "+00" if url.startswith("postgresql") else ""
    with database.engine.begin() as connection:
        command.upgrade(running.configured(connection), "trust_and_ledger")
        for table, rows in ROWS.items():
            for row in rows:
                values = {
                    name: f"{value}{zone}" if name.endswith("s_at") else value
                    for name, value in row.items()
                }
                names = ", ".join(f'"{name}"' for name in values)
                places = ", ".join(f":{name}" for name in values)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)  # noqa: S608 -- names of this file
    database.upgrade()
    yield database
    database.dispose()


def test_the_rota_is_the_same_as_before(site: Database) -> None:
    with site.reading() as read:
        rota = store.load(read, "hotdoc")
    assert rota == LineRota("hotdoc", rota.version, **EXPECTED)  # type: ignore[arg-type]


def test_it_counts_for_the_time_before_the_upgrade_too(site: Database) -> None:
    with site.writing() as write:
        at = utc("2030-01-01T09:00Z")
        Changing(write, at=at, by="system", act="test").put(
            "hotdoc", cover("2026-11-25T13:00", "2026-11-25T19:00", "amara")
        )
    with site.reading() as read:
        history = store.history(read, "hotdoc", utc("2030-01-02T09:00Z"))
    assert who(history, "2026-11-25T14:00") == ["chris"]


def who(history: History, at: str) -> list[str]:
    return [each.person_ref for each in history.on_duty(local(at))]
