"""The audit of a line over a period on one screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from advice_line.audit.figures.reading import Figure
from advice_line.audit.figures.silence import why
from advice_line.audit.shown.charting import Series
from advice_line.audit.shown.choosing import Choice
from advice_line.audit.shown.overview import Overview
from advice_line.audit.spc import small, svg
from advice_line.audit.spc.points import Chart
from advice_line.web.access import Here
from advice_line.web.audit import charted, grouping, wording
from advice_line.web.audit.addresses import PLACE
from advice_line.web.audit.charted import Icon
from advice_line.web.audit.grouping import Grouped
from advice_line.web.audit.navigation import chosen
from advice_line.web.audit.wording import Worded
from advice_line.web.rota import places

router = APIRouter()


@dataclass(frozen=True)
class Headline:
    name: str
    href: str
    worded: Worded
    target: str
    icons: tuple[Icon, ...]
    drawn: Markup | None


@dataclass(frozen=True)
class Line:
    name: str
    href: str
    worded: Worded


@router.get(PLACE)
def look(visit: Here, line: str | None = None, period: str | None = None) -> Response:
    found = visit.site.audit.overviews.look(visit.actor, line, period)
    return visit.page(
        "audit/overview.html",
        status=422 if found.choice.problem else 200,
        now=found.now,
        of=found.choice.line,
        at=chosen(visit, found.choice, PLACE),
        headlines=[_headline(*each, found.choice) for each in found.headlines],
        groups=list(_groups(found)),
        quiet=found.choice.quiet,
    )


def href(choice: Choice, measure: str, **more: str | None) -> str:
    path = f"{PLACE}/measures/{measure}"
    return places.at(path, line=choice.line.key, period=choice.period.key, **more)


def _headline(series: Series, chart: Chart, choice: Choice) -> Headline:
    measure = series.measure
    title = f"{measure.name}, {len(chart.points)} {choice.period.kind}s"
    drawn = any(each.value is not None for each in chart.points)
    key = f"small-{measure.id.replace('.', '-').replace('_', '-')}"
    return Headline(
        name=measure.name,
        href=href(choice, measure.id),
        worded=wording.told(measure, series.now.told),
        target=wording.target(measure),
        icons=charted.icons(chart),
        # Its texts were escaped as they were drawn.
        drawn=Markup(svg.svg(small.scene(chart, title), key)) if drawn else None,  # noqa: S704
    )


def _groups(found: Overview) -> Iterator[Grouped[Line]]:
    for group, figures in found.groups:
        lines = [(_line(each, found.choice), why(each.told)) for each in figures]
        yield grouping.grouped(group, lines)


def _line(figure: Figure, choice: Choice) -> Line:
    measure = figure.measure
    return Line(
        measure.name,
        href(choice, measure.id),
        wording.told(measure, figure.told),
    )
