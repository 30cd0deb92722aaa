"""Figures of periods that are over, kept so that years of them are read at once: made when a period
is over, and made anew when a fact in it has changed. What is kept is what `counting` counts, and
`audit verify --figures` compares the two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from advice_line.audit import periods
from advice_line.audit.figures import counting, deciding, outside, turns
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import lookups
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.audit_facts import AuditFigure, AuditQuery, AuditStale
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM, Action, require

# A worker that is at one job for long does nothing else meanwhile; what is left comes next time.
MOST_SECONDS = 40.0
# Callers wait while so many are written, where one database serves all.
AT_ONCE = 500
# Of figures in which a fact has changed since.
STALE = 0


class Figures:
    """`small` is SMALL_NUMBER."""

    def __init__(self, ledger: Ledger, small: int) -> None:
        self._ledger = ledger
        self._small = small

    def keep(self) -> int:
        """How many periods were made, until all are or time is up."""
        return self._keep(MOST_SECONDS)

    def catch_up(self) -> None:
        self._keep(None)

    def look_again(self) -> int:
        """How many figures are counted from other rows than facts. They are counted anew, however
        old: those rows may have changed without a word of it."""
        require(SYSTEM, Action.SWEEP)
        with turns.alone(self._ledger) as work:
            names = [each.id for each in every.MEASURES if isinstance(each.how, Reckoned)]
            turns.mark(work)
            return work.change(AuditFigure, col(AuditFigure.measure).in_(names), version=STALE)

    def _keep(self, most_seconds: float | None) -> int:
        require(SYSTEM, Action.SWEEP)
        begun = monotonic()
        with turns.alone(self._ledger) as work:
            stale = _age_stale(work)
            if outside.age(work, STALE) or stale:
                turns.mark(work)
        with self._ledger.look(SYSTEM.label) as work:
            lines = lookups.lines(work.session)
            missing = [(line, *each) for line in lines for each in _missing(work, line)]
            work.let_go()
        done = 0
        for line, period, measures in missing:
            if most_seconds is not None and monotonic() - begun > most_seconds:
                break
            self._make(line, period, measures)
            done += 1
        if done == len(missing):
            for line in lines:
                # Whoever overtook a worker decides in its stead, or the worker does an hour later.
                while not self._decide(line) and most_seconds is None:
                    pass
        return done

    def _decide(self, line: Line) -> bool:
        """What may be told, of measures of which any figure is new: not before all are there. False
        where others wrote figures meanwhile."""
        with self._ledger.look(SYSTEM.label) as work:
            turn = turns.counted(work)
            decided = deciding.decide(work, line, self._small)
        found = iter(decided.items())
        while batch := dict(islice(found, AT_ONCE)):
            with turns.alone(self._ledger) as work:
                if turns.counted(work) != turn:
                    return False
                deciding.write(work, line, batch, self._small)
        return True

    def _make(self, line: Line, period: Period, measures: Sequence[Measure]) -> None:
        while not self._made(line, period, measures):
            pass

    def _made(self, line: Line, period: Period, measures: Sequence[Measure]) -> bool:
        """False where others marked figures meanwhile: these may be among them."""
        with self._ledger.look(SYSTEM.label) as work:
            turn = turns.marked(work)
            # Its costs may be others by now.
            own = work.session.get_one(Line, line.id)
            found = counting.count(work, own, period, measures)
        with turns.alone(self._ledger) as work:
            if turns.marked(work) != turn:
                return False
            _write(work, line, period, measures, found)
            turns.count(work)
        return True


def standing(work: Work, line: Line, wanted: Iterable[Period]) -> dict[tuple[str, str], Raw]:
    """By the key of the period and the id of the measure; what is not kept, of a day that has
    changed since, or by other costs or practices, is not among them."""
    asked = {each.key: each for each in wanted}
    rows = work.session.exec(
        select(AuditFigure).where(
            col(AuditFigure.line_id) == line.id, col(AuditFigure.period).in_(asked)
        )
    )
    marks = table_of(AuditStale).c
    stale = work.connection.execute(select_columns(marks.day).where(marks.line_id == line.id))
    days = list(stale.scalars())
    otherwise = outside.changed(work, line)
    return {
        (row.period, row.measure): deciding.raw_of(row)
        for row in rows
        if row.measure in every.BY_ID and row.version == every.BY_ID[row.measure].version
        if row.measure not in otherwise
        if not any(asked[row.period].first <= day < asked[row.period].after for day in days)
    }


def there(work: Work, line: Line, period: Period) -> bool:
    """Whether any figure of it was ever counted."""
    of = table_of(AuditFigure).c
    own = select_columns(of.measure).where(of.line_id == line.id, of.period == period.key)
    return work.connection.execute(own.limit(1)).first() is not None


def _age_stale(work: Work) -> bool:
    """Every period with a changed day is to be counted anew; the marks have done their work.
    Whether there were any."""
    marks = table_of(AuditStale).c
    there = work.connection.execute(select_columns(marks.line_id, marks.day)).all()
    for line_id, day in there:
        keys = [periods.holding(day, kind).key for kind in PeriodKind]
        of_line = col(AuditFigure.line_id) == line_id
        work.change(AuditFigure, of_line, col(AuditFigure.period).in_(keys), version=STALE)
        of_day = col(AuditStale.line_id) == line_id, col(AuditStale.day) == day
        work.session.execute(delete(AuditStale).where(*of_day))
    return bool(there)


def _missing(work: Work, line: Line) -> Iterator[tuple[Period, tuple[Measure, ...]]]:
    """The newest first: they are looked at."""
    kept = table_of(AuditFigure).c
    wanted = select_columns(kept.period, kept.measure, kept.version)
    of_line = wanted.where(kept.line_id == line.id)
    there = {tuple(row) for row in work.connection.execute(of_line)}
    for period in reversed(over(work, line)):
        lacking = tuple(
            each for each in every.MEASURES if (period.key, each.id, each.version) not in there
        )
        if lacking:
            yield period, lacking


def over(work: Work, line: Line) -> list[Period]:
    """Every period of every kind that is over and in which, or after which, the line was asked
    anything; the earliest end first."""
    first = work.session.exec(
        select(func.min(AuditQuery.day)).where(col(AuditQuery.line_id) == line.id)
    ).one()
    if first is None:
        return []
    today = _today(work, line)
    found = [
        each
        for kind in PeriodKind
        for each in periods.between(periods.holding(first, kind), periods.last_over(today, kind))
    ]
    return sorted(found, key=lambda each: (each.after, each.first))


def _today(work: Work, line: Line) -> date:
    return work.now.astimezone(ZoneInfo(line.time_zone)).date()


def _write(
    work: Work, line: Line, period: Period, measures: Sequence[Measure], found: dict[str, Raw]
) -> None:
    """What may be told of a figure that came out as it was stays decided."""
    own = col(AuditFigure.line_id) == line.id, col(AuditFigure.period) == period.key
    names = [each.id for each in measures]
    wanted = select(AuditFigure).where(*own, col(AuditFigure.measure).in_(names))
    there = {row.measure: row for row in work.session.exec(wanted)}
    new = []
    for each in measures:
        row, raw = there.get(each.id), found[each.id]
        if row is None:
            new.append(_values(line, period, each) | asdict(raw) | {"made_at": work.now})
        elif deciding.raw_of(row) == raw:
            work.update(row, version=each.version)
        else:
            again = asdict(raw) | {
                "version": each.version,
                "told": None,
                "small": None,
                "made_at": work.now,
            }
            work.update(row, **again)
    if new:
        work.connection.execute(insert(table_of(AuditFigure)), new)


def _values(line: Line, period: Period, measure: Measure) -> dict[str, Any]:
    return {
        "line_id": line.id,
        "period": period.key,
        "measure": measure.id,
        "version": measure.version,
        "told": None,
        "small": None,
    }
