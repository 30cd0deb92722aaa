"""Whoever is on duty is not to be rung for a while, and is again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.numbers import whole
from advice_line.web.rota import mine
from advice_line.web.rota.reading import Reading
from advice_line.web.rota.saving import finished

router = APIRouter()
LONGEST_MINUTES = 12 * 60


@router.post("/rota/mine/pause")
def pause(visit: Here, form: Posted) -> Response:
    try:
        until = _until(visit, form)
        done = visit.site.roster.pause(visit.actor, until=until, form_key=visit.key(form))
    except Invalid as error:
        return mine.page(visit, status=422, problems=error.problems)
    return finished(visit, done, "pause", mine.HERE)


@router.post("/rota/mine/unpause")
def unpause(visit: Here, form: Posted) -> Response:
    done = visit.site.roster.unpause(visit.actor, form_key=visit.key(form))
    return finished(visit, done, "unpause", mine.HERE)


def _until(visit: Visit, form: Mapping[str, str]) -> datetime:
    """So many minutes from now, or the time that was typed."""
    if "minutes" in form:
        minutes = whole(form["minutes"], otherwise=int(mine.PAUSES[0].value))
        return visit.now + timedelta(minutes=min(max(minutes, 1), LONGEST_MINUTES))
    read = Reading(form)
    until = read.time("until", "Give the day and the time from which you may be rung again.")
    read.check()
    return until
