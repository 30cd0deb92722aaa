"""Everything on one machine, without an account: the fictional line, running until it is stopped.

A month is lived first, in simulated time; then the machine's own time goes on, with the pages, the
worker, the telephone network and the mail server in this one process, so that nothing of it can be
left behind.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from sqlalchemy import URL

from advice_line import main
from advice_line.audit.facts.keeping import Facts
from advice_line.clock import Clock, SystemClock
from advice_line.demo import fictional, hosting, page, waits
from advice_line.demo.history import DAYS, History
from advice_line.demo.meetings import Meetings
from advice_line.demo.page import Curtain
from advice_line.demo.playing import Play
from advice_line.demo.seeding import filling
from advice_line.demo.seeding.filling import Wanted
from advice_line.demo.stage import Stage, build_stage
from advice_line.job_list import FIGURES, REPORTS
from advice_line.ledger import due
from advice_line.settings import Settings
from advice_line.trust.roles import SYSTEM
from advice_line.worker import Worker
from integrations.sandbox.driving import Driver

A_YEAR = Wanted(queries=1_000, seed=4, days=400, taught=False)
_A_DAY = timedelta(days=1)
# A report whose figures are still being counted would be made on another day.
_COUNTED_WITHIN = timedelta(minutes=3)
_WEEKS_BACK = 70


class TwoTimes:
    """The carrier's time while the past is lived, then the machine's, some days ahead of it and
    whatever was skipped since."""

    def __init__(self, machine: Clock | None = None) -> None:
        self._machine = machine or SystemClock()
        self._past: Clock | None = None
        self.ahead = fictional.days_ahead(self._machine.now())
        self._skipped = timedelta()
        self._file: Path | None = None

    def now(self) -> datetime:
        if self._past is not None:
            return self._past.now()
        return self._machine.now() + timedelta(days=self.ahead) + self._skipped

    def skip(self, seconds: float) -> None:
        self._skipped += timedelta(seconds=seconds)
        self._keep()

    def keep_in(self, file: Path) -> None:
        """From now on the file says what time it is, to whoever else works on this line's data."""
        self._file = file
        self._keep()

    def _keep(self) -> None:
        if self._file is None:
            return
        # Put in place whole: a command that reads it meanwhile finds the time before or after.
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{self.now():%Y-%m-%dT%H:%M:%S.%f}Z x1\n", encoding="ascii")
        fresh.replace(self._file)

    def live_in(self, past: Clock) -> None:
        self._past = past

    def arrive(self) -> None:
        self._past = None


def run(port: int, say: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM. Raises `errors.Invalid` when the port is taken."""
    reserved = hosting.reserve(port)
    with reserved, TemporaryDirectory(prefix="advice-line-demo-") as folder:
        public_url = f"http://localhost:{hosting.port_of(reserved)}"
        clock, curtain = TwoTimes(), Curtain()
        now, clock_file = clock.now(), Path(folder, "clock.txt")
        clock.keep_in(clock_file)
        database = URL.create("sqlite", database=str(Path(folder, "demo.sqlite3")))
        with build_stage(
            database.render_as_string(),
            public_url,
            now - timedelta(days=DAYS) - _A_DAY,
            today=now,
            clock=clock,
            weeks_back=_WEEKS_BACK,
            routers=[page.router(curtain)],
            clock_file=clock_file,
        ) as stage:
            say("Living a month of a fictional advice line. This may take a minute.")
            _live_a_month(stage, clock, now)
            _count(stage)
            _leave_settings(Path(folder), stage.service.settings)
            say(f"Its data lies in {folder} until it stops; advice-line commands work there.")
            waits.keep(stage)
            curtain.play = Play(stage, stage.phones.now(), days_ahead=clock.ahead, skip=clock.skip)
            with (
                Driver(stage.carrier),
                stage.open(_application(stage), reserved, lifespan=True),
            ):
                say(f"Try it at {public_url}/demo and stop it with Ctrl-C.")
                say(f"Ready: {public_url}")
                jobs = stage.power.jobs(stage.jobs)
                working = replace(stage.service, jobs=jobs)
                Worker(working, "demo", stage.service.settings.worker_poll_seconds).run()


def _count(stage: Stage) -> None:
    """Facts now; the figures of a year take longer than whoever waits for the first page should,
    and are the first that the worker does, and the report of the month after them."""
    ledger = stage.service.ledger
    Facts(ledger).catch_up()
    with ledger.work(SYSTEM.label) as work:
        due.register_calendar(work, FIGURES, work.now)
        due.register_calendar(work, REPORTS, work.now + _COUNTED_WITHIN)


def _application(stage: Stage) -> FastAPI:
    return main.ready(stage.service, lambda: stage.power.on)


def _live_a_month(stage: Stage, clock: TwoTimes, until: datetime) -> None:
    """Nobody can reach the pages yet: the past answers at a port of its own."""
    clock.live_in(stage.carrier.clock)
    # What an audit is of takes a year. It is made up whole, without a word of anybody.
    filling.fill(stage.service.ledger, fictional.LINE, A_YEAR)
    with stage.open(stage.service.app, hosting.reserve(0), lifespan=False):
        History(stage, until, besides=Meetings(stage, until).acts()).play()
    clock.arrive()
    stage.phones.advance((clock.now() - stage.phones.now()).total_seconds())
    stage.mail.store.forget()


def _leave_settings(folder: Path, settings: Settings) -> None:
    """For the commands of whoever wants to look inside, started in this folder."""
    wanted = settings.model_dump(exclude_none=True)
    lines = []
    for name, value in wanted.items():
        plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        if isinstance(plain, str | int | float | Path):
            lines.append(f"{name.upper()}='{plain}'")
    file = folder / ".env"
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
