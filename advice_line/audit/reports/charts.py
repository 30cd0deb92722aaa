"""The chart of a report's series, drawn from its told points alone."""

from collections.abc import Sequence

from advice_line.audit.figures.reading import Figure
from advice_line.audit.measures.definition import Measure
from advice_line.audit.reports.content import Noted, Point, Restart, Series
from advice_line.audit.spc import over_time, parts, words, xmr
from advice_line.audit.spc import points as spc
from advice_line.audit.spc.parts import Size
from advice_line.audit.spc.points import Begin, Chart
from advice_line.audit.spc.scene import Scene
from advice_line.audit.spc.words import Note, Numbered
from advice_line.audit_kinds import ChartReading


def series(
    measure: Measure,
    figures: Sequence[Figure],
    reading: ChartReading,
    begins: Sequence[Begin] = (),
    notes: Sequence[Note] = (),
) -> Series:
    points = tuple(
        Point(
            period=each.period.key,
            label=each.period.short,
            value=each.told.least,
            sentence=each.told.sentence,
            most=each.told.most,
        )
        for each in figures
    )
    bare = Series(
        id=measure.id,
        name=measure.name,
        unit=measure.unit,
        better=measure.better,
        target=measure.target,
        reading=reading,
        points=points,
        restarts=tuple(Restart(label=each.label, reason=each.reason) for each in begins),
        notes=tuple(Noted(label=each.label, text=each.text) for each in notes),
        icons=(),
        described="",
    )
    said = {"icons": tuple(words.summed_up(chart(bare))), "described": described(bare)}
    return bare.model_copy(update=said)


def chart(of: Series) -> Chart:
    return xmr.chart(
        [spc.Point(each.label, each.value, each.most) for each in of.points],
        unit=of.unit,
        better=of.better,
        target=of.target,
        reading=of.reading,
        begins=[Begin(each.label, each.reason) for each in of.restarts],
    )


def title(of: Series) -> str:
    return f"{of.name} over time"


def scene(of: Series, *, size: Size = parts.BROAD, foot: bool = False) -> Scene:
    return over_time.scene(chart(of), of.name, notes(of), size=size, foot=foot)


def notes(of: Series) -> list[Note]:
    return [Note(each.label, each.text) for each in of.notes]


def marks(of: Series) -> list[Numbered]:
    """What the marks of its chart stand for."""
    return words.numbered(chart(of), notes(of))


def below(of: Series) -> list[str]:
    """What is read beside the chart: its icons, its marks, and what it leaves out."""
    said = [f"{each.key}: {each.text}" for each in marks(of)]
    return [*of.icons, *said, *words.honest(chart(of))]


def described(of: Series) -> str:
    return words.described(chart(of), marks(of))
