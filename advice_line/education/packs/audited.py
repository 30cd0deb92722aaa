"""The line's own figures over time for a month's pack, told as the audit tells them: no count that
is few stands there (H18)."""

from datetime import date

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.reports import over_time
from advice_line.audit.reports.content import Series
from advice_line.audit_kinds import ChartReading, PeriodKind
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line

# What a meeting can act on; the report has the rest.
NAMES = (
    "utilisation.queries",
    "turnaround.in_target",
    "outcomes.imaging_avoided",
    "loop.acknowledged",
)


def charts(work: Work, line: Line, month: str, how: ChartReading) -> tuple[Series, ...]:
    """Up to the month, or the newest that is over where it is not; of those of which any point is
    told."""
    asked = periods.holding(date.fromisoformat(f"{month}-01"), PeriodKind.MONTH)
    last = min(asked, reading.newest(work, line, PeriodKind.MONTH))
    found = over_time.series(work, line, last, NAMES, how)
    return tuple(each for each in found if any(p.value is not None for p in each.points))
