"""A line as a site runs it: web and worker as processes of their own, at their most talkative, with
a carrier and a mail server that keep all they are given."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from advice_line.db import Database
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutgoingState
from advice_line.tables.directory import Line
from integrations.sandbox.__main__ import write_clock
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.mail import MailServer
from integrations.sandbox.posting import LoopbackPost
from integrations.sandbox.server import CarrierServer
from integrations.sandbox.slack.miniature import Miniature
from tests.canary import workspace
from tests.canary.wire import Client, Visit, Wire
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.drills.forks import Forks
from tests.drills.outbox import Outbox
from tests.servers.processes import Deployment, free_port
from tests.servers.receiver import Post
from tests.stories import scene
from tests.stories.scene import PUBLIC_URL
from tests.stories.world import MONDAY_TEN, point_number
from tests.web import people
from tests.web.surfing import Surfer

TALKATIVE = Path(__file__).with_name("talkative.py")
_SWEEP_SECONDS = 0.5
_SETTLE_SECONDS = 60.0
_LOOK_SECONDS = 0.01


@dataclass
class Town(scene.Scene):
    """The people of the stories, whose service is elsewhere: time passes here, and what is owed
    is waited for."""

    def settle(self, seconds: float = 3) -> None:
        outbox = Outbox(self.ledger)
        until = time.monotonic() + _SETTLE_SECONDS
        self.phones.advance(0)
        while rows := outbox.unsettled():
            assert time.monotonic() < until, f"never settled: {rows}"
            later = [row.next_try_at for row in rows if row.state == OutgoingState.WAITING]
            ahead = (min(later) - self.phones.now()).total_seconds() if later else 0
            if len(later) == len(rows) and ahead > 0:
                self.phones.advance(ahead)
            time.sleep(_LOOK_SECONDS)
        self.phones.advance(seconds)


@dataclass
class House(people.Scene):
    """`visits` is everything that browsers asked and were answered, `told` what a practice's own
    system was told, `said` are the files with what each process said."""

    world: Town  # type: ignore[assignment]  # what a scene does needs no more of its world
    carrier: Carrier = field(kw_only=True)
    chat: Miniature = field(kw_only=True)
    forks: Forks = field(kw_only=True)
    deployment: Deployment = field(kw_only=True)
    port: int = field(kw_only=True)
    record: Path = field(kw_only=True)
    visits: list[Visit] = field(default_factory=list, kw_only=True)
    told: list[Post] = field(default_factory=list, kw_only=True)
    _clients: ExitStack = field(default_factory=ExitStack, kw_only=True)

    @property
    def folder(self) -> Path:
        return self.deployment.folder

    @property
    def database(self) -> Database:
        return self.world.ledger.db

    def client(self, by: str, *, typed: bool = False) -> Client:
        return self._clients.enter_context(Client(Wire(self.visits, self.port, by, typed)))

    def browser(self, by: str = "somebody") -> Surfer:
        return Surfer(self.client(by))

    def signed_in(self, who: str) -> Surfer:
        surfer = super().signed_in(who)
        assert isinstance(surfer.client, Client)
        surfer.client.wire.by = who
        return surfer

    def command(self, *arguments: str) -> str:
        """What `advice-line ARGUMENTS` says, which is kept as well."""
        return self.forks.run(arguments, self.deployment.environment, self.commands)

    def reveal(self, reference: str) -> str:
        """One query with all that is sealed, which is kept nowhere."""
        reason = ("--reveal", "--reason", "request 12 of the information office")
        with TemporaryDirectory() as folder:
            output = Path(folder) / "revealed"
            asked = ["queries", "show", reference, "--json", *reason]
            return self.forks.run(asked, self.deployment.environment, output)

    @property
    def commands(self) -> Path:
        return self.folder / "commands.output"

    def close(self) -> None:
        self._clients.close()


@contextmanager
def running(forks: Forks, database_url: str, folder: Path) -> Iterator[House]:
    """Over a database that is stamped as a rehearsal and set up."""
    port = free_port()
    carrier = Carrier(MONDAY_TEN, LoopbackPost({PUBLIC_URL: f"http://127.0.0.1:{port}"}))
    phones = InProcessControl(carrier)
    clock_file = folder / "clock"
    carrier.clock.watch(lambda now: write_clock(clock_file, now))
    point_number(phones)
    with MailServer() as mail, CarrierServer(carrier) as rest, ExitStack() as stack:
        slack = stack.enter_context(workspace.chat(port))
        settings = {
            "DATABASE_URL": database_url,
            "PUBLIC_URL": PUBLIC_URL,
            "SECRET_KEY": SECRET_KEY,
            "DATA_KEYS": DATA_KEYS,
            "CLOCK_FILE": str(clock_file),
            "WORKER_POLL_SECONDS": str(_SWEEP_SECONDS),
            "TWILIO_ACCOUNT_SID": carrier.account.sid,
            "TWILIO_AUTH_TOKEN": carrier.account.token,
            "TWILIO_API_URL": rest.base,
            "SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
            "TMPDIR": str(folder),
            **workspace.settings(slack),
        }
        deployment = stack.enter_context(Deployment(folder, settings))
        ledger = Ledger(Database(database_url), carrier.clock, Vault(DATA_KEYS, SECRET_KEY))
        stack.callback(ledger.db.dispose)
        workspace.joined(ledger)
        record = Path(stack.enter_context(TemporaryDirectory()))
        _filed_in(ledger, record)
        _start(deployment, port)
        house = House(
            Town(phones, ledger),
            mail,
            carrier=carrier,
            chat=slack,
            forks=forks,
            deployment=deployment,
            port=port,
            record=record,
        )
        stack.callback(house.close)
        yield house


def _filed_in(ledger: Ledger, folder: Path) -> None:
    """Letters are put there, and mailed, for the hospital's own record."""
    with ledger.work("test") as work:
        places = {"folder": str(folder), "mailbox": "record@full.example.org"}
        work.change(Line, record=places)


def _start(deployment: Deployment, port: int) -> None:
    talkative = [sys.executable, str(TALKATIVE)]
    web = deployment.start_program("web", [*talkative, "serve", "--port", str(port)])
    deployment.start_program("worker", [*talkative, "worker"])
    web.wait_for_health(port)
