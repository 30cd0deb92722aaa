"""The practice manager's page of people: who is one of the practice, in which browsers they are
signed in, who was invited."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.practice_kinds import JoinedBy
from advice_line.rules import practice_form
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE = "/practice/people"
_NOTHING: Mapping[str, str] = {}
JOINED = {
    JoinedBy.DOMAIN: "by an address of the practice's own domain",
    JoinedBy.ON_FILE: "as the manager whom the directory names",
    JoinedBy.INVITATION: "by an invitation",
}


@router.get(PLACE)
def look(visit: Here) -> Response:
    return _page(visit, _NOTHING)


@router.post(PLACE)
def invite(visit: Here, form: Posted) -> Response:
    try:
        visit.site.practice.people.invite(visit.actor, form)
    except Invalid as error:
        return _page(visit, form, 422, error.problems)
    return visit.go(PLACE)


@router.post("/practice/people/{person}/end")
def end(visit: Here, person: str, _form: Posted) -> Response:
    visit.site.practice.people.end(visit.actor, person)
    return visit.go(PLACE)


@router.post("/practice/people/{person}/manager")
def make_manager(visit: Here, person: str, form: Posted) -> Response:
    manager = form.get("manager") == "yes"
    visit.site.practice.people.make_manager(visit.actor, person, manager=manager)
    return visit.go(PLACE)


@router.post("/practice/people/{person}/browser")
def end_browser(visit: Here, person: str, form: Posted) -> Response:
    visit.site.practice.people.end_browser(visit.actor, person, form.get("browser", ""))
    return visit.go(PLACE)


@router.post("/practice/invitations/{invitation}/withdraw")
def withdraw(visit: Here, invitation: str, _form: Posted) -> Response:
    visit.site.practice.people.withdraw(visit.actor, invitation)
    return visit.go(PLACE)


def _page(
    visit: Visit,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    found = visit.site.practice.people.look(visit.actor)
    return visit.page(
        "practice/people.html",
        status=status,
        now=found.now,
        practice=found.practice,
        people=found.people,
        roles=practice_form.ROLES,
        joined=JOINED,
        asked=found.asked,
        form=form,
        form_token=visit.form_token(),
        problems=problems,
    )
