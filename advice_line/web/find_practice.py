"""A practice that no directory has, for the radiology office: as its asker named it, and which one
of the directory it is."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.query import practices
from advice_line.errors import Invalid, Problem
from advice_line.web import practice_search
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE = "/admin/tasks/{task}/practice"


@router.get(PLACE)
def look(visit: Here, task: str) -> Response:
    return _page(visit, task, {})


@router.post(PLACE)
def choose(visit: Here, task: str, form: Posted) -> Response:
    if practice_search.FIND in form:
        return _page(visit, task, form)
    try:
        every = visit.site.finding_practices.look(visit.actor, task).organisations
        key = practice_search.taken(every, form).get(practices.FIELD, "")
        visit.site.finding_practices.choose(visit.actor, task, key, visit.key(form))
    except Invalid as error:
        return _page(visit, task, form, 422, error.problems)
    return visit.go("/admin")


def _page(
    visit: Visit,
    task: str,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    wanted = visit.site.finding_practices.look(visit.actor, task)
    return visit.page(
        "coordinator/practice.html",
        status=status,
        now=wanted.now,
        here=PLACE.format(task=task),
        reference=wanted.reference,
        asker=wanted.asker,
        practices=practice_search.shown(wanted.organisations, form),
        chosen=form.get(practices.FIELD, ""),
        form_token=visit.form_token(),
        problems=problems,
    )
