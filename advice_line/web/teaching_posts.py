"""Somebody does not want a query to be taught, or does not mind any more: written down on its page
by whoever is told so."""

from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.web import query
from advice_line.web.access import Here, Posted

router = APIRouter()


@router.post("/desk/{reference}/teaching")
def objects(visit: Here, reference: str, form: Posted) -> Response:
    told = partial(visit.site.data_life.objections.told, visit.actor, reference, form)
    return query.acted(visit, reference, form, partial(told, visit.key(form)))


@router.post("/desk/{reference}/teaching/{objection}/lift")
def taken_back(visit: Here, reference: str, objection: str, form: Posted) -> Response:
    doors = visit.site.data_life.objections
    doors.lift_on(visit.actor, reference, objection, visit.key(form))
    return visit.go(f"/desk/{reference}")
