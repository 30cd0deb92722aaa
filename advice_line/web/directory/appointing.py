"""Somebody is added to the people of the service, given roles on its lines, and let go: what was
typed stays whatever is wrong with it."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory.people import role_form
from advice_line.errors import Conflict, Invalid, NobodyLeft, Problem
from advice_line.kinds import StaffRole
from advice_line.rules import labels as rule_labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.directory import addresses, person_page, role_ticks
from advice_line.web.directory.person_page import REGISTERS, at
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()
_KINDS = tuple(Choice(each, rule_labels.ROLES[each]) for each in StaffRole)


@router.get(addresses.NEW)
def new(visit: Here) -> Response:
    return _page(visit, {})


@router.post(addresses.NEW)
def add(visit: Here, form: Posted) -> Response:
    try:
        person = visit.site.appointing.add(visit.actor, form, visit.key(form))
    except Invalid as error:
        return _page(visit, form, error.problems)
    return visit.go(places.at(at(person), done="added"))


@router.post(f"{addresses.PERSON}/roles")
def give(visit: Here, person: str, form: Posted) -> Response:
    try:
        visit.site.appointing.give(
            visit.actor, person, form, seen=form.get("seen", ""), token=visit.key(form)
        )
    except Conflict as error:
        shown = visit.site.people.shown(visit.actor, person)
        ticked = role_form.without(shown.typed) | dict(form)
        problem = [Problem("", error.sentence)]
        return person_page.page(visit, shown, ticked, problem, status=409)
    return visit.go(places.at(at(person), done="roles"))


@router.post(f"{addresses.PERSON}/end")
def end(visit: Here, person: str, _form: Posted) -> Response:
    try:
        visit.site.appointing.end(visit.actor, person)
    except NobodyLeft as error:
        shown = visit.site.people.shown(visit.actor, person)
        problem = [Problem("", error.sentence)]
        return person_page.page(visit, shown, shown.typed, problem, status=409)
    return visit.go(places.at(at(person), done="ended"))


@router.post(f"{addresses.PERSON}/again")
def again(visit: Here, person: str, _form: Posted) -> Response:
    visit.site.appointing.again(visit.actor, person)
    return visit.go(places.at(at(person), done="again"))


def _page(visit: Visit, form: Mapping[str, str], problems: Sequence[Problem] = ()) -> Response:
    every = visit.site.appointing.places(visit.actor)
    return visit.page(
        "people/new.html",
        status=422 if problems else 200,
        back=addresses.PEOPLE,
        here=addresses.NEW,
        kinds=_KINDS,
        registers=REGISTERS,
        places=role_ticks.shown(every, "", form),
        form=form,
        form_token=visit.form_token(),
        problems=problems,
    )
