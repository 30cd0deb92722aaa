"""Every measure equals the truth: what who played it decided, and what the carrier, the mail server
and the chat have of it, on either database. `QUARTER_DAYS=92` lives a whole quarter."""

import os
from datetime import date, timedelta

import pytest
from sqlmodel import delete

from advice_line.audit import periods
from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures import counting
from advice_line.audit.figures.verifying import reconcile
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Raw
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import lookups
from advice_line.tables.audit_facts import AuditCall, AuditQuery, AuditReading
from integrations.sandbox.mail import MailServer
from tests.audit import filled
from tests.audit.counted import Counted
from tests.audit.lived.expected import EXPECTED, beside
from tests.audit.lived.expected_aside import of_imaging, of_meetings, of_reviews
from tests.audit.lived.house import LATE, OUT_OF_ORDER, house
from tests.audit.lived.life import Life
from tests.audit.lived.truth import Came
from tests.stories.conftest import on_sqlite

pytestmark = pytest.mark.hazard("H18")
DAYS = int(os.environ.get("QUARTER_DAYS", "5"))
# What is told again in the suite is told of the first of them.
FEWER = int(os.environ.get("QUARTER_DAYS", "4"))
SEED = int(os.environ.get("QUARTER_SEED", "1"))
A_MONTH = 28
# The clocks go back on 25 October.
FIRST = date(2026, 10, 1) if DAYS > A_MONTH else date(2026, 10, 23)
Different = dict[str, tuple[Came, Came]]


@on_sqlite
def test_every_measure_is_the_truth(database_url: str, mail_server: MailServer) -> None:
    is_true(database_url, mail_server)


@pytest.mark.again
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_it_is_the_same_truth_there(database_url: str, mail_server: MailServer) -> None:
    is_true(database_url, mail_server, days=FEWER)


@pytest.mark.again
@pytest.mark.hazard("H16")
@on_sqlite
@pytest.mark.parametrize("rough", [OUT_OF_ORDER, LATE], ids=["out of order", "late"])
def test_what_is_said_twice_in_any_order_or_late_counts_once(
    database_url: str, mail_server: MailServer, rough: tuple[str, ...]
) -> None:
    is_true(database_url, mail_server, rough, FEWER)


def is_true(url: str, mail: MailServer, rough: tuple[str, ...] = (), days: int = DAYS) -> None:
    with house(url, mail, SEED, FIRST, rough) as life:
        found = different(life, days)
        faults = [each["message"] for each in life.world.phones.faults()]
    assert not found, "\n".join(f"{name}: {told}" for name, told in found.items())
    assert [each for each in faults if not each.endswith("out of reach on purpose")] == []


def different(life: Life, days: int) -> Different:
    """What is told otherwise than it was, after so many days; facts that are made anew are the
    same."""
    last = FIRST + timedelta(days=days - 1)
    life.days(FIRST, last)
    Facts(life.world.ledger).catch_up()
    made_anew(life)
    first = periods.holding(FIRST, PeriodKind.MONTH).first
    period = Period(first, periods.holding(last, PeriodKind.MONTH).after, PeriodKind.QUARTER)
    expected = truth(life, period)
    counted = {name: came(raw) for name, raw in told(life, period).items()}
    assert expected.keys() == counted.keys()
    return {
        name: (there, counted[name])
        for name, there in expected.items()
        if whole_thousandths(there) != counted[name]
    }


def truth(life: Life, period: Period) -> dict[str, Came]:
    first, last = period.first, period.after - timedelta(days=1)
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    return {
        **{name: reckoned(life.queries) for name, reckoned in EXPECTED.items()},
        **beside(life.queries, days),
        **of_meetings(life.aside, first, last),
        **of_reviews(life.aside),
        **of_imaging(life.aside),
    }


def told(life: Life, period: Period) -> dict[str, Raw]:
    with life.world.ledger.look("test") as work:
        (line,) = lookups.lines(work.session)
        return counting.count(work, line, period, every.MEASURES)


def made_anew(life: Life) -> None:
    counted = Counted(life.world, life.mail)
    filled.keep(life.world.ledger)
    with life.world.ledger.look("test") as work:
        found = reconcile(work)
        assert (found.differ, found.queries_waiting) == ([], 0)
    before = sorted(counted.everything(), key=str)
    with life.world.ledger.work("test") as work:
        for table in (AuditQuery, AuditCall, AuditReading):
            work.run(delete(table))
    Facts(life.world.ledger).catch_up()
    assert sorted(counted.everything(), key=str) == before


def came(raw: Raw) -> Came:
    found = Came(raw.numerator, raw.denominator, raw.eligible, raw.median, raw.ninetieth)
    return whole_thousandths(found)


def whole_thousandths(came: Came) -> Came:
    """Between two times two ways of reckoning may differ in the last of a float's digits."""
    median, ninetieth = (
        None if each is None else round(each, 3) for each in (came.median, came.ninetieth)
    )
    return came._replace(median=median, ninetieth=ninetieth)
