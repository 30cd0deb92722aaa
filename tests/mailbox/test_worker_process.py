"""The real worker at a real mailbox: what comes is a query within seconds, whatever becomes of the
worker in between."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import col, select

from advice_line.clock import FileClock
from advice_line.db import Database
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.tables.mails import Mail
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.drills.databases import sqlite_databases
from tests.mailbox.writing import LINE, mail
from tests.servers.dovecot import Dovecot, running_dovecot
from tests.servers.processes import Child, Deployment, set_clock
from tests.stories.scene import PUBLIC_URL

pytestmark = pytest.mark.processes


@dataclass
class Site:
    ledger: Ledger
    worker: Child
    dovecot: Dovecot

    def fates(self) -> list[str | None]:
        with self.ledger.look("test") as look:
            statement = select(Mail.fate).order_by(col(Mail.id))
            return list(look.session.exec(statement))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with sqlite_databases(tmp_path)() as url, running_dovecot({LINE: "secret"}) as dovecot:
        clock = tmp_path / "clock"
        set_clock(clock, "2026-11-23T09:00:00Z x1")
        settings = {
            "DATABASE_URL": url,
            "PUBLIC_URL": PUBLIC_URL,
            "SECRET_KEY": SECRET_KEY,
            "DATA_KEYS": DATA_KEYS,
            "CLOCK_FILE": str(clock),
            "IMAP_URL": dovecot.url(LINE),
            "WORKER_POLL_SECONDS": "0.2",
        }
        with Deployment(tmp_path, settings) as deployment:
            ledger = Ledger(Database(url), FileClock(clock), Vault(DATA_KEYS, SECRET_KEY))
            yield Site(ledger, deployment.start("worker", "worker"), dovecot)
            ledger.db.dispose()
            assert b"secret" not in deployment.output()


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_mail_is_a_query_at_once_and_none_is_lost_when_the_worker_dies(site: Site) -> None:
    site.dovecot.deliver(mail("One."), LINE)
    until(lambda: site.fates() == ["query"])
    until(lambda: site.dovecot.folders(LINE) == {"INBOX": 0, "Processed": 1})
    site.dovecot.deliver(mail("Two."), LINE)
    until(lambda: site.fates() == ["query"] * 2, seconds=5)
    site.worker.kill()
    site.dovecot.deliver(mail("Three."), LINE)
    site.worker.start()
    until(lambda: site.fates() == ["query"] * 3)
    until(lambda: site.dovecot.folders(LINE) == {"INBOX": 0, "Processed": 3})
    assert site.worker.stop() == 0
