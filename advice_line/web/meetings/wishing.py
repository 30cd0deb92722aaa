"""Invitations to education meetings, for people of a practice: who wants them says so here."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.web.access import Here, Posted
from advice_line.web.meetings.addresses import WISHES

router = APIRouter()
WANTED = "wanted"


@router.get(WISHES)
def look(visit: Here, done: str | None = None) -> Response:
    found = visit.site.meetings.wishing.look(visit.actor)
    return visit.page(
        "meetings/wishes.html",
        now=found.now,
        wanted=found.wanted,
        address=found.address,
        coming=found.coming,
        done=done == "yes",
        form_token=visit.form_token(),
    )


@router.post(WISHES)
def wish(visit: Here, form: Posted) -> Response:
    wanted = form.get(WANTED) == "yes"
    visit.site.meetings.wishing.wish(visit.actor, visit.key(form), wanted=wanted)
    return visit.go(f"{WISHES}?done=yes")
