"""A report in the order in which it is read: a summary, a section for each group of measures, who
asked what, and at its end, once, what is counted. A page, a PDF and a document of Word write each
part in their own way."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from advice_line.audit.figures.silence import why
from advice_line.audit.figures.told import State
from advice_line.audit.reports import charts, narrative, summary
from advice_line.audit.reports.content import Breakdown, Count, Figure, Report, Series
from advice_line.audit.reports.defined import Shared
from advice_line.audit.reports.keeping import Stored
from advice_line.rules import days
from rota import columns, walltime

NOT_TOLD = "not told"
IN_WORDS = "In the lead’s own words"
# Of one point nobody sees a way.
_FEWEST_DRAWN = 2


@dataclass(frozen=True)
class Heading:
    """`level` is 1 for a section, which the contents name, and 2 within one."""

    text: str
    level: int = 1

    @property
    def key(self) -> str:
        """Its place in an address: the text is ours, of letters that an address has."""
        return re.sub(r"[^a-z0-9]+", "-", self.text.lower()).strip("-")


@dataclass(frozen=True)
class Prose:
    """`quiet` is what is read once the rest is."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`widths` are of its columns beside each other."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Drawing:
    series: Series


Flat = Heading | Prose | Bullets | Table | Drawing


@dataclass(frozen=True)
class Fold:
    """Folded on a screen, of which only the title is read first; on paper it stands as it is."""

    title: str
    parts: tuple[Flat, ...]


Part = Flat | Fold


def of(kept: Stored) -> Iterator[Part]:
    report = kept.report
    yield Prose(_made(kept), quiet=True)
    yield from map(Prose, report.notes)
    yield Heading("Summary")
    if kept.words:
        yield Heading(IN_WORDS, 2)
        yield from map(Prose, kept.words.split("\n\n"))
        yield Heading("What stands out", 2)
    yield Bullets(tuple(summary.stands_out(report)))
    yield Table(*summary.at_a_glance(report), widths=(6, 6, 4, 6))
    for group in report.groups:
        yield from _section(report, report.of(group), narrative.TITLES[group])
    if report.by_quarter is not None or report.breakdowns:
        yield Heading("Who asked what")
    if report.by_quarter is not None:
        label = f"What would have been done otherwise: {report.by_quarter.label}"
        yield Fold(label, tuple(_table(report.by_quarter.figures)))
    for _, alike in groupby(report.breakdowns, lambda each: (each.by, each.period)):
        yield _broken(list(alike))
    yield from _eroc(report)
    yield Heading("What is counted")
    yield Fold("The definition of each measure", tuple(_defined(report)))


def flat(parts: Iterable[Part]) -> Iterator[Flat]:
    """As paper has it, where nothing is folded."""
    for part in parts:
        if isinstance(part, Fold):
            yield Heading(part.title, 2)
            yield from part.parts
        else:
            yield part


def texts(kept: Stored) -> Iterator[str]:
    """All of it, for who has to know every letter."""
    yield kept.report.title
    for part in flat(of(kept)):
        if isinstance(part, Table):
            yield from part.heads
            yield from (cell for row in part.rows for cell in row)
        elif isinstance(part, Drawing):
            yield part.series.described
            yield from charts.below(part.series)
            yield from (each.label for each in part.series.points)
        elif isinstance(part, Bullets):
            yield from part.texts
        else:
            yield part.text


def _made(kept: Stored) -> str:
    report = kept.report
    zone = columns.read_zone(report.time_zone)
    day = days.written(walltime.local_day(kept.made_at, zone))
    return (
        f"{_days(report)}. {_which(kept)} on {day}, by version {report.definitions} of the "
        f"definitions. Counts of 1 to {report.small - 1}, and what they could be worked out from, "
        "are not told."
    )


def _days(report: Report) -> str:
    """Of which days it is; the month's name alone stands in the title."""
    first, last = days.written(report.first), days.written(report.last)
    same = (report.first.year, report.first.month) == (report.last.year, report.last.month)
    return f"{report.first.day if same else first} to {last}"


def _which(kept: Stored) -> str:
    """Of several that were made of the same period, as more came in."""
    return "Made" if kept.revision == 1 else f"Report {kept.revision} of this period, made"


def _section(report: Report, figures: Sequence[Figure], title: str) -> Iterator[Part]:
    """A group of measures: those of which something is told in a table, the others by name."""
    ours = {each.id for each in figures}
    drawn = [each for each in report.series if each.id in ours]
    yield Heading(title)
    yield from _table([each for each in figures if why(each) is None])
    yield from (Prose(each, quiet=True) for each in narrative.rest_by_name(figures))
    for each in drawn:
        if sum(point.value is not None for point in each.points) < _FEWEST_DRAWN:
            yield Prose(f"{charts.title(each)}: nothing is told that a chart could show.", True)
        else:
            yield Drawing(each)


def _table(figures: Sequence[Figure]) -> Iterator[Table]:
    rows = tuple(
        (each.name, f"{each.sentence}{narrative.against(each)}", complete(each)) for each in figures
    )
    if rows:
        yield Table(("Measure", "Figure", "Known of"), rows, (5, 6, 3))


def _broken(of: Sequence[Breakdown]) -> Fold:
    """Measures by the same label over the same period, side by side."""
    first = of[0]
    said = [{row.label: row.sentence for row in each.rows} for each in of]
    labels = dict.fromkeys(label for each in said for label in each)
    parts: list[Flat] = []
    if labels:
        heads = (first.by_words.capitalize(), *(each.name for each in of))
        rows = ((label, *(each.get(label, NOT_TOLD) for each in said)) for label in labels)
        parts.append(Table(heads, tuple(rows), (4, *(5,) * len(of))))
    parts += [Prose(more(each), quiet=True) for each in of if each.untold]
    parts += map(Prose, dict.fromkeys(said for each in of for said in each.since))
    return Fold(f"By {first.by_words}: {first.label}", tuple(parts))


def more(of: Breakdown) -> str:
    """Of how many more labels nothing is told."""
    which = f"of {of.untold} more" if of.rows else "of each"
    return (
        f"{of.name} by {of.by_words}: {which} nothing is told, being of few, or so that a figure "
        "of few cannot be worked out."
    )


def complete(figure: Figure) -> str:
    """Of how many it is known, "all" of what is known by definition."""
    of_none = figure.state in (State.NOTHING, State.NOT_GIVEN) or figure.denominator == 0
    if of_none and not figure.known:
        return ""
    said = (figure.known or NOT_TOLD).removeprefix("known ").removeprefix("of ")
    return said.removesuffix(" are known")


def _eroc(report: Report) -> Iterator[Flat]:
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


def _defined(report: Report) -> Iterator[Flat]:
    shared = Shared.by(report.figures)
    yield Prose(shared.said())
    rows = tuple(shared.row(each) for each in report.figures)
    yield Table(("Measure", "What is counted"), rows, (3, 8))
    sources = "; ".join(f"[{number}] {source}" for source, number in shared.sources.items())
    yield Prose(f"Sources: {sources}.", quiet=True)
