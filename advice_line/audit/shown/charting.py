"""The figures of one measure over time as a chart, made of what is told alone: from limits of all
values the one that is withheld could be worked out."""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.audit import periods
from advice_line.audit.figures import reading
from advice_line.audit.figures.reading import Figure
from advice_line.audit.measures.definition import Measure
from advice_line.audit.periods import Period
from advice_line.audit.shown.choosing import Choice
from advice_line.audit.spc import xmr
from advice_line.audit.spc.points import Begin, Chart, Point
from advice_line.audit_kinds import ChartReading
from advice_line.ledger.work import Work


@dataclass(frozen=True)
class Series:
    """Of one measure, the earliest first; the last is of the chosen period. `reading` is
    CHART_READING."""

    measure: Measure
    figures: tuple[Figure, ...]
    reading: ChartReading

    @property
    def now(self) -> Figure:
        return self.figures[-1]

    def chart(self, begins: Sequence[Begin] = ()) -> Chart:
        return xmr.chart(
            [Point(e.period.short, e.told.least, e.told.most) for e in self.figures],
            unit=self.measure.unit,
            better=self.measure.better,
            target=self.measure.target,
            reading=self.reading,
            begins=begins,
        )


def stretch(choice: Choice) -> tuple[Period, ...]:
    """Up to the chosen period, from the line's first one on."""
    found = periods.up_to(choice.period, periods.CHARTED[choice.period.kind])
    first = choice.first_day
    return tuple(
        each
        for each in found
        if each == choice.period or (first and first < each.after and each.over(choice.today))
    )


def series(
    work: Work, choice: Choice, measures: Sequence[Measure], how: ChartReading
) -> list[Series]:
    wanted = stretch(choice)
    found = reading.figures(work, choice.line, wanted, measures)
    size = len(wanted)
    return [
        Series(measure, tuple(found[place * size : (place + 1) * size]), how)
        for place, measure in enumerate(measures)
    ]
