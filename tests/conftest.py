"""A migrated database for each test, on both engines, copied from a template in milliseconds."""

import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

from advice_line.clock import SetClock
from advice_line.db import Database
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from tests.locked_steps import locked_at, steps_of
from tests.servers.fixtures import browser, mail_server, postgres
from tests.servers.postgres import PostgresServer

__all__ = ["browser", "mail_server", "postgres"]

# A Monday morning in hours, in winter: local time and UTC are the same.
MONDAY_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRET_KEY = "a-secret-for-tests-of-at-least-32-characters"
DATA_KEYS = "k1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database of this test's own."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    # Asked for by name, so that a run without PostgreSQL still runs the other half.
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(server.template("migrated", migrate)) as url:
        yield url


def migrate(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY_NINE)


@pytest.fixture
def vault() -> Vault:
    return Vault(DATA_KEYS, SECRET_KEY)


@pytest.fixture
def ledger(database: Database, clock: SetClock, vault: Vault) -> Ledger:
    return Ledger(database, clock, vault)


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """A command that sets up logs in this process has them written to what the test captures,
    which is closed when the next test logs."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.configure(**before)
    root.handlers[:], root.level = handlers, level


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A story of the table is told as it is, and again for each step at which it is locked out."""
    if steps := steps_of(metafunc.function):
        metafunc.fixturenames.append("locked_step")
        ids = [pytest.HIDDEN_PARAM, *(f"locked at {step.rpartition('/')[2]}" for step in steps)]
        told = [None, *(pytest.param(step, marks=pytest.mark.again) for step in steps)]
        metafunc.parametrize("locked_step", told, indirect=True, ids=ids)


@pytest.fixture
def locked_step(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param is None:
        yield
        return
    with locked_at(request.param) as struck:
        yield
    (hook,) = struck
    assert hook.status == 503 or b"One moment please." in hook.answer, "it was not locked out"
