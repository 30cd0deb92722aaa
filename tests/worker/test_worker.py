"""A worker does what is due, once; what was missed is made up for; a pass says what it did."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from advice_line.clock import SetClock
from advice_line.errors import Busy
from advice_line.jobs import Job, Listener
from advice_line.ledger import upkeep
from advice_line.ledger.sender import Sender
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutChannel
from advice_line.worker import next_date, run_once
from tests.conftest import MONDAY_NINE
from tests.ledger.sending import a_sender, put
from tests.ledger.vendors import Killed, Vendor


@dataclass
class Site:
    """A service with a vendor of its own and whatever jobs a test gives it."""

    ledger: Ledger
    vendor: Vendor = field(default_factory=Vendor)
    jobs: list[Job] = field(default_factory=list)
    listeners: list[Listener] = field(default_factory=list)

    @property
    def sender(self) -> Sender:
        return a_sender(self.ledger, self.vendor)


@pytest.fixture
def site(ledger: Ledger) -> Site:
    return Site(ledger)


def counted(ledger: Ledger, runs: list[datetime]) -> Callable[[], int]:
    def run() -> int:
        runs.append(ledger.clock.now())
        return 1

    return run


def nightly(ledger: Ledger, runs: list[datetime]) -> Job:
    return Job(name="nightly", cron="30 2 * * *", run=counted(ledger, runs))


def test_an_idle_site_says_so_in_one_line(site: Site) -> None:
    assert json.loads(run_once(site, "w1").model_dump_json()) == {
        "now": "2026-11-23T09:00:00Z",
        "fired": {},
        "sent": 0,
        "retry_waiting": 0,
        "dead": 0,
        "next_due": None,
    }


def test_passes_go_on_until_one_finds_nothing_and_send_what_the_jobs_put(site: Site) -> None:
    left = [3, 2, 1]

    def remind() -> int:
        if not left:
            return 0
        put(site.ledger, f"reminder {left[0]}")
        return left.pop(0)

    site.jobs.append(Job(name="tasks", every_seconds=1, run=remind))
    report = run_once(site, "w1")
    assert (report.fired, report.sent) == ({"tasks": 6}, 3)


@pytest.mark.parametrize("when", [{"every_seconds": 1}, {"cron": "0 9 * * *"}])
def test_a_pass_waits_for_rows_that_another_worker_has_in_hand(
    site: Site, clock: SetClock, when: dict[str, Any]
) -> None:
    held = [Busy(), Busy()]

    def remind() -> int:
        if held:
            raise held.pop()
        return 0

    site.jobs.append(Job(name="tasks", run=remind, **when))
    run_once(site, "w1")
    clock.advance(86400)
    run_once(site, "w1")
    assert not held


def test_a_pass_does_not_wait_for_ever(site: Site) -> None:
    def remind() -> int:
        raise Busy

    site.jobs.append(Job(name="tasks", every_seconds=1, run=remind))
    with pytest.raises(Busy):
        run_once(site, "w1")


def test_what_is_left_is_told(site: Site, clock: SetClock) -> None:
    site.vendor.mood.extend(["busy", "refuses"])
    put(site.ledger, "one", OutChannel.CALL)
    put(site.ledger, "two")
    soon = clock.now() + timedelta(seconds=5)
    site.jobs.append(Job(name="tasks", every_seconds=1, run=lambda: 0, next_due=lambda: soon))
    report = run_once(site, "w1")
    assert (report.sent, report.retry_waiting, report.dead) == (0, 1, 1)
    assert report.next_due == soon
    assert site.vendor.losses == ["21211"]


def test_a_pass_leaves_a_heartbeat(site: Site, clock: SetClock) -> None:
    run_once(site, "w1")
    clock.advance(60)
    run_once(site, "w2")
    run_once(site, "w1")
    with site.ledger.look("system") as look:
        assert upkeep.last_beat(look.session) == clock.now()


def test_a_calendar_job_runs_at_its_date_and_not_before(site: Site, clock: SetClock) -> None:
    runs: list[datetime] = []
    site.jobs.append(nightly(site.ledger, runs))
    assert run_once(site, "w1").next_due == datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    clock.instant = datetime(2026, 11, 24, 2, 29, 59, tzinfo=UTC)
    assert run_once(site, "w1").fired == {}
    clock.advance(1)
    assert run_once(site, "w1").fired == {"nightly": 1}
    assert run_once(site, "w2").fired == {}
    assert runs == [clock.now()]


def test_dates_missed_while_the_worker_was_down_are_made_up_for_once(
    site: Site, clock: SetClock
) -> None:
    runs: list[datetime] = []
    site.jobs.append(nightly(site.ledger, runs))
    run_once(site, "w1")
    clock.advance(5 * 86400)
    assert run_once(site, "w1").fired == {"nightly": 1}
    assert run_once(site, "w1").next_due == datetime(2026, 11, 29, 2, 30, tzinfo=UTC)
    assert len(runs) == 1


def test_a_calendar_job_whose_worker_was_killed_is_run_again_by_another(
    site: Site, clock: SetClock
) -> None:
    runs: list[datetime] = []
    killed: list[bool] = [True]

    def run() -> int:
        if killed:
            killed.clear()
            raise Killed
        runs.append(clock.now())
        return 4

    site.jobs.append(Job(name="nightly", cron="30 2 * * *", run=run))
    run_once(site, "w1")
    clock.instant = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    with pytest.raises(Killed):
        run_once(site, "w1")
    assert run_once(site, "w2").fired == {}
    clock.advance(15 * 60)
    assert run_once(site, "w2").fired == {"nightly": 4}
    assert len(runs) == 1


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("after", "date"),
    [
        ("2026-10-24T12:00Z", "2026-10-25T00:30Z"),  # 01:30 comes twice this night
        ("2026-10-25T00:30Z", "2026-10-26T01:30Z"),
        ("2026-10-25T01:10Z", "2026-10-26T01:30Z"),
        ("2026-03-28T12:00Z", "2026-03-29T01:00Z"),  # 01:30 does not exist this night
        ("2026-03-29T01:00Z", "2026-03-30T00:30Z"),
    ],
)
def test_h05_a_nightly_date_comes_once_each_night_at_the_clock_change(
    after: str, date: str
) -> None:
    job = Job(name="nightly", cron="30 1 * * *", run=lambda: 0)
    assert next_date(job, datetime.fromisoformat(after)) == datetime.fromisoformat(date)


def test_a_date_is_local_time_on_the_days_named() -> None:
    job = Job(name="morning", cron="30 7 * * mon-fri", run=lambda: 0)
    friday = datetime(2026, 10, 23, 12, tzinfo=UTC)
    assert next_date(job, friday) == datetime(2026, 10, 26, 7, 30, tzinfo=UTC)
    assert next_date(job, datetime(2026, 7, 1, tzinfo=UTC)) == datetime(
        2026, 7, 1, 6, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("when", [{}, {"every_seconds": 1.0, "cron": "30 2 * * *"}])
def test_a_job_is_either_repeated_or_dated(when: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="either"):
        Job(name="both", run=lambda: 0, **when)  # type: ignore[arg-type]  # wrong on purpose


def test_the_clock_of_the_passes_is_the_services(site: Site) -> None:
    assert run_once(site, "w1").now == MONDAY_NINE
