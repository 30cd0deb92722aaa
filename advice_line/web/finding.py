"""Where staff look for a query. What they look for is sent in a form, so that it stands in no
address (H07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.staff.finding import FIELD, Found
from advice_line.errors import Invalid, Problem
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()


@dataclass(frozen=True)
class _Found:
    path: str
    reference: str
    state: str
    received_at: datetime


@router.get("/desk/find")
def ask(visit: Here) -> Response:
    return _page(visit)


@router.post("/desk/find")
def find(visit: Here, form: Posted) -> Response:
    wanted = form.get(FIELD, "")
    try:
        return _page(visit, wanted, visit.site.finding.find(visit.actor, wanted))
    except Invalid as error:
        return _page(visit, wanted, status=422, problems=error.problems)


def _page(
    visit: Visit,
    wanted: str = "",
    found: Sequence[Found] | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    shown = None if found is None else [_shown(each) for each in found]
    return visit.page(
        "responder/find.html",
        status=status,
        wanted=wanted,
        found=shown,
        form_token=visit.form_token(),
        problems=problems,
    )


def _shown(found: Found) -> _Found:
    state = labels.STATES[found.state]
    return _Found(f"/desk/{found.reference}", found.reference, state, found.received_at)
