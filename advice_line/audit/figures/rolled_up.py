"""Figures of periods that are over, kept so that years of them are read at once: made when a period
is over, and made anew when a fact in it has changed. What is kept is what `counting` counts; the
figures can be thrown away at any time, and `audit verify --figures` compares the two."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from advice_line.audit import periods
from advice_line.audit.facts import keeping
from advice_line.audit.figures import counting
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
# What is counted from other rows than facts is counted anew while it may still change.
YOUNG = 3


class Figures:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep(self) -> int:
        """How many periods were made, until all are or time is up."""
        return self._keep(MOST_SECONDS)

    def catch_up(self) -> None:
        self._keep(None)

    def look_again(self) -> int:
        """Of the newest periods, what is counted from other rows than facts is thrown away: these
        may have changed without a word of it."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.work(SYSTEM.label) as work:
            return sum(_forget_reckoned(work, line) for line in lookups.lines(work.session))

    def _keep(self, most_seconds: float | None) -> int:
        require(SYSTEM, Action.SWEEP)
        begun = monotonic()
        with self._ledger.work(SYSTEM.label) as work:
            _forget_stale(work)
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
        return done

    def _make(self, line: Line, period: Period, measures: Sequence[Measure]) -> None:
        with self._ledger.look(SYSTEM.label) as work:
            found = counting.count(work, line, period, measures)
        with self._ledger.work(SYSTEM.label) as work:
            _write(work, line, period, measures, found)


def standing(
    work: Work, line: Line, wanted: Iterable[Period], measures: Iterable[Measure]
) -> dict[tuple[str, str], Raw]:
    """By the key of the period and the id of the measure; what is not kept, or of a day that has
    changed since, is not among them."""
    versions = {each.id: each.version for each in measures}
    asked = {each.key: each for each in wanted}
    rows = work.session.exec(
        select(AuditFigure).where(
            col(AuditFigure.line_id) == line.id,
            col(AuditFigure.period).in_(asked),
            col(AuditFigure.measure).in_(versions),
        )
    )
    stale = _stale_days(work, line)
    return {
        (row.period, row.measure): _raw(row)
        for row in rows
        if row.version == versions[row.measure] and not _touched(asked[row.period], stale)
    }


def _raw(row: AuditFigure) -> Raw:
    return Raw(row.numerator, row.denominator, row.eligible, row.median, row.ninetieth, row.known)


def _stale_days(work: Work, line: Line) -> list[date]:
    marks = table_of(AuditStale).c
    wanted = select_columns(marks.day).where(marks.line_id == line.id)
    return list(work.connection.execute(wanted).scalars())


def _touched(period: Period, days: Iterable[date]) -> bool:
    return any(period.first <= day < period.after for day in days)


def _forget_stale(work: Work) -> None:
    """Every period with a changed day is to be made anew; the marks go with their figures."""
    keeping.hold(work)
    marks = table_of(AuditStale).c
    for line_id, day in work.connection.execute(select_columns(marks.line_id, marks.day)).all():
        keys = [periods.holding(day, kind).key for kind in PeriodKind]
        of_line = col(AuditFigure.line_id) == line_id
        work.session.execute(delete(AuditFigure).where(of_line, col(AuditFigure.period).in_(keys)))
        of_day = col(AuditStale.line_id) == line_id, col(AuditStale.day) == day
        work.session.execute(delete(AuditStale).where(*of_day))


def _forget_reckoned(work: Work, line: Line) -> int:
    today = _today(work, line)
    names = [each.id for each in every.MEASURES if isinstance(each.how, Reckoned)]
    keys = [
        each.key
        for kind in PeriodKind
        for each in periods.up_to(periods.last_over(today, kind), YOUNG)
    ]
    return work.run(
        delete(AuditFigure).where(
            col(AuditFigure.line_id) == line.id,
            col(AuditFigure.period).in_(keys),
            col(AuditFigure.measure).in_(names),
        )
    )


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
    names = [each.id for each in measures]
    own = col(AuditFigure.line_id) == line.id, col(AuditFigure.period) == period.key
    work.session.execute(delete(AuditFigure).where(*own, col(AuditFigure.measure).in_(names)))
    work.connection.execute(
        insert(table_of(AuditFigure)),
        [
            {
                "line_id": line.id,
                "period": period.key,
                "measure": each.id,
                "version": each.version,
                "numerator": found[each.id].numerator,
                "denominator": found[each.id].denominator,
                "eligible": found[each.id].eligible,
                "median": found[each.id].median,
                "ninetieth": found[each.id].ninetieth,
                "known": found[each.id].known,
                "made_at": work.now,
            }
            for each in measures
        ],
    )
