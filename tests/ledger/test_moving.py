"""A whole site moves to another database and nothing about it changes."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    Table,
    insert,
    select,
)

from advice_line.clock import SetClock
from advice_line.db import Database
from advice_line.errors import Misconfigured
from advice_line.ledger import moving
from advice_line.ledger.proving import prove
from advice_line.ledger.upkeep import chain_trail
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.tables.every import metadata
from advice_line.tables.ledger import InboxEvent
from rota.instants import UtcDateTime
from tests.conftest import MONDAY_NINE
from tests.servers.postgres import PostgresServer

KEY = 7


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Where the site moves to: a database that holds nothing yet."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'target.sqlite3'}")
        yield database
        database.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        database = Database(url)
        yield database
        database.dispose()


def a_value(column: Column[Any]) -> Any:
    if column.foreign_keys:
        parent = next(iter(column.foreign_keys)).column
        return a_value(parent)
    match column.type:
        case Boolean():
            return True
        case Float():
            return 7.25
        case Integer():
            return KEY
        case UtcDateTime():
            return MONDAY_NINE.replace(microsecond=123456)
        case Date():
            return date(2026, 12, 24)
        case LargeBinary():
            return b"\x00naive\xff"
        case JSON():
            return {"words": ["naïve", 1, 2.5, None]}
        case _:
            return f"{column.name[:20]} – é"


def fill(database: Database) -> None:
    with database.writing() as session:
        for table in metadata().sorted_tables:
            session.execute(insert(table), [{c.name: a_value(c) for c in table.columns}])


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    def rows(table: Table) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in session.execute(select(table)).all()]

    with database.reading() as session:
        return {table.name: rows(table) for table in metadata().sorted_tables}


def test_every_row_of_every_table_arrives_as_it_was(database: Database, target: Database) -> None:
    fill(database)
    before = everything(database)
    copied = moving.move(database, target)
    assert set(copied.values()) == {1}
    assert everything(target) == everything(database) == before
    instants = {value for rows in before.values() for value in rows[0] if type(value) is datetime}
    assert {instant.timetz() for instant in instants} == {
        time(9, 0, 0, 123456, tzinfo=MONDAY_NINE.tzinfo)
    }


def test_the_moved_site_goes_on_counting_where_it_was(
    database: Database, target: Database, clock: SetClock, vault: Vault
) -> None:
    fill(database)
    moving.move(database, target)
    with Ledger(target, clock, vault).work("system") as work:
        event = InboxEvent(source="carrier", external_id="CA2", received_at=work.now)
        assert work.add(event).id == KEY + 1


def test_many_rows_arrive_in_pieces_and_their_chain_still_fits(
    ledger: Ledger, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 3)
    with ledger.work("system") as work:
        for number in range(10):
            work.record("query.received", query=number, seconds=0.25)
    chain_trail(ledger)
    assert moving.move(ledger.db, target)["trail"] == 10
    with target.reading() as session:
        assert not prove(session).faults


def test_a_database_in_use_is_refused(database: Database, target: Database) -> None:
    fill(database)
    target.upgrade()
    fill(target)
    with pytest.raises(Misconfigured, match="already in use"):
        moving.move(database, target)


def test_a_source_that_is_behind_is_refused(target: Database, tmp_path: Path) -> None:
    source = Database(f"sqlite:///{tmp_path / 'source.sqlite3'}")
    with pytest.raises(Misconfigured, match="db upgrade"):
        moving.move(source, target)
    source.dispose()


def test_a_move_that_fails_leaves_the_target_empty(
    database: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database)

    def fails(*_given: object) -> None:
        raise Misconfigured("a row did not arrive")

    monkeypatch.setattr(moving, "_compare", fails)
    with pytest.raises(Misconfigured):
        moving.move(database, target)
    assert set(map(len, everything(target).values())) == {0}
