"""The radiology office's page of practice managers: which practices sign in, and the invitation of
the first manager of one."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Conflict, Invalid, Problem
from advice_line.outgoing_kinds import OutChannel
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE = "/admin/practice-managers"
_NOTHING: Mapping[str, str] = {}


@router.get(PLACE)
def look(visit: Here) -> Response:
    return _page(visit, _NOTHING)


@router.post(PLACE)
def invite(visit: Here, form: Posted) -> Response:
    try:
        practice = visit.site.practice.appointing.invite(visit.actor, form)
    except Invalid as error:
        return _page(visit, form, 422, error.problems)
    except Conflict as error:
        return _page(visit, form, 409, [Problem("organisation", error.sentence)])
    return _page(visit, _NOTHING, invited=practice)


def _page(
    visit: Visit,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
    invited: str | None = None,
) -> Response:
    found = visit.site.practice.appointing.look(visit.actor)
    return visit.page(
        "practice/managers.html",
        status=status,
        now=found.now,
        practices=found.practices,
        names=found.names,
        invited=invited,
        mails=OutChannel.EMAIL in visit.site.channels,
        form=form,
        form_token=visit.form_token(),
        problems=problems,
    )
