"""A report's content, gathered from the figures that are kept: nothing is counted here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.figures.reading import Figure as Kept
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.audit.measures.headlines import HEADLINES
from advice_line.audit.periods import Period
from advice_line.audit.reports import broken_down, eroc, narrative, over_time
from advice_line.audit.reports.content import ByQuarter, Figure, Report
from advice_line.audit_kinds import ChartReading, PeriodKind
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.rules import days
from advice_line.settings import Settings
from advice_line.tables.directory import Line

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Manner:
    """How a site reports: `small` is SMALL_NUMBER, `reading` CHART_READING. `provider`, empty for
    the line's name, and `specialty` stand on EROC's counts."""

    small: int
    reading: ChartReading
    provider: str
    specialty: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            small=settings.small_number,
            reading=settings.chart_reading,
            provider=settings.report_provider,
            specialty=settings.report_specialty,
        )


def gather(work: Work, line: Line, period: Period, manner: Manner) -> Report:
    """Raises `errors.Invalid` for a period of which there is no report, `errors.Conflict` while its
    figures are still being counted."""
    hold_to(work, line, period)
    kept = reading.whole(work, line, period)
    if any(each.made_at is None for each in kept):
        raise Conflict(f"The figures of {period.label} are still being counted. Try again later.")
    figures = [figure(each) for each in kept]
    shown = over_time.series(work, line, period, HEADLINES, manner.reading)
    quarter = _quarter(work, line, period)
    return Report(
        line=line.key,
        line_name=line.name,
        time_zone=line.time_zone,
        period=period.key,
        kind=period.kind,
        label=period.label,
        first=period.first,
        last=period.after - _DAY,
        small=manner.small,
        definitions=every.VERSION,
        notes=tuple(_notes(work, line, period)),
        said=narrative.said(figures, shown, period.kind),
        figures=tuple(figures),
        by_quarter=_by_quarter(work, line, quarter),
        series=shown,
        breakdowns=tuple(broken_down.breakdowns(work, line, period, quarter, manner.small)),
        eroc=eroc.counts(
            {each.id: each for each in figures},
            period.key,
            manner.provider or line.name,
            manner.specialty,
        ),
    )


def hold_to(work: Work, line: Line, period: Period) -> None:
    """Raises `errors.Invalid` with a problem on `period`."""
    today, first = reading.today_of(work, line), reading.first_day(work, line)
    if problem := _no_report(period, today, first):
        raise Invalid([Problem("period", problem)])


def _no_report(period: Period, today: date, first: date | None) -> str | None:
    if period.first > today:
        return f"{period.key} lies in the future: there is no report of it."
    if not period.over(today):
        made = days.written(period.after)
        return f"{period.key} is not over: its report can be made from {made} on."
    if first is None:
        return "Nothing has been asked on this line yet: there is nothing to report."
    if period.after <= first:
        begun = periods.holding(first, PeriodKind.MONTH).label
        return f"{period.key} lies before the line's first query, which was in {begun}."
    return None


def _by_quarter(work: Work, line: Line, quarter: Period | None) -> ByQuarter | None:
    if quarter is None:
        return None
    parts = [each for each in every.MEASURES if each.partition]
    figures = [figure(each) for each in reading.figures(work, line, (quarter,), parts)]
    return ByQuarter(period=quarter.key, label=quarter.label, figures=tuple(figures))


def _quarter(work: Work, line: Line, period: Period) -> Period | None:
    """The newest that was over when the period was; None where the line had none yet, and in a
    report of a quarter or a year, which has it among its figures."""
    if period.kind not in (PeriodKind.WEEK, PeriodKind.MONTH):
        return None
    around = periods.holding(period.first, PeriodKind.QUARTER)
    found = around if around.after <= period.after else around.before
    first = reading.first_day(work, line)
    return found if first is not None and found.after > first else None


def _notes(work: Work, line: Line, period: Period) -> Iterator[str]:
    first = reading.first_day(work, line)
    if first is not None and period.first < first:
        yield (f"The line's first query came on {days.written(first)}: the period began before it.")
    if _clocks_change(period, line.time_zone):
        yield (
            "The clocks change in this period. It is of the line's own local days; lengths of time "
            "are of the time that passed."
        )
    changed = [
        f"{each.name} ({'; '.join(each.changes)})" for each in every.MEASURES if each.changes
    ]
    if changed:
        yield (
            "Every figure, of earlier periods too, is counted by the newest definitions. Changed "
            f"since their first version: {'; '.join(changed)}."
        )


def _clocks_change(period: Period, time_zone: str) -> bool:
    return any(period.clock_changes(ZoneInfo(time_zone)))


def figure(kept: Kept) -> Figure:
    measure, told = kept.measure, kept.told
    return Figure(
        **_defined(measure),
        state=told.state,
        numerator=told.numerator,
        denominator=told.denominator,
        value=told.value,
        ninetieth=told.ninetieth,
        low=told.low,
        high=told.high,
        completeness=told.completeness,
        known=told.known,
        suppressed=told.suppressed,
        sentence=told.sentence,
    )


def _defined(measure: Measure) -> dict[str, object]:
    return {
        "id": measure.id,
        "name": measure.name,
        "group": measure.group,
        "question": measure.question,
        "counts": measure.numerator,
        "of": measure.denominator,
        "exclusions": measure.exclusions,
        "clock": measure.clock,
        "source": measure.source,
        "unit": measure.unit,
        "better": measure.better,
        "target": measure.target,
        "version": measure.version,
    }
