"""How far the audit is behind, for whoever keeps the machine: ages, and how many figures are to be
counted. Nothing of it is a figure, nor of a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from advice_line.audit import periods
from advice_line.audit.figures import reading, rolled_up
from advice_line.audit.measures import every
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import lookups
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.audit_facts import AuditFigure, AuditReading, AuditStale
from advice_line.tables.audit_reports import AuditReport
from advice_line.tables.directory import Line


@dataclass(frozen=True)
class AuditStanding:
    """`read_until` is how far facts were made, None where they never were; `waiting` how many
    figures are to be counted, or decided what may be told of them; `reported` when the newest
    report was made of the line that has waited longest for one, None where there is none."""

    read_until: datetime | None
    waiting: int
    reported: datetime | None
    now: datetime


class WatchingAudit:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def standing(self) -> AuditStanding:
        with self._ledger.look("public") as work:
            row = work.session.get(AuditReading, 1)
            return AuditStanding(
                read_until=None if row is None else row.read_until,
                waiting=sum(_waiting(work, line) for line in lookups.lines(work.session)),
                reported=_reported(work),
                now=work.now,
            )


def _waiting(work: Work, line: Line) -> int:
    first = reading.first_day(work, line)
    if first is None:
        return 0
    of = table_of(AuditFigure).c
    changed = of.period.in_(_stale(work, line))
    to_count = or_(of.version == rolled_up.STALE, of.small.is_(None), changed)
    own = select_columns(func.count()).select_from(of.line_id.table)
    counted: int = work.connection.execute(own.where(of.line_id == line.id, to_count)).scalar_one()
    return counted + _missing(work, line, first)


def _stale(work: Work, line: Line) -> Sequence[str]:
    """Of days in which a fact has changed: their figures are marked when counting begins."""
    wanted = select(col(AuditStale.day)).where(col(AuditStale.line_id) == line.id)
    days = work.session.exec(wanted).all()
    return sorted({periods.holding(day, kind).key for day in days for kind in PeriodKind})


def _missing(work: Work, line: Line, first: date) -> int:
    """Of the newest periods: they are counted first, so that older ones are not asked for here,
    where a monitor asks every few seconds."""
    newest = [reading.newest(work, line, kind) for kind in PeriodKind]
    lacking = [e for e in newest if first < e.after and not rolled_up.there(work, line, e)]
    return len(lacking) * len(every.MEASURES)


def _reported(work: Work) -> datetime | None:
    by_line = select(func.max(AuditReport.made_at)).group_by(col(AuditReport.line_id))
    return min(work.session.exec(by_line), default=None)
