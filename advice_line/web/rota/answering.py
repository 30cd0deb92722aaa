"""Answers to a request for duty: accepted, declined, withdrawn."""

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.web.access import Here, Posted
from advice_line.web.rota import mine, places
from advice_line.web.rota.reading import reasoned
from advice_line.web.rota.saving import finished

router = APIRouter()


@router.post("/rota/requests/{request}/accept")
def accept(visit: Here, request: str, form: Posted) -> Response:
    try:
        done = visit.site.swapping.accept(
            visit.actor, request, **reasoned(form), form_key=visit.key(form)
        )
    except Invalid as error:
        # Several requests stand on the page: the problem is this one's.
        problems = [replace(each, field=f"{each.field}-{request}") for each in error.problems]
        return mine.page(visit, status=422, problems=problems)
    return finished(visit, done, "accept", mine.HERE)


@router.post("/rota/requests/{request}/decline")
def decline(visit: Here, request: str, _form: Posted) -> Response:
    visit.site.swapping.decline(visit.actor, request)
    return visit.go(places.at(mine.PLACE, done="decline"))


@router.post("/rota/requests/{request}/withdraw")
def withdraw(visit: Here, request: str, _form: Posted) -> Response:
    visit.site.swapping.withdraw(visit.actor, request)
    return visit.go(places.at(mine.PLACE, done="withdraw"))
