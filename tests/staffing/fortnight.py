"""Two weeks with open sessions, and four people who could have them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.staffing.plans.planned import ProposalShown, Proposed
from advice_line.staffing.plans.planning import Planning
from advice_line.trust.roles import SYSTEM, Actor
from rota import store
from rota.changing import Changing
from rota.duty import Timetable
from rota.plans.fairness import Unsocial
from rota.values import Absence, AbsenceKind
from tests.directory.example import EXAMPLE
from tests.staffing.acting import acting

# Two whole weeks: Amara in the mornings and Ben in the afternoons, then Ben all day.
FIRST, LAST = date(2026, 11, 30), date(2026, 12, 11)
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
DAY = timedelta(days=1)


CHRIS = """
[[responders]]
key = "chris"
name = "Dr Chris Sample"
role = "radiologist"
registration = { body = "GMC", number = "9990003", expires = 2028-06-30 }
mobile = "+447700900003"
email = "chris@example.org"
roles = ["responder"]
"""
DANA = CHRIS.replace("chris", "dana").replace("Chris", "Dana").replace("003", "004")
STOOD_IN = """
[[covers]]
key = "stood-in"
line = "hotdoc"
from = 2026-11-02T08:00:00
to = 2026-11-02T09:00:00
tier = "2"
who = ["chris", "dana"]
"""


@pytest.fixture
def site(ledger: Ledger) -> Ledger:
    """The documented example, and two radiologists who have stood in on it."""
    set_up(ledger, EXAMPLE + CHRIS + DANA + STOOD_IN, by=SYSTEM)
    return ledger


@pytest.fixture
def door(site: Ledger) -> Planning:
    return Planning(site, Unsocial())


@pytest.fixture
def ben(site: Ledger) -> Actor:
    return acting(site, "ben")


@contextmanager
def changing(site: Ledger) -> Iterator[Changing]:
    with site.work("responder:ben") as work:
        yield Changing(work.session, at=work.now, by=work.by, act="test")


def away(site: Ledger, who: str, start: datetime, end: datetime) -> None:
    with changing(site) as change:
        change.put(None, Absence(f"{who}-{start}", who, AbsenceKind.LEAVE, start, end))


def table(site: Ledger) -> Timetable:
    with site.look("test") as work:
        return store.timetable(work.session, "hotdoc")


def propose(door: Planning, actor: Actor, solver: str | None = "greedy") -> ProposalShown:
    return door.propose(actor, line="hotdoc", first_day=FIRST, last_day=LAST, solver=solver)


def by_start(shown: ProposalShown) -> dict[datetime, Proposed]:
    return {each.start: each for each in shown.sessions}
