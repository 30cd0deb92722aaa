"""Due rows and calendar jobs: whoever claims them does them, alone, and none is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import func, insert, select

from advice_line.clock import SetClock
from advice_line.ledger import due, outbox
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.tables.columns import opaque
from advice_line.tables.ledger import CalendarJob, Outgoing, TrailEntry
from tests.ledger.sending import put

TIMERS = 300


def test_of_a_hundred_guarded_updates_one_wins(ledger: Ledger) -> None:
    with ledger.work("system") as work:
        beat = work.add(TrailEntry(at=work.now, actor="system", action="claim.me"))
    row_id, start = beat.id, Barrier(20)
    assert row_id is not None

    def claim(thread: int) -> int:
        start.wait()
        won = 0
        for attempt in range(5):
            with ledger.work("system") as work:
                to = f"{thread}.{attempt}"
                won += due.claim(work, TrailEntry, row_id, "subject", None, to)
        return won

    with ThreadPoolExecutor(20) as threads:
        assert sum(threads.map(claim, range(20))) == 1


@pytest.mark.hazard("H01")
def test_h01_three_sweepers_do_every_due_row_once(ledger: Ledger) -> None:
    with ledger.work("system") as work:
        work.session.execute(
            insert(Outgoing),
            [
                {
                    "public_id": opaque(),
                    "once": f"timer-{number}",
                    "kind": NoticeKind.UNWRITTEN_RECORDS,
                    "channel": OutChannel.SMS,
                    "recipient": Recipient.RESPONDER,
                    "made_at": work.now,
                    "state": OutgoingState.WAITING,
                    "attempts": 0,
                    "unknown_ends": 0,
                    "next_try_at": work.now - timedelta(seconds=number),
                }
                for number in range(TIMERS)
            ],
        )

    def sweep(_sweeper: int) -> int:
        done = 0
        while found := look():
            for row_id in found:
                done += one(row_id)
        return done

    def look() -> list[int]:
        with ledger.look("system") as look:
            return due.rows(look.session, Outgoing, "next_try_at", look.now, 50)

    def one(row_id: int) -> int:
        with ledger.work("system") as work:
            row = work.session.get_one(Outgoing, row_id)
            was = row.next_try_at
            if was is None or not due.claim(work, Outgoing, row_id, "next_try_at", was, None):
                return 0
            work.record("timer.fired", subject=row.once)
            return 1

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(sweep, range(3))) == TIMERS
    with ledger.look("system") as check:
        fired = check.session.exec(
            select(func.count(), func.count(TrailEntry.subject.distinct()))  # type: ignore[union-attr]  # a column
        ).one()
    assert tuple(fired) == (TIMERS, TIMERS)


def test_the_longest_due_comes_first_and_what_is_not_due_not_at_all(
    ledger: Ledger, clock: SetClock
) -> None:
    for once, late in (("an hour ago", 3600), ("yesterday", 86400), ("tomorrow", -86400)):
        now = clock.now()
        clock.advance(-late)
        put(ledger, once)
        clock.instant = now
    with ledger.look("system") as look:
        found = due.rows(look.session, Outgoing, "next_try_at", look.now, 10)
        named = {row.id: row.once for row in outbox.rows(look.session)}
    assert [named[row] for row in found] == ["yesterday", "an hour ago"]


def test_a_calendar_job_missed_for_a_week_runs_once(ledger: Ledger, clock: SetClock) -> None:
    day = timedelta(days=1)
    with ledger.work("system") as work:
        assert due.register_calendar(work, "nightly", work.now + day)
        assert not due.register_calendar(work, "nightly", work.now)
        assert not due.claim_calendar(work, "nightly", work.now, work.now + 2 * day)
    clock.advance(7 * 86400)
    with ledger.work("system") as work:
        assert due.claim_calendar(work, "nightly", work.now, work.now + day)
        assert not due.claim_calendar(work, "nightly", work.now, work.now + day)
        assert due.calendar_date(work.session, "nightly") == work.now + day
        assert due.calendar_date(work.session, "weekly") is None
        job = work.session.get_one(CalendarJob, "nightly")
        assert job.last_run_at == work.now


def test_a_leased_calendar_job_is_due_again_when_its_worker_died(
    ledger: Ledger, clock: SetClock
) -> None:
    with ledger.work("system") as work:
        due.register_calendar(work, "nightly", work.now)
        lease_end = work.now + timedelta(minutes=10)
        assert due.claim_calendar(work, "nightly", work.now, lease_end)
    clock.advance(601)
    with ledger.work("system") as work:
        assert due.claim_calendar(work, "nightly", work.now, work.now + timedelta(minutes=10))
        assert not due.end_lease(work, "nightly", lease_end, work.now + timedelta(days=1))


def test_sixteen_workers_claim_a_calendar_job_once(ledger: Ledger) -> None:
    with ledger.work("system") as work:
        due.register_calendar(work, "nightly", work.now)
    start = Barrier(16)

    def claim(_worker: int) -> bool:
        start.wait()
        with ledger.work("system") as work:
            return due.claim_calendar(work, "nightly", work.now, work.now + timedelta(days=1))

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(claim, range(16))) == 1
