"""Measures over the periods up to one, as their charts are drawn: in reports and where a month's
cases are taught."""

from collections.abc import Iterable, Sequence

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.figures.beside import beside
from advice_line.audit.figures.reading import Figure
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.audit.periods import Period
from advice_line.audit.reports import charts
from advice_line.audit.reports.content import Series
from advice_line.audit_kinds import ChartReading
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line


def series(
    work: Work, line: Line, period: Period, names: Iterable[str], how: ChartReading
) -> tuple[Series, ...]:
    """Of those of the names that are measures, from the line's first period on."""
    first = reading.first_day(work, line) or period.first
    shown = periods.up_to(period, periods.CHARTED[period.kind])
    wanted = [each for each in shown if each.after > first]
    measures = [each for each in map(every.BY_ID.get, names) if each is not None]
    found = reading.figures(work, line, wanted, measures)
    return tuple(
        _one(work, line, measure, [each for each in found if each.measure is measure], how)
        for measure in measures
    )


def _one(
    work: Work, line: Line, measure: Measure, figures: Sequence[Figure], how: ChartReading
) -> Series:
    """With what the lead had written beside it until then."""
    written = beside(work, line, measure.id)
    return charts.series(
        measure, figures, how, written.begins_on(figures), written.notes_on(figures)
    )
