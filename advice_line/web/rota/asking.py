"""Somebody is asked to take a shift, or a part of it: from its own page, with one tap."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.staffing.changes.amending import Done
from advice_line.staffing.swaps.shown import Part
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.rota import mine, places, shift
from advice_line.web.rota.reading import Reading
from advice_line.web.rota.saving import finished

router = APIRouter()


@router.post(shift.OWN)
def ask(visit: Here, form: Posted) -> Response:
    try:
        done = _ask(visit, form, None)
    except Invalid as error:
        return _again(visit, form, error)
    return finished(visit, done, "ask", mine.HERE)


@router.post(shift.FOR_OTHERS)
def ask_for_them(visit: Here, form: Posted) -> Response:
    """On behalf of whose shift it is, by who may change the rota."""
    try:
        done = _ask(visit, form, form.get("person"))
    except Invalid as error:
        return _again(visit, form, error)
    return finished(visit, done, "ask", mine.HERE)


def _ask(visit: Visit, form: Mapping[str, str], person: str | None) -> Done:
    read = Reading(form)
    start = read.time("start", "Give the day and the time from which somebody is to take it.")
    end = read.time("end", "Give the day and the time until which somebody is to take it.")
    in_return = _in_return(read)
    read.check()
    one = read.text("of")
    return visit.site.swapping.ask(
        visit.actor,
        line=form.get("line", ""),
        tier=form.get("tier", ""),
        start=start,
        end=end,
        of=[one] if one else None,
        in_return=in_return,
        now="now" in form,
        person=person,
        form_key=visit.key(form),
    )


def _in_return(read: Reading) -> Part | None:
    """One tap chooses a colleague's shift: its tier, start and end in one value."""
    chosen = read.text("in_return")
    if chosen is None:
        return None
    tier, first, last = (*chosen.split(","), "", "", "")[:3]
    start, end = places.instant(first), places.instant(last)
    if start is None or end is None:
        read.wrong("in_return", "Choose one of their shifts.")
        return None
    return Part(tier, start, end)


def _again(visit: Visit, form: Mapping[str, str], error: Invalid) -> Response:
    about = (form.get(name) for name in ("line", "tier", "person", "at"))
    return shift.page(visit, *shift.find(visit, *about), status=422, problems=error.problems)
