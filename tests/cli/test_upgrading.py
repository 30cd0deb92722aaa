"""A new version over the one before it, as docs/for-operators.md has it: each command as it stands
there, in its order, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command as alembic_command
from alembic.script import ScriptDirectory

from advice_line.db import Database
from advice_line.migrations import running
from tests.cli.conftest import Command
from tests.directory.example import FILE
from tests.house.documents import document
from tests.servers.postgres import PostgresServer
from tests.stories.conftest import on_sqlite

RECIPE = [
    line.strip().removeprefix("advice-line ")
    for line in document("docs/for-operators.md").section("Upgrading").splitlines()
    if line.strip().startswith("advice-line ")
]
BEFORE, AFTER = RECIPE[:2], RECIPE[2:]


@pytest.fixture(params=["sqlite", "postgresql"])
def former(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database as the version before this one left it."""
    if request.param == "sqlite":
        yield _of_before(f"sqlite:///{tmp_path / 'former.sqlite3'}")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield _of_before(url)


def _of_before(url: str) -> str:
    database = Database(url)
    with database.rebuilding() as connection:
        config = running.configured(connection)
        scripts = ScriptDirectory.from_config(config)
        newest = scripts.get_revision(scripts.get_current_head() or "")
        alembic_command.upgrade(config, str(newest.down_revision))
    database.dispose()
    return url


@on_sqlite
@pytest.mark.hazard("H14")
def test_the_recipe_leads_over_an_upgrade_and_nothing_starts_before_it(
    command: Command, former: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", former)
    missing = "The database is not up to date. Run: advice-line db upgrade"
    for early in (["queries", "list"], ["keys", "rotate"], ["setup", FILE]):
        ran = command(*early)
        assert (ran.code != 0, missing in ran.err) == (True, True), early
    assert missing in command("check").out
    upgrade, sound, check = (command(*each.split()) for each in AFTER)
    assert upgrade.out == "The database is up to date.\n"
    assert sound.out == "The database is up to date and sound.\n"
    assert "ok    database: " in check.out
    assert "advice-line worker" in check.out


@pytest.mark.hazard("H14")
def test_what_was_backed_up_before_is_what_is_there_after(
    site: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_PASSPHRASE", "lantern-quarry-violin-osprey")
    before = site("rota", "timeline", "--from", "2026-11-23", "--to", "2026-11-30", "--json").out
    for each in BEFORE:
        ran = site(*each.replace("/var/backups/advice-line", str(tmp_path)).split())
        assert ran.code == 0, (each, ran.err)
    for each in AFTER[:2]:
        assert site(*each.split()).code == 0
    after = site("rota", "timeline", "--from", "2026-11-23", "--to", "2026-11-30", "--json").out
    assert before == after != ""
