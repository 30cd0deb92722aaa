"""A series of meetings that stands: what of it changes, and its end."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.meetings.addresses import PLACE, SERIES
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()


@router.get(SERIES)
def look(visit: Here, series: str) -> Response:
    return _page(visit, series)


@router.post(SERIES)
def change(visit: Here, series: str, form: Posted) -> Response:
    try:
        line = visit.site.meetings.series.change(visit.actor, series, form, visit.key(form))
    except Invalid as error:
        return _page(visit, series, form, error.problems)
    return visit.go(places.at(PLACE, line=line, done="changed"))


@router.post(f"{SERIES}/end")
def end(visit: Here, series: str, form: Posted) -> Response:
    line = visit.site.meetings.series.end(visit.actor, series, visit.key(form))
    return visit.go(places.at(PLACE, line=line, done="ended"))


def _page(
    visit: Visit,
    series: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    found = visit.site.meetings.series.look(visit.actor, series)
    return visit.page(
        "meetings/series.html",
        status=422 if problems else 200,
        of=found.line,
        back=places.at(PLACE, line=found.line.key),
        at=f"{PLACE}/series/{series}",
        name=found.row.name,
        ended=found.row.ended_at,
        form=form
        or {
            "name": found.row.name,
            "place": found.row.place,
            "link": found.row.link,
            "imaging_chair": found.imaging_chair,
            "primary_chair": found.primary_chair,
        },
        people=[Choice(each.key, each.name) for each in found.people],
        form_token=visit.form_token(),
        problems=problems,
    )
