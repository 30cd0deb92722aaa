"""Any number of workers: each finding is written down once, and told once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import func, select

from advice_line.clock import SetClock
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.staffing.watching.gap_notices import GapNotices
from advice_line.staffing.watching.looking import Looking
from advice_line.staffing.watching.reachability import Reachability
from advice_line.tables.watch import ReachCheck, RotaFinding, RotaTelling
from advice_line.trust.roles import SYSTEM
from tests.directory.example import spoilt

WORKERS = 6
AFTERNOONS = '  { week = 1, days = "mon-fri", time = "13:00-19:00", tier = "1", who = ["ben"] },\n'


def all_at_once(work: object) -> int:
    start = Barrier(WORKERS)

    def one(_worker: int) -> int:
        start.wait()
        return work()  # type: ignore[no-any-return, operator]

    with ThreadPoolExecutor(WORKERS) as threads:
        return sum(threads.map(one, range(WORKERS)))


def count(ledger: Ledger, table: type) -> int:
    with ledger.look("test") as work:
        return work.session.exec(select(func.count()).select_from(table)).one()


def test_six_workers_find_and_tell_once(ledger: Ledger, clock: SetClock) -> None:
    set_up(ledger, spoilt((AFTERNOONS, "")), by=SYSTEM)
    found = all_at_once(Looking(ledger).at_changes)
    assert found == count(ledger, RotaFinding) > 20
    assert all_at_once(Looking(ledger).nightly) == 0
    told = all_at_once(GapNotices(ledger, mail=False).tell)
    assert told == count(ledger, RotaTelling) == found
    with ledger.look("test") as work:
        (row,) = outbox.rows(work.session)
        assert (row.kind, row.channel) == (NoticeKind.ROTA_FINDINGS, OutChannel.SMS)

    clock.advance(7 * 24 * 3600)
    assert all_at_once(Looking(ledger).nightly) > 0
    assert all_at_once(GapNotices(ledger, mail=False).tell) > 0
    with ledger.look("test") as work:
        assert len(outbox.rows(work.session)) == 2


def test_six_workers_ask_once_and_tell_of_silence_once(ledger: Ledger, clock: SetClock) -> None:
    set_up(ledger, spoilt(), by=SYSTEM)
    clock.advance(22.5 * 3600)
    reach = Reachability(ledger, [OutChannel.SMS])
    assert all_at_once(reach.ask) == 1
    assert count(ledger, ReachCheck) == 1
    clock.advance(15 * 60)
    assert all_at_once(reach.alarm) == 1
    with ledger.look("test") as work:
        kinds = [row.kind for row in outbox.rows(work.session)]
    assert sorted(kinds) == [NoticeKind.REACH_CHECK, NoticeKind.REACH_UNANSWERED]
