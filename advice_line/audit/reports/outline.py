"""A report in the order in which it is read: headings, sentences, tables and charts, which a page,
a PDF and a document of Word write each in its own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advice_line.audit.figures.told import State
from advice_line.audit.reports.content import Count, Figure, Report, Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.spc import values
from advice_line.rules import days
from rota import columns, walltime


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Prose:
    text: str


@dataclass(frozen=True)
class Table:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
    for one in report.breakdowns:
        yield Heading(f"{one.name} by {one.by}")
        yield Table(("", "Figure"), tuple((row.label, row.sentence) for row in one.rows))
    yield from _eroc(report)
    yield Heading("What is counted")
    yield Table(
        ("Measure", "What is counted, among what", "Left out", "Source"),
        tuple(map(_defined, report.figures)),
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
        yield Table(("Measure", "Figure", "Known of"), rows)


def complete(figure: Figure) -> str:
    if figure.state is State.NOTHING:
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
    yield Table(("What", "Count"), counts)


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
