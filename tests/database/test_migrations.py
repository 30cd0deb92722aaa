"""The migrations make exactly the tables that the code declares, on both engines."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from advice_line import db
from advice_line.db import Database
from advice_line.migrations import newest, running
from advice_line.tables.every import metadata
from tests.servers.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that holds nothing, not even tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


def is_ours(name: str | None, *_of: object) -> bool:
    """The index over words is the engine's own (`ledger/text_search.py`)."""
    return not (name or "").startswith("search_index")


def test_the_migrated_tables_are_those_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata()) == []


def test_every_table_of_the_code_is_there(database: Database) -> None:
    there = set(filter(is_ours, inspect(database.engine).get_table_names()))
    assert there - {"alembic_version"} == set(metadata().tables)


def test_the_newest_migration_is_known_without_alembic(database: Database) -> None:
    with database.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(running.configured(connection))
    assert newest.heads() == set(scripts.get_heads())


def test_a_fresh_database_is_behind_until_it_is_upgraded(empty_url: str) -> None:
    database = Database(empty_url)
    assert database.behind()
    database.upgrade()
    assert not database.behind()
    database.upgrade()
    database.dispose()


def upgrade(url: str) -> bool:
    database = Database(url)
    database.upgrade()
    behind = database.behind()
    database.dispose()
    return behind


@pytest.mark.processes
def test_two_processes_that_upgrade_at_once_do_it_once(empty_url: str) -> None:
    with get_context("spawn").Pool(2) as processes:
        assert processes.map(upgrade, [empty_url] * 2) == [False, False]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_who_comes_second_to_a_new_file_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: str
) -> None:
    """Also for longer than a caller may be kept waiting, once the first is upgrading it."""
    path = tmp_path / "new.sqlite3"
    if journal == "wal":
        monkeypatch.setattr(db, "BUSY_SECONDS", 0.02)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as first:
        first.execute(f"PRAGMA journal_mode={journal}")
        first.execute("BEGIN IMMEDIATE")
        leaving = Timer(0.2, first.rollback)
        leaving.start()
        assert upgrade(f"sqlite:///{path}") is False
        leaving.join()


def test_a_failed_upgrade_leaves_nothing_and_can_be_repeated(empty_url: str) -> None:
    database = Database(empty_url)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE web_sessions (id integer)"))
    with pytest.raises(Exception, match="already exists"):
        database.upgrade()
    assert inspect(database.engine).get_table_names() == ["web_sessions"]
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE web_sessions"))
    database.upgrade()
    assert not database.behind()
    database.dispose()


def test_sixteen_threads_may_look_while_one_writes(database: Database) -> None:
    def look(_thread: int) -> int:
        with database.reading() as session:
            return int(session.execute(text("SELECT count(*) FROM lines")).scalar_one())

    with database.writing(), ThreadPoolExecutor(16) as threads:
        assert set(threads.map(look, range(32))) == {0}
