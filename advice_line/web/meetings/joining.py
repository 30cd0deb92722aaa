"""What a phone in the room shows: the vote that is open, and one's name for the attendance."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid, Problem
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.meetings.addresses import ROOM
from advice_line.web.rendering import Choice

router = APIRouter()


@router.get(f"{ROOM}/{{key}}")
def look(visit: Here, key: str, change: str = "") -> Response:
    return _page(visit, key, change=bool(change))


@router.post(f"{ROOM}/{{key}}/vote")
def vote(visit: Here, key: str, form: Posted) -> Response:
    try:
        visit.site.meetings.joining.vote(visit.actor, key, form, visit.browser)
    except Invalid as error:
        return _page(visit, key, form, error.problems)
    return visit.go(f"{ROOM}/{key}")


@router.post(f"{ROOM}/{{key}}/in")
def come(visit: Here, key: str, form: Posted) -> Response:
    try:
        visit.site.meetings.joining.come(visit.actor, key, form, visit.browser)
    except Invalid as error:
        return _page(visit, key, form, error.problems)
    return visit.go(f"{ROOM}/{key}")


@router.post(f"{ROOM}/{{key}}/out")
def leave(visit: Here, key: str, form: Posted) -> Response:  # noqa: ARG001 # its token is asked
    visit.site.meetings.joining.leave(visit.actor, key, visit.browser)
    return visit.go(f"{ROOM}/{key}")


def _page(
    visit: Visit,
    key: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    *,
    change: bool = False,
) -> Response:
    room = visit.site.meetings.joining.look(visit.actor, key, visit.browser)
    offered = room.question.options if room.question else ()
    return visit.page(
        "meetings/join.html",
        status=422 if problems else 200,
        now=room.now,
        of=room.line,
        room=room,
        options=[Choice(str(place), words) for place, words in enumerate(offered)],
        change=change,
        at=f"{ROOM}/{key}",
        form=form or {},
        form_token=visit.form_token(),
        problems=problems,
    )
