"""The people of the service: by what they are registered, and whether they can be reached."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory.people.door import PersonShown
from advice_line.errors import Conflict, Expired, Invalid, Problem, TooManyTries
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.directory import addresses
from advice_line.web.directory.person_page import at, page, row
from advice_line.web.rota import places

router = APIRouter()
_DONE = {
    "saved": "Saved.",
    "sent": "A code is on its way. Type it below, in this browser, within ten minutes.",
    "verified": "Shown to reach them.",
    "added": "Added. They sign in with their mobile; ask them to.",
    "roles": "Saved. It holds from the next page they ask for.",
    "ended": "Their access has ended, and they are signed in nowhere. What they owed is put before"
    " whoever is on duty.",
    "again": "They may come in again, with the roles they had.",
}


@router.get(addresses.PEOPLE)
def every(visit: Here) -> Response:
    rows = [row(each) for each in visit.site.people.every(visit.actor)]
    unverified = [
        f"{each.name} ({'new ' if way.waits else ''}{way.label.lower()})"
        for each in rows
        for way in each.ways
        if each.ended_at is None and (way.verified_at is None or way.waits)
    ]
    lines = visit.site.appointing.places(visit.actor)
    return visit.page(
        "people/every.html",
        rows=rows,
        unverified=unverified,
        gives=bool(lines),
        new=addresses.NEW,
        roles=addresses.ROLES if visit.actor.may(Action.SEE_ROLES) else None,
    )


@router.get(addresses.OWN)
def own(visit: Here) -> Response:
    """Their own page, whose address nobody need know by heart."""
    return visit.go(at(visit.site.people.own(visit.actor)))


@router.get(addresses.PERSON)
def look(visit: Here, person: str, done: str | None = None, way: str = "") -> Response:
    shown = visit.site.people.shown(visit.actor, person)
    return page(visit, shown, shown.typed, done=_DONE.get(done or ""), sent=way)


@router.post(addresses.PERSON)
def save(visit: Here, person: str, form: Posted) -> Response:
    try:
        visit.site.people.save(
            visit.actor, person, form, seen=form.get("seen", ""), token=visit.key(form)
        )
    except Invalid as error:
        shown = _again(visit, person)
        return page(visit, shown, shown.typed | dict(form), error.problems, status=422)
    except Conflict as error:
        problem = [Problem("", error.sentence)]
        shown = _again(visit, person)
        return page(visit, shown, shown.typed | dict(form), problem, status=409)
    return visit.go(places.at(at(person), done="saved"))


@router.post(f"{addresses.PERSON}/code")
def send_code(visit: Here, person: str, form: Posted) -> Response:
    way = form.get("way", "")
    try:
        visit.site.people.send_code(visit.actor, person, way, visit.browser)
    except Invalid as error:
        shown = _again(visit, person)
        return page(visit, shown, shown.typed, error.problems, status=422)
    return visit.go(places.at(at(person), done="sent", way=way))


@router.post(f"{addresses.PERSON}/verify")
def verify(visit: Here, person: str, form: Posted) -> Response:
    way = form.get("way", "")
    try:
        visit.site.people.use_code(visit.actor, person, way, visit.browser, form.get("code", ""))
    except (Invalid, Expired, TooManyTries) as error:
        shown = _again(visit, person)
        problem = [Problem(f"code-{way}", error.sentence)]
        status = 429 if isinstance(error, TooManyTries) else 422
        return page(visit, shown, shown.typed, problem, status=status, sent=way)
    return visit.go(places.at(at(person), done="verified"))


def _again(visit: Visit, person: str) -> PersonShown:
    return visit.site.people.shown(visit.actor, person)
