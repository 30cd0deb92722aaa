"""The world of the stories in processes: `serve`, `worker` and the carrier each in one of its own,
with nothing in common but the database, two ports on loopback and the file of the rehearsal's time.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from advice_line.clock import FileClock
from advice_line.db import Database
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from integrations.sandbox.mail import MailServer
from integrations.sandbox.network import Account
from integrations.sandbox.remote import HttpControl
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.drills.browser import browser
from tests.drills.outbox import Outbox
from tests.drills.waiting import until
from tests.servers.processes import Child, Deployment, free_port
from tests.stories.base import MONDAY_TEN
from tests.stories.scene import BEN, PUBLIC_URL, Scene

_CODE = re.compile(r"^\d{6}")
# Two seconds after it was taken an SMS is in the inbox.
_TEXT_SECONDS = 2


@dataclass
class Processes(Scene):
    """One story after the other is told to the same processes."""

    local: str
    outbox: Outbox
    deployment: Deployment
    web: Child
    worker: Child

    def is_killed(self) -> None:
        """Server and worker at once, whatever they are at."""
        self.web.kill()
        self.worker.kill()

    def comes_back(self) -> None:
        self.web.start().wait_for_health(urlsplit(self.local).port or 0)
        self.works_through()
        # Who is told to stop while it still loads ends as the signal says.
        self.worker.start().wait_for_line("At work.")

    def works_through(self) -> None:
        """Another worker does at once whatever is due."""
        self.deployment.run("worker", "--once")

    def settle(self, seconds: float = 5) -> None:
        self._sent()
        self.phones.advance(seconds)
        self._sent()

    def claims(self, key: str) -> None:
        """Signed in by a code to the mobile on file."""
        assert key == "ben", "only Ben has told us his number"
        ben, reference = browser(self.local, lambda: None), self.query()["reference"]
        ben.opens("/signin").presses("Send me a code", mobile=BEN)
        self._sent()
        self.phones.advance(_TEXT_SECONDS)
        code = next(found[0] for text in self.texts(BEN) if (found := _CODE.search(text)))
        ben.presses("Continue", code=code).opens(f"/desk/{reference}").presses("Claim")
        ben.sees("yours")
        ben.client.close()

    def _sent(self) -> None:
        """What falls due later is not waited for, because time stands still meanwhile: as a story
        begins the clock goes back, and what an earlier one owed may then be due in its future."""
        now = self.phones.now()
        until(lambda: not self.outbox.under_way(now))


@contextmanager
def running(database_url: str, folder: Path) -> Iterator[Processes]:
    """Over a database that is migrated, stamped as a rehearsal and set up."""
    clock_file, port = folder / "clock", free_port()
    local = f"http://127.0.0.1:{port}"
    settings = {
        "DATABASE_URL": database_url,
        "PUBLIC_URL": PUBLIC_URL,
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEYS": DATA_KEYS,
        "CLOCK_FILE": str(clock_file),
        "TWILIO_ACCOUNT_SID": Account.sid,
        "TWILIO_AUTH_TOKEN": Account.token,
    }
    with MailServer() as mail, Deployment(folder, settings) as site:
        # Who first signs in is told by mail of what they sign in by.
        site.environment["SMTP_URL"] = f"smtp://127.0.0.1:{mail.port}"
        carrier = site.start_program("carrier", _carrier(clock_file, local))
        api = json.loads(carrier.wait_for_line("auth_token"))["url"]
        site.environment["TWILIO_API_URL"] = api
        worker = site.start("worker", "worker")
        web = site.serve(port)
        phones = HttpControl(api)
        ledger = Ledger(Database(database_url), FileClock(clock_file), Vault(DATA_KEYS, SECRET_KEY))
        try:
            yield Processes(phones, ledger, local, Outbox(ledger), site, web, worker)
        finally:
            ledger.db.dispose()
            phones.close()
        ended = {child.name: child.stop() for child in (web, worker, carrier)}
        assert ended == dict.fromkeys(ended, 0), site.output().decode(errors="replace")[-4000:]
        assert b"error" not in site.output()


def _carrier(clock_file: Path, local: str) -> list[str]:
    return [
        *(sys.executable, "-m", "integrations.sandbox"),
        *("--start", MONDAY_TEN.isoformat()),
        *("--clock-file", str(clock_file)),
        *("--forward", f"{PUBLIC_URL}={local}"),
    ]
