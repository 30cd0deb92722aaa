"""The clock process: runs the service's jobs, calendar dates and outgoing rows, and says it lives.

The only file that knows APScheduler, whose memory store keeps nothing that matters: what is due
lies in the database, so any number of workers may run and a killed one loses nothing.
"""

import logging
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from queue import SimpleQueue
from time import monotonic
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]  # no types
from apscheduler.schedulers.background import (  # type: ignore[import-untyped]  # no types
    BackgroundScheduler,
)
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]  # no types
from pydantic import BaseModel

from advice_line.errors import Busy
from advice_line.jobs import Job, Listener
from advice_line.ledger import due, outbox, upkeep
from advice_line.ledger.sender import Sender
from advice_line.ledger.work import Ledger
from rota.walltime import to_local, to_utc

ACTOR = "system"
# A job at work for longer than this has hung: the worker no longer counts as alive.
HUNG_SECONDS = 120.0
MOST_PASSES = 1000
# Of one pass, each as long as a row is waited for: with nobody to run it again soon, it must not
# end for what another worker has in hand.
TRIES = 10

_log = structlog.get_logger()


class Service(Protocol):
    """What the worker needs of the service it runs."""

    @property
    def ledger(self) -> Ledger: ...
    @property
    def sender(self) -> Sender: ...
    @property
    def jobs(self) -> Sequence[Job]: ...
    @property
    def listeners(self) -> Sequence[Listener]: ...


class PassReport(BaseModel):
    """What passes did: `fired` and `sent` count this run, the others what it left behind."""

    now: datetime
    fired: dict[str, int]
    sent: int
    retry_waiting: int
    dead: int
    next_due: datetime | None


def run_once(service: Service, name: str) -> PassReport:
    """Do all that is due until a pass finds nothing; `name` tells the workers apart.

    Raises `errors.Busy` when the database cannot be reached, and what a job raises.
    """
    fired: dict[str, int] = {}
    sent = 0
    jobs = [replace(job, run=partial(_patiently, job.run)) for job in service.jobs]
    for _ in range(MOST_PASSES):
        done = {job.name: run_job(service.ledger, job) for job in of_now(service.ledger, jobs)}
        drained = service.sender.drain()
        sent += drained.sent
        for job_name, count in done.items():
            fired[job_name] = fired.get(job_name, 0) + count
        if drained.nothing and not any(done.values()):
            break
    beat(service.ledger, name)
    return _report(service, {kind: count for kind, count in fired.items() if count}, sent)


def _patiently(run: Callable[[], int]) -> int:
    for _ in range(TRIES - 1):
        with suppress(Busy):
            return run()
    return run()


def of_now(ledger: Ledger, jobs: Sequence[Job]) -> list[Job]:
    """Without the calendar jobs whose date is still to come: there are a dozen, and each would look
    for its own."""
    with ledger.look(ACTOR) as look:
        dates, now = due.calendar_dates(look.session), look.now
    return [job for job in jobs if job.cron is None or dates.get(job.name, now) <= now]


def run_job(ledger: Ledger, job: Job) -> int:
    """What the job did; a calendar job runs only when its date has come."""
    return job.run() if job.cron is None else _run_dated(ledger, job)


def _run_dated(ledger: Ledger, job: Job) -> int:
    with ledger.look(ACTOR) as look:
        date = due.calendar_date(look.session, job.name)
        if date is not None and date > look.now:
            return 0
    with ledger.work(ACTOR) as work:
        due.register_calendar(work, job.name, next_date(job, work.now))
        lease_end = work.now + due.LEASE
        if not due.claim_calendar(work, job.name, work.now, lease_end):
            return 0
    done = job.run()
    with ledger.work(ACTOR) as work:
        due.end_lease(work, job.name, lease_end, next_date(job, work.now), done)
    return done or 1


def next_date(job: Job, after: datetime) -> datetime:
    """The first date of a calendar job after an instant, in UTC, by the policy of `rota/walltime`.

    Raises ValueError for a cron text that is none or whose date never comes.
    """
    zone = ZoneInfo(job.time_zone)
    # The scheduler reckons on a clock that never changes: its own zones repeat the doubled hour.
    trigger = CronTrigger.from_crontab(job.cron, UTC)
    wall, at = to_local(after, zone).replace(tzinfo=UTC), after
    while at <= after:
        wall = trigger.get_next_fire_time(None, wall + timedelta(microseconds=1))
        if wall is None:
            raise ValueError(f"{job.name}: {job.cron} never comes")
        at = to_utc(wall.replace(tzinfo=None), zone)
    return at


def beat(ledger: Ledger, name: str) -> None:
    with ledger.work(ACTOR) as work:
        upkeep.beat(work, name)


def _report(service: Service, fired: dict[str, int], sent: int) -> PassReport:
    with service.ledger.look(ACTOR) as look:
        left = outbox.standing(look.session)
        dates = due.calendar_dates(look.session)
        dated = [dates.get(job.name) for job in service.jobs if job.cron]
        now = look.now
    instants = [left.next_due, *dated, *(job.next_due() for job in service.jobs)]
    return PassReport(
        now=now,
        fired=fired,
        sent=sent,
        retry_waiting=left.retry_waiting,
        dead=left.dead,
        next_due=min((at for at in instants if at is not None), default=None),
    )


class Worker:
    """Runs until it is told to stop; each job in its own turn, none twice at the same time."""

    def __init__(self, service: Service, name: str, poll_seconds: float) -> None:
        self._service = service
        self._name = name
        self._poll_seconds = poll_seconds
        self._since: dict[str, float] = {}
        # Not an Event: a signal's handler that sets one while this very thread is about to wait for
        # it waits for itself for ever. A SimpleQueue is made to be interrupted by its own `put`.
        self._told_to_stop: SimpleQueue[None] = SimpleQueue()

    def run(self) -> None:
        """Returns after SIGTERM or SIGINT, once what was in hand is finished."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: self.stop())
        scheduler = self._scheduler()
        self._service.sender.start()
        for listener in self._service.listeners:
            listener.start()
        scheduler.start()
        self._told_to_stop.get()
        for listener in self._service.listeners:
            listener.stop()
        self._service.sender.stop()
        scheduler.shutdown(wait=True)

    def stop(self) -> None:
        self._told_to_stop.put(None)

    def _scheduler(self) -> BackgroundScheduler:
        # It warns at every turn that a slow job is still at work, which is what we asked for.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        jobs = self._service.jobs
        scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(len(jobs) + 2)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        for job in jobs:
            turn = partial(self._turn, job.name, partial(run_job, self._service.ledger, job))
            self._add(scheduler, turn, job.every_seconds or self._poll_seconds)
        self._add(scheduler, self._service.sender.wake, self._poll_seconds)
        self._add(scheduler, self._beat, self._poll_seconds)
        return scheduler

    def _add(self, scheduler: BackgroundScheduler, turn: Callable[[], None], every: float) -> None:
        scheduler.add_job(turn, "interval", seconds=every)

    def _turn(self, name: str, run: Callable[[], int]) -> None:
        self._since[name] = monotonic()
        try:
            run()
        except Exception as error:  # the next turn comes all the same; its class says enough
            _log.error("job_failed", job=name, error=type(error).__name__)
        finally:
            del self._since[name]

    def _beat(self) -> None:
        hung = [name for name, since in self._since.copy().items() if self._hung(since)]
        hung += [f"outgoing:{channel}" for channel in self._service.sender.hanging()]
        if hung:
            _log.error("jobs_hang", jobs=hung)
            return
        try:
            beat(self._service.ledger, self._name)
        except Exception as error:  # no heartbeat is then what readiness shows
            _log.error("job_failed", job="heartbeat", error=type(error).__name__)

    def _hung(self, since: float) -> bool:
        return monotonic() - since > HUNG_SECONDS
