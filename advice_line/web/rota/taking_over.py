"""A tier is taken at once during a shift, and given back."""

from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, ReasonNeeded
from advice_line.web.access import Here, Posted
from advice_line.web.rota import mine, places, shift
from advice_line.web.rota.doors import Link
from advice_line.web.rota.ending import ended
from advice_line.web.rota.reading import reasoned
from advice_line.web.rota.saving import finished

router = APIRouter()


@router.post("/rota/mine/take-over")
def take_over(visit: Here, form: Posted) -> Response:
    about = (form.get(name) for name in ("line", "tier", "person", "at"))
    of, taken = shift.find(visit, *about)
    try:
        done = visit.site.roster.take_over(
            visit.actor,
            line=of.key,
            tier=taken.tier,
            instead_of=taken.person,
            **reasoned(form),
            form_key=visit.key(form),
        )
    except ReasonNeeded as needed:
        return shift.page(visit, of, taken, status=422, breaches=needed.breaches)
    except Invalid as error:
        return shift.page(visit, of, taken, status=422, problems=error.problems)
    return finished(visit, done, "take-over", mine.HERE)


@router.post("/rota/take-over/{key}/end")
def back(visit: Here, key: str, form: Posted) -> Response:
    line = form.get("line", "")
    give_back = partial(visit.site.roster.give_back, visit.actor, line=line, key=key)
    to = Link(places.at("/rota", line=line), "Rota")
    return ended(
        visit, form, lambda why: give_back(**why, form_key=visit.key(form)), "give-back", to
    )
