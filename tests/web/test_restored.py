"""A site comes through the loss of its database: backed up, wiped, restored into the other engine,
verified, and its links and records open as before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage  # type: ignore[import-untyped] # it ships no py.typed
import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from advice_line.assembly import build
from advice_line.cli.app import run
from advice_line.db import Database
from advice_line.tables.every import metadata
from integrations.sandbox.client import SandboxHttpClient
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.servers.postgres import PostgresServer
from tests.stories.world import PUBLIC_URL
from tests.web.people import Scene


@pytest.fixture
def elsewhere(either: Scene, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of the other engine."""
    if not either.world.ledger.db.sqlite:
        yield f"sqlite:///{tmp_path / 'restored.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


def counted(url: str) -> dict[str, int]:
    database = Database(url)
    with database.reading() as session:
        counts = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata().sorted_tables
        }
    database.dispose()
    return counts


@pytest.mark.hazard("H14")
def test_h14_what_was_backed_up_is_back_and_the_service_answers(
    either: Scene,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings, key = either.world.service.settings, pyrage.x25519.Identity.generate()
    reference = either.advised()
    identity, file, head = (tmp_path / name for name in ("key.txt", "site.age", "head.json"))
    identity.write_text(f"# made for this test\n{key}\n", encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("DATA_KEYS", DATA_KEYS)
    monkeypatch.setenv("BACKUP_RECIPIENTS", str(key.to_public()))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.chdir(tmp_path)

    capsys.readouterr()
    assert run(["audit", "head"]) == 0
    head.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["backup", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Recovery point: " in said
    assert "Keep them apart" in said
    assert file.stat().st_mode & 0o777 == 0o600
    before = counted(settings.database_url)

    monkeypatch.setenv("DATABASE_URL", elsewhere)
    assert run(["restore", str(file), "--identity", str(identity)]) == 0, capsys.readouterr()
    said = capsys.readouterr().out
    assert "Recovery point: " in said
    assert "The trail fits" in said
    assert "advice-line retention --reapply FILE" in said
    # Of the backup and of the restoring there is a line each, on its own side.
    assert counted(elsewhere) == before
    assert run(["audit", "verify", "--head", str(head)]) == 0
    assert run(["db", "check"]) == 0

    service = build(
        settings.model_copy(update={"database_url": elsewhere}),
        clock=either.world.carrier.clock,
        twilio_http=SandboxHttpClient(either.world.carrier.rest),
    )
    with TestClient(service.app, base_url=PUBLIC_URL) as browser:
        world = replace(
            either.world, service=service, ledger=service.ledger, browser=browser, _told=set()
        )
        again = replace(either, world=world)
        again.reading().sees("Edith Larkspur", "999 000 0018")
        again.signed_in("amara").opens(f"/desk/{reference}").sees("Edith Larkspur")
    service.close()
