"""Figures that are kept are what their facts come to: a fact that comes late makes those of its
week, month, quarter and year anew, and whatever was changed behind our back is named (H18)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from advice_line.audit.facts import keeping
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.tables.audit_facts import AuditFigure, AuditQuery
from integrations.sandbox.phones import rings_out
from tests.audit.counted import Counted

pytestmark = pytest.mark.hazard("H18")
SMALL = 5
PERIODS = ("2026-W48", "2026-11", "2026-Q4", "2026-27")
IN_APRIL = datetime(2027, 4, 2, 10, tzinfo=UTC)
QUERIES = "utilisation.queries"


def keep(counted: Counted) -> None:
    counted.counts()
    Figures(counted.world.ledger, SMALL).catch_up()


def kept(counted: Counted, measure: str = QUERIES) -> dict[str, int]:
    """The numerator of each period."""
    with counted.world.ledger.look("test") as work:
        wanted = select(AuditFigure).where(col(AuditFigure.measure) == measure)
        return {row.period: row.numerator for row in work.session.exec(wanted)}


@pytest.fixture
def a_year_later(counted: Counted) -> Counted:
    """One call of November, of which the year is over."""
    counted.world.everybody(rings_out())
    counted.rings().waits(3).hangs_up()
    counted.world.settle()
    clock = counted.world.service.clock
    counted.world.phones.advance((IN_APRIL - clock.now()).total_seconds())
    keep(counted)
    assert {kept(counted)[each] for each in PERIODS} == {1}
    return counted


def closes_it_as_a_test(counted: Counted) -> None:
    amara, reference = counted.world.responder("amara"), counted.world.query()["reference"]
    counted.world.records.close(amara, reference, "we tried the line", "tap", "test_call")


def test_what_is_known_late_makes_every_period_of_it_new(a_year_later: Counted) -> None:
    closes_it_as_a_test(a_year_later)
    a_year_later.counts()
    found, all_of_them = a_year_later.compared(), len(kept(a_year_later)) * len(every.MEASURES)
    assert found.fits, "a figure that is to be counted anew is not called wrong"
    assert (found.figures, found.figures_waiting) == (
        all_of_them - len(PERIODS) * len(every.MEASURES),
        len(PERIODS) * len(every.MEASURES),
    ), "nor right"
    keep(a_year_later)
    assert {kept(a_year_later)[each] for each in PERIODS} == {0}
    _is_whole(a_year_later)


def test_what_happened_since_facts_were_made_waits_to_be_counted_and_is_no_fault(
    a_year_later: Counted,
) -> None:
    """The worker makes facts by the hour: until then they say what was so before."""
    closes_it_as_a_test(a_year_later)
    found = a_year_later.compared()
    assert (found.fits, found.queries_waiting, found.figures_waiting) == (True, 1, 0)
    keep(a_year_later)
    _is_whole(a_year_later)


def test_facts_that_are_made_anew_a_little_at_a_time_are_no_fault_until_they_are(
    a_year_later: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = a_year_later.world.query()["reference"]
    with a_year_later.world.ledger.work("test") as work:
        work.change(AuditQuery, channel="email")
    assert a_year_later.compared().differ == [f"query {reference}"]
    monkeypatch.setattr(keeping, "VERSION", keeping.VERSION + 1)
    found = a_year_later.compared()
    assert (found.fits, found.queries_waiting) == (True, 1)
    keep(a_year_later)
    _is_whole(a_year_later)


def _is_whole(counted: Counted) -> None:
    found = counted.compared()
    assert (found.fits, found.queries_waiting, found.figures_waiting) == (True, 0, 0)


def test_a_figure_and_a_fact_that_were_changed_behind_our_back_are_named(
    a_year_later: Counted,
) -> None:
    reference = a_year_later.world.query()["reference"]
    with a_year_later.world.ledger.work("somebody") as work:
        mine = col(AuditFigure.measure) == QUERIES, col(AuditFigure.period) == "2026-11"
        work.change(AuditFigure, *mine, numerator=7)
        work.change(AuditQuery, channel="email")
    assert a_year_later.compared().differ == [
        f"query {reference}",
        f"hotdoc 2026-11 {QUERIES}",
    ]


def test_another_definition_makes_all_of_it_anew(
    a_year_later: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_year_later.world.ledger.work("test") as work:
        work.change(AuditQuery, counted=False)
        work.change(AuditFigure, numerator=9)
    keep(a_year_later)
    assert a_year_later.fact().counted is False, "nothing said that it had changed"

    newer = tuple(_newer(each) for each in every.MEASURES)
    monkeypatch.setattr(every, "MEASURES", newer)
    monkeypatch.setattr(every, "BY_ID", {each.id: each for each in newer})
    monkeypatch.setattr(keeping, "VERSION", keeping.VERSION + 1)
    keep(a_year_later)
    assert a_year_later.fact().counted is True
    assert {kept(a_year_later)[each] for each in PERIODS} == {1}
    _is_whole(a_year_later)


def _newer(measure: Measure) -> Measure:
    return replace(measure, changes=(*measure.changes, "counted otherwise"))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_workers_at_once_leave_what_one_would(a_year_later: Counted) -> None:
    for turn in range(3):
        with a_year_later.world.ledger.work("test") as work:
            work.change(AuditFigure, version=0)
            work.change(AuditQuery, counted=False)
            work.record("query.looked_for", query=1, turn=turn)
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(keep, a_year_later) for _ in range(2)]:
                done.result()
        assert a_year_later.fact().counted is True
        assert {kept(a_year_later)[each] for each in PERIODS} == {1}
        _is_whole(a_year_later)
