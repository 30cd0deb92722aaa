"""Who is signed in how often, and ending it: for who leads the service or keeps its information."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.web.access import Here, Posted

router = APIRouter()
PLACE = "/admin/sign-ins"


@router.get(PLACE)
def look(visit: Here) -> Response:
    return visit.page(
        "coordinator/sign_ins.html",
        people=visit.site.ending_sign_ins.look(visit.actor),
        form_token=visit.form_token(),
    )


@router.post(f"{PLACE}/end")
def end(visit: Here, form: Posted) -> Response:
    visit.site.ending_sign_ins.end(visit.actor, form.get("person", ""))
    return visit.go(PLACE)


@router.post(f"{PLACE}/start-again")
def start_again(visit: Here, form: Posted) -> Response:
    visit.site.ending_sign_ins.start_again(visit.actor, form.get("person", ""))
    return visit.go(PLACE)
