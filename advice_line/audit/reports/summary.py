"""What a reader of one page of a report reads: what stands out, and the headlines at a glance. Said
from the figures alone, and no more than these do."""

from collections.abc import Iterator

from advice_line.audit.reports import narrative
from advice_line.audit.reports.content import Figure, Report, Series
from advice_line.audit.spc import words
from advice_line.audit.spc.points import Variation

NOTHING = "No headline figure has changed by more than chance, and no target is known to be missed."
_SPECIAL = {said for which, said in words.VARIATIONS.items() if which is not Variation.COMMON}


def stands_out(report: Report) -> Iterator[str]:
    """Headlines that changed by more than chance, targets that are missed, and those that are
    met."""
    series = {each.id: each for each in report.series}
    kind = narrative.KINDS[report.kind]
    said = [text for each in report.figures for text in _of(each, series.get(each.id), kind)]
    yield from said or [NOTHING]
    if met := [each.name for each in report.figures if narrative.meets(each)]:
        yield f"Targets that are met: {'; '.join(met)}."


def at_a_glance(report: Report) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The heads and rows of a table: each headline, what it was before, and what its chart says."""
    figures = {each.id: each for each in report.figures}
    before = f"The {narrative.KINDS[report.kind]} before"
    rows = [
        (each.name, figures[each.id].sentence, _before(each), _says(each, figures[each.id]))
        for each in report.series
        if each.id in figures
    ]
    return ("Headline", report.label, before, "What its chart says"), tuple(rows)


def _of(figure: Figure, series: Series | None, kind: str) -> Iterator[str]:
    special = [each for each in (series.icons if series else ()) if each in _SPECIAL]
    missed = narrative.meets(figure) is False
    if special or missed:
        before = f"; in the {kind} before {was}" if series and (was := _before(series)) else ""
        said = f"{figure.name}: {figure.sentence}{before}{narrative.against(figure)}."
        yield " ".join((said, *special))


def _before(series: Series) -> str:
    return series.points[-2].sentence if len(series.points) > 1 else ""


def _says(series: Series, figure: Figure) -> str:
    """An icon is of the newest point that is told, which may be an older one."""
    if series.points and series.points[-1].value is None:
        return "nothing of this period"
    target = narrative.against(figure).removeprefix("; ")
    said = [*series.icons, f"{target[:1].upper()}{target[1:]}." if target else ""]
    return " ".join(each for each in said if each) or "too few points for limits"
