"""Figures as they are shown: of one line over one period, or of one measure over many. Whatever may
not be told is not read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from advice_line.audit import periods
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditFigure, AuditQuery
from advice_line.tables.directory import Line

NOT_OVER = "This period is not over."
NOT_COUNTED = "It is being counted, which takes up to an hour."


@dataclass(frozen=True)
class Figure:
    """`made_at` is as of when it was counted; None where it was not yet, or will not be."""

    measure: Measure
    period: Period
    told: Told
    made_at: datetime | None = None


def figures(
    work: Work, line: Line, wanted: Iterable[Period], measures: Sequence[Measure]
) -> list[Figure]:
    """Measure by measure, of each every period in the order that was given."""
    asked = list(wanted)
    kept = table_of(AuditFigure).c
    rows = work.connection.execute(
        select_columns(kept.period, kept.measure, kept.told, kept.made_at).where(
            kept.line_id == line.id,
            kept.period.in_([each.key for each in asked]),
            kept.measure.in_([each.id for each in measures]),
            kept.small.is_not(None),
        )
    )
    there = {(row.period, row.measure): row for row in rows}
    today = today_of(work, line)
    return [
        _figure(measure, period, there.get((period.key, measure.id)), today)
        for measure in measures
        for period in asked
    ]


def newest(work: Work, line: Line, kind: PeriodKind) -> Period:
    """The last of its kind that is over."""
    return periods.last_over(today_of(work, line), kind)


def today_of(work: Work, line: Line) -> date:
    return work.now.astimezone(ZoneInfo(line.time_zone)).date()


def first_day(work: Work, line: Line) -> date | None:
    """Of the line's first query."""
    of_line = col(AuditQuery.line_id) == line.id
    return work.session.exec(select(func.min(AuditQuery.day)).where(of_line)).one()


def counted(work: Work, line: Line, period: Period) -> bool:
    """Whether any figure of it is there to be told."""
    of = table_of(AuditFigure).c
    own = select_columns(of.measure).where(of.line_id == line.id, of.period == period.key)
    return work.connection.execute(own.where(of.small.is_not(None)).limit(1)).first() is not None


def whole(work: Work, line: Line, period: Period) -> list[Figure]:
    """Every measure of one period."""
    return figures(work, line, (period,), every.MEASURES)


def _figure(measure: Measure, period: Period, row: Any, today: date) -> Figure:
    if not period.over(today):
        return Figure(measure, period, Told(State.UNTOLD, NOT_OVER))
    if row is None:
        return Figure(measure, period, Told(State.UNTOLD, NOT_COUNTED))
    return Figure(measure, period, Told.from_json(row.told), row.made_at)
