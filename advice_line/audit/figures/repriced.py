"""Figures of money are counted anew when the site gives other costs, for days gone by too: no row
of a query says so."""

from sqlmodel import col

from advice_line.audit.facts import keeping
from advice_line.audit.measures import every
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditFigure, AuditReading
from advice_line.tables.directory import Line

OF_MONEY = frozenset(each.id for each in every.MEASURES if each.not_given is not None)


def changed(work: Work, line: Line) -> bool:
    """Whether other costs are given than those by which its figures were counted."""
    row = work.session.get(AuditReading, 1)
    return row is not None and row.costs.get(line.key, []) != line.costs


def age(work: Work, stale: int) -> None:
    """Their figures get the version `stale`, by which they are counted anew."""
    keeping.hold(work)
    for line in lookups.lines(work.session):
        if changed(work, line):
            work.change(
                AuditFigure,
                col(AuditFigure.line_id) == line.id,
                col(AuditFigure.measure).in_(OF_MONEY),
                version=stale,
            )
            row = work.session.get_one(AuditReading, 1)
            work.update(row, costs=row.costs | {line.key: line.costs})
