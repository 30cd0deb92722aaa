"""The chart of a report's series, drawn from its told points alone."""

from collections.abc import Sequence

from advice_line.audit.figures.reading import Figure
from advice_line.audit.measures.definition import Measure
from advice_line.audit.reports.content import Point, Restart, Series
from advice_line.audit.spc import points as spc
from advice_line.audit.spc import words, xmr
from advice_line.audit.spc.points import Begin, Chart
from advice_line.audit_kinds import ChartReading


def series(
    measure: Measure,
    figures: Sequence[Figure],
    reading: ChartReading,
    restarts: Sequence[Restart] = (),
) -> Series:
    points = tuple(
        Point(
            period=each.period.key,
            label=each.period.short,
            value=each.told.value,
            sentence=each.told.sentence,
        )
        for each in figures
    )
    labels = {each.label for each in points}
    bare = Series(
        id=measure.id,
        name=measure.name,
        unit=measure.unit,
        better=measure.better,
        target=measure.target,
        reading=reading,
        points=points,
        restarts=tuple(each for each in restarts if each.label in labels),
        icons=(),
        described="",
    )
    drawn = chart(bare)
    said = {"icons": tuple(words.summed_up(drawn)), "described": words.described(drawn)}
    return bare.model_copy(update=said)


def chart(of: Series) -> Chart:
    return xmr.chart(
        [spc.Point(each.label, each.value) for each in of.points],
        unit=of.unit,
        better=of.better,
        target=of.target,
        reading=of.reading,
        begins=[Begin(each.label, each.reason) for each in of.restarts],
    )
