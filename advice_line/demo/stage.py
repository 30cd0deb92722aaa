"""A site of its own on this machine: the fictional line, a phone network, a mail server, a Slack, a
folder of the hospital's own record, and the real service between them, over HTTP and SMTP on
loopback."""

import base64
import secrets
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, FastAPI
from pydantic import SecretStr

from advice_line import worker
from advice_line.assembly import Service, build
from advice_line.clock import Clock
from advice_line.demo import fictional, guidance, hosting, practice_people, tried, writers
from advice_line.demo.postbox import Postbox
from advice_line.demo.power import Power
from advice_line.demo.workplace import Telling, workplace
from advice_line.jobs import Job
from advice_line.ledger.stamp import stamp
from advice_line.pointing import point_numbers
from advice_line.settings import Settings
from advice_line.staffing.exchange import setting_up
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.mail import MailServer
from integrations.sandbox.network import Account
from integrations.sandbox.posting import loopback_post
from integrations.sandbox.server import CarrierServer
from integrations.sandbox.slack.miniature import Miniature


@dataclass(frozen=True)
class Stage:
    """`record` is the folder into which letters are put for the hospital's own record."""

    carrier: Carrier
    phones: InProcessControl
    mail: MailServer
    slack: Miniature
    telling: Telling
    record: Path
    service: Service
    postbox: Postbox
    power: Power = field(default_factory=Power)

    @property
    def public_url(self) -> str:
        return self.service.settings.public_url

    @contextmanager
    def open(self, app: FastAPI, reserved: socket.socket, *, lifespan: bool) -> Iterator[None]:
        """The application answers at the reserved port, and the carrier and Slack find it."""
        address = f"http://{hosting.HOST}:{hosting.port_of(reserved)}"
        with hosting.answering(self.power.behind(app), reserved, lifespan=lifespan):
            self.carrier.hooks.post = loopback_post({self.public_url: address})
            self.telling.at = address
            yield
            self.telling.at = ""

    def settle(self, seconds: float = 5) -> None:
        """Simulated time passes; what is due is done and what is waiting is sent."""
        self.send()
        self.phones.advance(seconds)
        self.work()
        self.send()
        self.phones.advance(seconds)

    def work(self) -> None:
        """What the worker would do now: what has a date waits for it."""
        self.keep_time()
        if self.power.on:
            self.postbox.look()
            for job in self.service.jobs:
                worker.run_job(self.service.ledger, job)

    def keep_time(self) -> None:
        """What Slack dates goes by the service's clock."""
        self.slack.workspace.set(self.service.clock.now().timestamp())

    @property
    def jobs(self) -> list[Job]:
        """What the worker does, and what looks into the line's mailbox."""
        look = Job(name="demo_postbox", run=self.postbox.look, every_seconds=1.0)
        return [look, *self.service.jobs]

    def send(self) -> None:
        if self.power.on:
            self.service.deliver()


@contextmanager
def build_stage(
    database_url: str,
    public_url: str,
    start: datetime,
    *,
    today: datetime | None = None,
    weeks_back: int = fictional.WEEKS_BACK,
    clock: Clock | None = None,
    routers: Sequence[APIRouter] = (),
    clock_file: Path | None = None,
) -> Iterator[Stage]:
    """Everything set up and nothing answering yet. `start` is the carrier's first instant, `today`
    when the line is tried, if later; its rota begins `weeks_back` before that. The service goes by
    the carrier's clock unless it is given one, which `clock_file` tells to other processes."""
    account = Account(token=secrets.token_hex(16))
    carrier = Carrier(start, loopback_post(), account=account, seed=secrets.token_hex(8))
    telling = Telling(public_url)
    with (
        MailServer() as mail,
        CarrierServer(carrier) as rest,
        workplace(telling) as slack,
        TemporaryDirectory(prefix="advice-line-record-") as record,
    ):
        settings = _settings(
            database_url, public_url, account, rest.base, mail.port, slack, clock_file
        )
        service = build(settings, clock=clock or carrier.clock, extra_routers=routers, demo=True)
        try:
            service.ledger.db.upgrade()
            with service.ledger.work("demo") as work:
                stamp(work, settings.rehearsal)
            text = fictional.setup_text(today or start, Path(record), weeks_back)
            setting_up.set_up(service.ledger, text, by=SYSTEM)
            tried.mobiles(service.ledger)
            practice_people.join(service.ledger)
            guidance.bring(service.ledger, (today or start).date())
            phones = InProcessControl(carrier)
            _connect(phones, settings)
            postbox = Postbox(service.mailbox)
            postbox.look()
            stage = Stage(carrier, phones, mail, slack, telling, Path(record), service, postbox)
            stage.keep_time()
            yield stage
        finally:
            service.close()


def _settings(
    database_url: str,
    public_url: str,
    account: Account,
    carrier_url: str,
    mail_port: int,
    slack: Miniature,
    clock_file: Path | None,
) -> Settings:
    """Every setting is given, so that nothing of the surrounding environment comes in."""
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return Settings(
        _env_file=None,
        database_url=database_url,
        public_url=public_url,
        secret_key=SecretStr(secrets.token_urlsafe(32)),
        data_keys=SecretStr(f"demo:{key}"),
        clock_file=clock_file,
        heartbeat_url=None,
        worker_poll_seconds=1.0,
        # Whoever tries it on the first of a month finds a report too.
        report_working_day=1,
        unsocial_days="sat,sun",
        unsocial_outside="09:00-17:00",
        unsocial_bank_holidays=True,
        twilio_account_sid=account.sid,
        twilio_auth_token=SecretStr(account.token),
        twilio_api_url=carrier_url,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_signing_secret=SecretStr(slack.workspace.signing_secret),
        slack_app_token=None,
        slack_api_url=slack.api_url,
        smtp_url=SecretStr(f"smtp://{hosting.HOST}:{mail_port}"),
        mail_auth_server=writers.SERVER,
        ssl_cert_file=None,
    )


def _connect(phones: InProcessControl, settings: Settings) -> None:
    """The number is bought at the carrier, and the rest is what `twilio configure` does. What is
    played while our own address does not answer is kept there, where the service looks at it."""
    outage = f"{settings.twilio_api_url}/outage"
    phones.own(fictional.NUMBER)
    for pointed in point_numbers(settings, outage):
        phones.bin(outage, pointed.fallback)
