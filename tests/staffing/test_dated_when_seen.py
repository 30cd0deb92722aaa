"""A change that had to wait for somebody else's is dated when it was its turn: what was asked of
the rota meanwhile is answered afterwards as it was then."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select, text

from advice_line.clock import SetClock
from advice_line.ledger.work import Ledger
from advice_line.staffing.changes.amending import Act, amend
from advice_line.staffing.exchange.exchanging import Exchanging
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.staffing.rostering.roster import Roster
from advice_line.staffing.rota_door import changing
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import SYSTEM
from rota.changing import lock
from rota.history import History
from rota.values import Cover, Tier
from rota.walltime import to_utc
from tests.drills.waiting import until
from tests.rota.rotas import LONDON
from tests.staffing.acting import acting
from tests.staffing.ward import MORE_PEOPLE, local
from tests.stories.world import HOTDOC

NOON, ONE = local("2026-11-23 12:00"), local("2026-11-23 13:00")
SECOND = timedelta(seconds=1)
SHEET = b"tier,who,start,end\n1,eve,2026-11-23 12:00,2026-11-23 13:00\n"
COVERED = """
version = 1
[[covers]]
line = "hotdoc"
key = "noon"
from = 2026-11-23T12:00:00
to = 2026-11-23T13:00:00
tier = "1"
who = ["eve"]
"""


@pytest.fixture
def site(ledger: Ledger) -> Ledger:
    set_up(ledger, HOTDOC.read_text(encoding="utf-8"), by=SYSTEM)
    set_up(ledger, MORE_PEOPLE, by=SYSTEM)
    return ledger


def covered(site: Ledger) -> Callable[[], object]:
    dora, door = acting(site, "dora"), Roster(site)
    return lambda: door.cover(dora, line="hotdoc", tier="1", who=["eve"], start=NOON, end=ONE)


def imported(site: Ledger) -> Callable[[], object]:
    dora, door = acting(site, "dora"), Exchanging(site)
    shown = door.preview(dora, line="hotdoc", data=SHEET)
    return lambda: door.accept(dora, shown.id)


def given_by_file(site: Ledger) -> Callable[[], object]:
    return lambda: set_up(site, COVERED, by=SYSTEM)


@contextmanager
def held(site: Ledger, change: Callable[[], object]) -> Iterator[None]:
    """Somebody else changes the rota meanwhile: this change begins, and waits for them to end."""
    with ThreadPoolExecutor(1) as other:
        with site.work("test") as work:
            lock(work.session)
            done = other.submit(change)
            if not site.db.sqlite:
                until(lambda: waiting(site), 1)
            yield
        done.result(10)


def waiting(site: Ledger) -> bool:
    """Whether a connection waits for a row that another one holds."""
    blocked = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with site.db.engine.connect() as connection:
        return connection.execute(text(blocked)).first() is not None


def history(site: Ledger) -> History:
    return Roster(site).history(acting(site, "dora"), "hotdoc")


def on_at_noon(site: Ledger, known: datetime) -> list[str]:
    at = to_utc(NOON, LONDON)
    on = history(site).asked_at(at, known).on_duty(at)
    return [each.person_ref for each in on if each.tier == "1"]


@pytest.mark.hazard("H03")
@pytest.mark.parametrize("doing", [covered, imported, given_by_file])
def test_what_was_known_while_a_change_waited_stays_what_was_known(
    site: Ledger, clock: SetClock, doing: Callable[[Ledger], Callable[[], object]]
) -> None:
    change = doing(site)
    clock.advance(60)
    with held(site, change):
        clock.advance(1)
        asked = clock.now()
        assert on_at_noon(site, asked) == ["amara"]
        clock.advance(1)
    assert on_at_noon(site, asked) == ["amara"]
    assert on_at_noon(site, asked + SECOND) == ["eve"]


@pytest.mark.hazard("H03")
def test_what_was_asked_while_a_long_change_was_made_stays_as_it_was_answered(
    site: Ledger, clock: SetClock
) -> None:
    dora = acting(site, "dora")
    noon = Cover("noon", Tier.FIRST, ("eve",), to_utc(NOON, LONDON), to_utc(ONE, LONDON))
    with changing(site, dora) as work:
        amend(work, dora, Act("cover.made"), lambda change: change.put("hotdoc", noon))
        clock.advance(5)
        asked = clock.now()
        assert on_at_noon(site, asked) == ["amara"]
        clock.advance(1)
    assert on_at_noon(site, asked) == ["amara"]
    assert on_at_noon(site, asked + SECOND) == ["eve"]


def test_a_change_that_waited_has_one_instant_throughout(site: Ledger, clock: SetClock) -> None:
    with held(site, covered(site)):
        clock.advance(60)
    change = max((each.made for each in history(site).facts), key=lambda each: each.id)
    with site.look("test") as work:
        line = col(TrailEntry.action) == "rota.cover.made"
        (entry,) = work.session.exec(select(TrailEntry).where(line))
        assert entry.at == change.at == clock.now()
