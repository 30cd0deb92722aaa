"""A case review: its queries, its members, and one query opened to these while it goes on."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.kinds import QueryState
from advice_line.web import glass, labels
from advice_line.web.access import Here, Posted
from advice_line.web.meetings import one
from advice_line.web.meetings.addresses import PLACE, REVIEW, REVIEWED

router = APIRouter()


@router.post(f"{REVIEW}/queries")
def put(visit: Here, meeting: str, form: Posted) -> Response:
    return one.done(visit, meeting, form, visit.site.meetings.reviewing.put)


@router.get(REVIEWED)
def open_query(visit: Here, meeting: str, reviewed: str) -> Response:
    behind = visit.site.meetings.reviewing.open(visit.actor, meeting, reviewed)
    return visit.page(
        "meetings/query.html",
        now=behind.now,
        of=behind.line,
        back=f"{PLACE}/{meeting}",
        behind=behind,
        state=labels.STATES[QueryState(behind.state)],
        words=glass.messages(behind),
    )


@router.post(f"{REVIEWED}/off")
def take_off(visit: Here, meeting: str, reviewed: str, form: Posted) -> Response:
    act = visit.site.meetings.reviewing.take_off
    try:
        act(visit.actor, meeting, reviewed, form, visit.key(form))
    except Invalid as error:
        return one.page(visit, meeting, form, error.problems)
    return visit.go(f"{PLACE}/{meeting}")


@router.post(f"{REVIEW}/members")
def name(visit: Here, meeting: str, form: Posted) -> Response:
    return one.done(visit, meeting, form, visit.site.meetings.reviewing.name)


@router.post(f"{REVIEW}/members/off")
def unname(visit: Here, meeting: str, form: Posted) -> Response:
    return one.done(visit, meeting, form, visit.site.meetings.reviewing.unname)


@router.post(f"{REVIEW}/close")
def close(visit: Here, meeting: str, form: Posted) -> Response:
    visit.site.meetings.reviewing.close(visit.actor, meeting, visit.key(form))
    return visit.go(f"{PLACE}/{meeting}")
