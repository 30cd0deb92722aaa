"""A report in the order in which it is read: headings, sentences, tables and charts, which a page,
a PDF and a document of Word write each in its own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from advice_line.audit.figures.told import State
from advice_line.audit.reports import charts
from advice_line.audit.reports.content import Breakdown, Count, Figure, Report, Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.spc import values
from advice_line.rules import days
from rota import columns, walltime

NOT_TOLD = "not told"


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Prose:
    text: str


@dataclass(frozen=True)
class Table:
    """`widths` are of its columns beside each other."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Drawing:
    series: Series


Part = Heading | Prose | Table | Drawing


def of(kept: Stored) -> Iterator[Part]:
    report = kept.report
    yield Prose(_made(kept))
    yield from map(Prose, report.notes)
    if kept.words:
        yield Heading("In the lead’s own words")
        yield from map(Prose, kept.words.split("\n\n"))
    for each in report.said:
        yield Heading(each.title)
        yield from map(Prose, each.sentences)
        figures = report.of(each.group)
        yield from _table(figures)
        ours = {figure.id for figure in figures}
        yield from (Drawing(one) for one in report.series if one.id in ours)
    if report.by_quarter is not None:
        yield Heading(f"Told by the quarter: {report.by_quarter.label}")
        yield from _table(report.by_quarter.figures)
    for _, alike in groupby(report.breakdowns, lambda each: (each.by, each.period)):
        yield from _broken(list(alike))
    yield from _eroc(report)
    yield Heading("What is counted")
    yield Table(
        ("Measure", "What is counted, among what", "Left out", "Source"),
        tuple(map(_defined, report.figures)),
        (5, 7, 3, 3),
    )


def texts(kept: Stored) -> Iterator[str]:
    """All of it, for who has to know every letter."""
    yield kept.report.title
    for part in of(kept):
        if isinstance(part, Table):
            yield from part.heads
            yield from (cell for row in part.rows for cell in row)
        elif isinstance(part, Drawing):
            yield part.series.described
            yield from charts.below(part.series)
            yield from (each.label for each in part.series.points)
        else:
            yield part.text


def _made(kept: Stored) -> str:
    report = kept.report
    zone = columns.read_zone(report.time_zone)
    day = days.written(walltime.local_day(kept.made_at, zone))
    return (
        f"Report {kept.revision} of {days.written(report.first)} to {days.written(report.last)}, "
        f"made on {day} by version {report.definitions} of the definitions. Counts of 1 to "
        f"{report.small - 1}, and what they could be worked out from, are not told."
    )


def _table(figures: Sequence[Figure]) -> Iterator[Table]:
    rows = tuple((each.name, each.sentence, complete(each)) for each in figures)
    if rows:
        yield Table(("Measure", "Figure", "Known of"), rows, (5, 5, 4))


def _broken(of: Sequence[Breakdown]) -> Iterator[Part]:
    """Measures by the same label over the same period, side by side."""
    first = of[0]
    yield Heading(f"By {first.by_words}: {first.label}")
    said = [{row.label: row.sentence for row in each.rows} for each in of]
    labels = dict.fromkeys(label for each in said for label in each)
    if labels:
        heads = (first.by_words.capitalize(), *(each.name for each in of))
        rows = ((label, *(each.get(label, NOT_TOLD) for each in said)) for label in labels)
        yield Table(heads, tuple(rows), (1,) * len(heads))
    yield from (Prose(_more(each)) for each in of if each.untold)
    yield from map(Prose, dict.fromkeys(said for each in of for said in each.since))


def _more(of: Breakdown) -> str:
    which = f"of {of.untold} more" if of.rows else "of each"
    return (
        f"{of.name}: {which} nothing is told, being of few, or so that a figure of few cannot be "
        "worked out."
    )


def complete(figure: Figure) -> str:
    if figure.state in (State.NOTHING, State.NOT_GIVEN):
        return ""
    return (figure.known or "not told").removeprefix("known ").removeprefix("of ")


def _eroc(report: Report) -> Iterator[Part]:
    eroc = report.eroc
    counts = (
        ("Month", eroc.month),
        ("Responding provider", eroc.provider),
        ("Specialty", eroc.specialty),
        *map(_count, (eroc.requests, eroc.processed)),
        *((f"Diverted: {name}", said) for name, said in map(_count, eroc.diverted)),
    )
    yield Heading("Specialist advice as EROC counts it")
    yield Table(("What", "Count"), counts, (3, 4))


def _count(count: Count) -> tuple[str, str]:
    return count.name, count.sentence


def _defined(figure: Figure) -> tuple[str, ...]:
    target = ""
    if figure.target is not None:
        target = f" Target: {values.said(figure.target, figure.unit)}."
    return (
        f"{figure.name} ({figure.id}, version {figure.version})",
        f"{figure.counts}; among: {figure.of}.{target}",
        figure.exclusions,
        figure.source,
    )
