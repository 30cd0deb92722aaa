"""Two who keep figures at once (a second worker, or `audit report` beside the worker): whoever is
the slower writes nothing that is no longer so, on either database; and what is counted from other
rows than facts is counted anew each night, however old (H18)."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import col, func, select

from advice_line.audit import periods
from advice_line.audit.figures import counting, deciding, reading, rolled_up
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.figures.verifying import reconcile
from advice_line.audit.imaging.keeping import KeepingImaging
from advice_line.audit.measures import every
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditFigure, AuditQuery, AuditStale
from advice_line.tables.directory import Line
from tests.audit import as_counted
from tests.audit.test_imaging_files import FILM, HEADS
from tests.stories.world import World, world

pytestmark = pytest.mark.hazard("H18")
DAY = date(2026, 7, 1)
JULY = periods.read("2026-07")
QUERIES = "utilisation.queries"


@pytest.fixture
def made(database_url: str) -> Iterator[World]:
    """Forty queries of one day of July, counted."""
    with world(database_url) as found:
        as_counted.queries(found.ledger, [(DAY, 40, {})])
        as_counted.figures(found.ledger)
        assert said(found) == "40"
        yield found


def said(made: World, measure: str = QUERIES) -> str:
    with made.ledger.look("test") as work:
        line = work.session.get_one(Line, 1)
        (found,) = reading.figures(work, line, (JULY,), (every.BY_ID[measure],))
        return found.told.sentence


def wrong(made: World) -> int:
    """How many figures are; the record of each query is empty, so that each fact is too."""
    with made.ledger.look("test") as work:
        found = reconcile(work)
        return found.wrong + found.queries_waiting - found.queries


def changes(made: World, number: int) -> None:
    """So many of the day's queries are somebody's question, as a fact that is other is written."""
    with made.ledger.work("test") as work:
        first = work.session.exec(select(func.min(AuditQuery.query_id))).one()
        work.change(AuditQuery, counted=False)
        work.change(AuditQuery, col(AuditQuery.query_id) < first + number, counted=True)
        insert_once(work.session, AuditStale, ("line_id", "day"), line_id=1, day=DAY)


def is_overtaken(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, meanwhile: Callable[[], None]
) -> None:
    """The first time that this was found out, and before any of it is written."""
    real, waiting = getattr(module, name), [meanwhile]

    def slowly(work: Work, *given: Any) -> Any:
        found = real(work, *given)
        if waiting:
            waiting.pop()()
        return found

    monkeypatch.setattr(module, name, slowly)


@pytest.mark.parametrize(("module", "name"), [(counting, "count"), (deciding, "decide")])
def test_whoever_is_overtaken_writes_nothing_old(
    made: World, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    def faster() -> None:
        changes(made, 20)
        as_counted.figures(made.ledger)

    changes(made, 30)
    is_overtaken(monkeypatch, module, name, faster)
    as_counted.figures(made.ledger)
    as_counted.figures(made.ledger)
    assert said(made) == "20"
    assert wrong(made) == 0


def test_whoever_counts_by_costs_of_before_writes_none_of_it(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line itself is among what is counted from."""

    def given() -> None:
        with made.ledger.work("test") as work:
            costs = [{"from": "2026-01-01", "hour": None, "year": 36500}]
            work.update(work.session.get_one(Line, 1), costs=costs)
        as_counted.figures(made.ledger)

    changes(made, 30)
    is_overtaken(monkeypatch, counting, "count", given)
    as_counted.figures(made.ledger)
    as_counted.figures(made.ledger)
    assert wrong(made) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_who_make_the_same_new_figures_do_not_meet_on_their_key(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made.ledger.work("test") as work:
        work.run(delete(AuditFigure).where(col(AuditFigure.period) == JULY.key))
    both, values = threading.Barrier(2), rolled_up._values

    def together(*given: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            both.wait(0.3)
        return values(*given)

    monkeypatch.setattr(rolled_up, "_values", together)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(as_counted.figures, made.ledger) for _ in range(2)]:
            done.result()
    assert said(made) == "40"
    assert wrong(made) == 0


def test_counts_of_the_radiology_system_that_come_months_late_are_told_next_morning(
    made: World,
) -> None:
    text = f"{HEADS}\n{FILM.replace('2026-10', '2026-07')}\n"
    door, office = KeepingImaging(made.ledger), made.responder("chidi")
    door.save(office, "hotdoc", text.encode(), origin="page", token=None)
    assert wrong(made) > 0
    Figures(made.ledger, as_counted.SMALL).look_again()
    as_counted.figures(made.ledger)
    assert said(made, "imaging.routine") == "380 of 400 (95.0%)"
    assert wrong(made) == 0
