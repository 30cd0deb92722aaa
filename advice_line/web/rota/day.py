"""A date with hours of its own: closed all day, other hours, a bank holiday more or one less."""

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Problem
from advice_line.staffing.changes.amending import Done
from advice_line.tables.directory import Line
from advice_line.web.access import Here, Posted, Typed, Visit
from advice_line.web.rendering import Choice
from advice_line.web.rota import places
from advice_line.web.rota.cover import standing
from advice_line.web.rota.doors import Link
from advice_line.web.rota.ending import ended
from advice_line.web.rota.reading import Reading, reasoned
from advice_line.web.rota.saving import Saving
from advice_line.web.rota.week import chosen

router = APIRouter()
CLOSED, HOURS, HOLIDAY, NO_HOLIDAY = "closed", "hours", "holiday", "no_holiday"
_WHAT = [
    Choice(CLOSED, "Closed all day"),
    Choice(HOURS, "Other hours"),
    Choice(HOLIDAY, "A bank holiday"),
    Choice(NO_HOLIDAY, "No bank holiday"),
]


@router.get("/rota/day")
def show(visit: Here, line: str | None = None, day: str | None = None) -> Response:
    of, _ = chosen(visit, line)
    known = places.day(day)
    return _page(visit, of, {"day": known.isoformat() if known else "", "what": CLOSED})


@router.post("/rota/day")
def save(visit: Here, form: Typed) -> Response:
    of, _ = chosen(visit, form.get("line"))
    to = Link(places.at("/rota", line=of.key, week=places.day(form.get("day"))), "Rota")
    word = f"day-{form.get('what')}"
    return Saving(visit, of, form, word, to).by(
        lambda: _save(visit, of, form), partial(_page, visit, of, form)
    )


@router.post("/rota/day/{day}/end")
def usual(visit: Here, day: str, form: Posted) -> Response:
    read = Reading({"day": day})
    on = read.day("day", "That is no day.")
    read.check()
    line = form.get("line", "")
    usual = partial(visit.site.roster.usual_day, visit.actor, line=line, day=on)
    return ended(
        visit,
        form,
        lambda why: usual(**why, form_key=visit.key(form)),
        "usual-day",
        standing(form),
    )


def _save(visit: Visit, of: Line, form: Mapping[str, str]) -> Done:
    roster, key = visit.site.roster, visit.key(form)
    read = Reading(form)
    on = read.day("day", "Give the day.")
    reason = read.text("reason") or ""
    open_hours = [each.strip() for each in form.get("open", "").split(",") if each.strip()]
    what = form.get("what")
    if what == HOURS and not open_hours:
        read.wrong("open", "Write the hours of that day, for example 08:00-12:30, 13:30-17:00.")
    if what in (CLOSED, HOURS, HOLIDAY):
        reason = read.needed("reason", "Say why, as people are to read it.")
    elif what != NO_HOLIDAY:
        read.wrong("what", "Say what is different on that day.")
    read.check()
    if what == CLOSED:
        return roster.close_day(visit.actor, line=of.key, day=on, reason=reason, form_key=key)
    if what == HOURS:
        return roster.hours_on(
            visit.actor,
            line=of.key,
            day=on,
            open=open_hours,
            reason=reason,
            breaches=reasoned(form)["breaches"],
            form_key=key,
        )
    name = reason if what == HOLIDAY else None
    return roster.holiday(
        visit.actor, line=of.key, day=on, name=name, **reasoned(form), form_key=key
    )


def _page(
    visit: Visit,
    of: Line,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
    breaches: Sequence[str] = (),
) -> Response:
    return visit.page(
        "rota/day.html",
        status=status,
        of=of,
        back=places.at("/rota", line=of.key),
        line=of.key,
        line_name=of.name,
        form=form,
        what=_WHAT,
        breaches=breaches,
        form_token=visit.form_token(),
        problems=problems,
    )
