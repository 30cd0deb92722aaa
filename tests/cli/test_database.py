"""`db`: made, checked and moved from the command line."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.cli.conftest import Command
from tests.servers.postgres import PostgresServer


def test_a_fresh_database_is_made(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    behind = command("db", "check")
    assert (behind.code, behind.out) == (1, "Migrations are missing. Run: advice-line db upgrade\n")
    assert command("db", "upgrade").code == 0
    assert command("db", "upgrade").code == 0
    assert command("db", "check").out == "The database is up to date and sound.\n"


def test_a_changed_table_is_found(command: Command, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE lines ADD COLUMN nickname text"))
    engine.dispose()
    ran = command("db", "check")
    assert ran.code == 1
    assert "not those of this version: remove_column, lines, nickname" in ran.out


@pytest.mark.parametrize(
    "address",
    ["sqlite:////nowhere/at/all.sqlite3", "postgresql+psycopg://x@127.0.0.1:1/x?connect_timeout=1"],
)
@pytest.mark.parametrize("words", [["db", "upgrade"], ["db", "check"]])
def test_a_database_out_of_reach_is_said_in_one_line(
    command: Command, monkeypatch: pytest.MonkeyPatch, address: str, words: list[str]
) -> None:
    monkeypatch.delenv("CLOCK_FILE")
    monkeypatch.setenv("DATABASE_URL", address)
    ran = command(*words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "The database cannot be reached. Look at its address.\n"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_site_moves_to_postgresql_and_goes_on_there(
    site: Command, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site("rota", "timeline", "--from", "2026-11-23", "--to", "2026-11-30", "--json").out
    with postgres.database() as url:
        ran = site("db", "move", "--to", url)
        assert ran.code == 0, ran.err
        assert "lines: 1\n" in ran.out
        again = site("db", "move", "--to", url)
        assert (again.code, again.out) == (2, "")
        assert "already in use" in again.err
        monkeypatch.setenv("DATABASE_URL", url)
        after = site("rota", "timeline", "--from", "2026-11-23", "--to", "2026-11-30", "--json")
        assert after.err == ""
    assert before == after.out != ""


def test_a_site_does_not_move_onto_itself(command: Command, database_url: str) -> None:
    ran = command("db", "move", "--to", database_url)
    assert (ran.code, ran.err) == (2, "--to is the database of DATABASE_URL itself.\n")
