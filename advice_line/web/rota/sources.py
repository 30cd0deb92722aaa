"""Calendars elsewhere that are duty of a tier here: subscribed to, and ended."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.web.access import Here, Posted
from advice_line.web.rota import files, places
from advice_line.web.rota.week import chosen

router = APIRouter()


@router.post("/rota/files/source")
def subscribe(visit: Here, form: Posted) -> Response:
    of, _ = chosen(visit, form.get("line"))
    try:
        visit.site.exchange.sources.subscribe(
            visit.actor, line=of.key, tier=form.get("tier", ""), url=form.get("url", "")
        )
    except Invalid as error:
        return files.page(visit, of, form, problems=error.problems)
    return visit.go(places.at(files.PLACE, line=of.key, done="source"))


@router.post("/rota/files/source/{source}/end")
def end(visit: Here, source: str, form: Posted) -> Response:
    visit.site.exchange.sources.end(visit.actor, source)
    return visit.go(places.at(files.PLACE, line=form.get("line"), done="source-end"))
