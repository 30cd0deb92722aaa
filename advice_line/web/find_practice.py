"""A practice that no directory has, for the radiology office: as its asker named it, and which one
of the directory it is."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.query import practices
from advice_line.errors import Invalid, Problem
from advice_line.web import practices_named
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE = "/admin/tasks/{task}/practice"


@router.get(PLACE)
def look(visit: Here, task: str) -> Response:
    return _page(visit, task)


@router.post(PLACE)
def choose(visit: Here, task: str, form: Posted) -> Response:
    key = form.get(practices.FIELD, "")
    try:
        visit.site.finding_practices.choose(visit.actor, task, key, visit.key(form))
    except Invalid as error:
        return _page(visit, task, 422, error.problems)
    return visit.go("/admin")


def _page(visit: Visit, task: str, status: int = 200, problems: Sequence[Problem] = ()) -> Response:
    wanted = visit.site.finding_practices.look(visit.actor, task)
    return visit.page(
        "coordinator/practice.html",
        status=status,
        now=wanted.now,
        here=PLACE.format(task=task),
        reference=wanted.reference,
        asker=wanted.asker,
        organisations=practices_named.choices(wanted.organisations),
        form_token=visit.form_token(),
        problems=problems,
    )
