"""A whole site for a drill: its carrier and mail server in this process, its database anywhere, and
the service in processes of its own that are killed and started again."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from advice_line.db import Database
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from integrations.sandbox.__main__ import write_clock
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.mail import MailServer
from integrations.sandbox.posting import Answer, Form, LoopbackPost
from integrations.sandbox.server import CarrierServer
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.drills.browser import browser
from tests.drills.forks import Forks
from tests.drills.outbox import Outbox
from tests.stories.scene import PUBLIC_URL, Scene
from tests.stories.world import point_number
from tests.web.surfing import Surfer

SWEEP_SECONDS = 0.1
_SETTLE_SECONDS = 60.0
_PATIENCE = 10
_LOOK_SECONDS = 0.004
# Two seconds after it was taken an SMS is in the inbox, and the carrier says so.
_REPORTED_SECONDS = 3

Pulse = Callable[[], None]


class Lives:
    """The service as its keeper sees it: one process at a time, started again when it is killed."""

    def __init__(
        self, forks: Forks, settings: Mapping[str, str], listening: socket.socket, output: Path
    ) -> None:
        self.pid = 0
        self.kills = 0
        self._forks = forks
        self._settings = settings
        self._listening = listening
        self._output = output

    def start(self) -> None:
        self.pid = self._forks.serve(self._settings, self._listening, self._output)

    def kill(self) -> None:
        """SIGKILL, and gone when this returns. What it was asked last stays unanswered."""
        os.kill(self.pid, signal.SIGKILL)
        assert self._forks.wait(self.pid) == -signal.SIGKILL, "the service ended by itself"
        self.kills += 1

    def kill_and_restart(self) -> None:
        self.kill()
        self.start()


class Wire(LoopbackPost):
    """The carrier's way to us; `pulse` is called as each request sets out. Its time-outs run on the
    machine's time, which a busy machine has little of: here the carrier waits longer."""

    def __init__(self, forward: Mapping[str, str], pulse: Pulse) -> None:
        super().__init__(forward)
        self._pulse = pulse

    def timed(
        self, url: str, form: Form, headers: Mapping[str, str], connect: float, read: float
    ) -> Answer:
        self._pulse()
        return super().timed(url, form, headers, connect * _PATIENCE, read * _PATIENCE)


@dataclass
class Site(Scene):
    """`worker_once` runs `advice-line worker --once`; `local` is where the pages are answered, and
    `pulse` is called as each request of a person's browser sets out."""

    phones: InProcessControl
    mail: MailServer
    lives: Lives
    worker_once: Callable[[], str]
    local: str
    pulse: Pulse

    def __post_init__(self) -> None:
        self.carrier = self.phones.carrier
        self.outbox = Outbox(self.ledger)
        self._browsers: list[Surfer] = []

    def browser(self) -> Surfer:
        self._browsers.append(browser(self.local, self.pulse))
        return self._browsers[-1]

    def close_browsers(self) -> None:
        for each in self._browsers:
            each.client.close()

    def settle(self, seconds: float = _REPORTED_SECONDS) -> None:
        """Let what is owed be sent, then `seconds` pass, in which the carrier says that it arrived.
        Before that time passes only where a row waits for it: what a killed sender had claimed is
        free again after its claim."""
        until = time.monotonic() + _SETTLE_SECONDS
        while (free_at := self._next_free()) is not None:
            assert time.monotonic() < until, f"never settled: {self.outbox.unsettled()}"
            ahead = (free_at - self.carrier.clock.now()).total_seconds()
            if ahead > 0:
                self.phones.advance(ahead + 1)
            else:
                time.sleep(_LOOK_SECONDS)
        self.phones.advance(seconds)

    def _next_free(self) -> datetime | None:
        return self.outbox.next_free(self.lives.pid, self.carrier.clock.now())

    def drain(self) -> None:
        """`advice-line worker --once` until it has nothing left to do."""
        for _ in range(10):
            self.settle()
            said = self.worker_once()
            if '"sent":0,"retry_waiting":0' in said:
                return
        raise AssertionError(f"never drained: {said}")


@contextmanager
def running(
    forks: Forks,
    database_url: str,
    folder: Path,
    at: datetime,
    pulse: Pulse = lambda: None,
    **settings: str,
) -> Iterator[Site]:
    """A site over this database, which holds its line already; its first life is up."""
    with MailServer() as mail, listener() as listening:
        local = f"http://127.0.0.1:{listening.getsockname()[1]}"
        carrier = Carrier(at, Wire({PUBLIC_URL: local}, pulse))
        clock_file = folder / "clock"
        carrier.clock.watch(lambda now: write_clock(clock_file, now))
        with CarrierServer(carrier) as rest:
            environment = {
                "DATABASE_URL": database_url,
                "PUBLIC_URL": PUBLIC_URL,
                "SECRET_KEY": SECRET_KEY,
                "DATA_KEYS": DATA_KEYS,
                "CLOCK_FILE": str(clock_file),
                "WORKER_POLL_SECONDS": str(SWEEP_SECONDS),
                "TWILIO_ACCOUNT_SID": carrier.account.sid,
                "TWILIO_AUTH_TOKEN": carrier.account.token,
                "TWILIO_API_URL": rest.base,
                "SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
                **settings,
            }
            output = folder / "service.output"
            lives = Lives(forks, environment, listening, output)
            ledger = Ledger(Database(database_url), carrier.clock, Vault(DATA_KEYS, SECRET_KEY))

            def once() -> str:
                return forks.run(["worker", "--once"], environment, folder / "worker.output")

            site = Site(InProcessControl(carrier), ledger, mail, lives, once, local, pulse)
            point_number(site.phones)
            lives.start()
            try:
                yield site
            finally:
                site.close_browsers()
                lives.kill()
                ledger.db.dispose()


@contextmanager
def listener() -> Iterator[socket.socket]:
    """A port that outlives every life: who asks while none is up waits, as behind a proxy."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        yield listening
