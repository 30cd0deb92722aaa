"""What the watch found and whom it told is kept for a year, and then goes."""

from datetime import datetime, timedelta

from sqlmodel import SQLModel, col, func, select

from advice_line.clock import SetClock
from advice_line.job_list import of_the_watch
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.staffing.watching.forgetting import Forgetting
from advice_line.staffing.watching.gap_notices import GapNotices
from advice_line.staffing.watching.looking import Looking
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.watch import RotaBundle, RotaFinding, RotaTelling
from advice_line.trust.roles import SYSTEM
from tests.directory.example import spoilt
from tests.staffing.test_watch_at_once import AFTERNOONS, count

KEPT = timedelta(days=366)


def looked(ledger: Ledger) -> None:
    Looking(ledger).nightly()
    GapNotices(ledger, mail=False).tell()


def test_what_was_wrong_more_than_a_year_ago_goes_with_who_was_told(
    ledger: Ledger, clock: SetClock
) -> None:
    set_up(ledger, spoilt((AFTERNOONS, "")), by=SYSTEM)
    looked(ledger)
    clock.advance(timedelta(days=10).total_seconds())
    looked(ledger)
    begun = first(ledger)
    clock.advance((KEPT - timedelta(days=3)).total_seconds())
    looked(ledger)
    before = rows(ledger)
    assert Forgetting(ledger).forget() > 0
    assert first(ledger) >= clock.now() - KEPT > begun
    after = rows(ledger)
    assert all(0 < now < was for now, was in zip(after[:2], before[:2], strict=True))
    assert after[2] == before[2], "the first notice also told of what is not that old"

    clock.advance(timedelta(days=60).total_seconds())
    assert Forgetting(ledger).forget() > 0
    assert rows(ledger)[2] < before[2]
    assert Forgetting(ledger).forget() == 0
    with ledger.look("test") as work:
        kept = work.session.exec(
            select(TrailEntry).where(col(TrailEntry.action) == "rota.findings.forgotten")
        ).all()
        assert sum(each.detail["findings"] for each in kept) == before[0] - rows(ledger)[0]


def test_what_is_wrong_now_stays_however_long_it_is_known(ledger: Ledger, clock: SetClock) -> None:
    set_up(ledger, spoilt((AFTERNOONS, "")), by=SYSTEM)
    looked(ledger)
    there = rows(ledger)
    clock.advance((KEPT * 3).total_seconds())
    assert Forgetting(ledger).forget() == 0
    assert rows(ledger) == there


def test_the_worker_forgets_every_night(ledger: Ledger) -> None:
    (job,) = (each for each in of_the_watch(ledger, (), 1.0) if each.name == "rota_forgotten")
    assert job.cron is not None
    assert job.run() == 0


def first(ledger: Ledger) -> datetime:
    with ledger.look("test") as work:
        found: datetime = work.session.exec(select(func.min(RotaFinding.ends_at))).one()
        return found


def rows(ledger: Ledger) -> list[int]:
    tables: list[type[SQLModel]] = [RotaFinding, RotaTelling, RotaBundle]
    return [count(ledger, each) for each in tables]
