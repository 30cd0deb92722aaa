"""Databases for drills, each a copy of one that is migrated, stamped and set up."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from advice_line.clock import SetClock
from advice_line.db import Database
from advice_line.ledger.stamp import stamp
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange import setting_up
from advice_line.trust.roles import SYSTEM
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.servers.postgres import PostgresServer

HOTDOC = Path(__file__).parents[1] / "stories" / "hotdoc.toml"
_SET_UP_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

# Called for a fresh database: its address, for as long as the block lasts.
Databases = Callable[[], AbstractContextManager[str]]


def sqlite_databases(folder: Path, setup: str | None = None) -> Databases:
    """`setup` is another setup file's text."""
    template = folder / "template.sqlite3"
    _prepare(f"sqlite:///{template}", setup)

    @contextmanager
    def fresh() -> Iterator[str]:
        with tempfile.TemporaryDirectory(prefix="drill-") as own:
            shutil.copyfile(template, Path(own) / "site.sqlite3")
            yield f"sqlite:///{own}/site.sqlite3"

    return fresh


def postgresql_databases(server: PostgresServer) -> Databases:
    template = server.template("drills", _prepare)
    return lambda: server.database(template)


def _prepare(url: str, setup: str | None = None) -> None:
    """Migrated, stamped as a rehearsal, with the line of the stories or another."""
    database = Database(url)
    database.upgrade()
    ledger = Ledger(database, SetClock(_SET_UP_AT), Vault(DATA_KEYS, SECRET_KEY))
    with ledger.work(SYSTEM.label) as work:
        stamp(work, rehearsal=True)
    setting_up.set_up(ledger, setup or HOTDOC.read_text(encoding="utf-8"), by=SYSTEM)
    database.dispose()
