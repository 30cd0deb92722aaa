"""Pictures of a case: offered by its author, checked by a second person, shown."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.web.access import Here, Posted
from advice_line.web.library import again

router = APIRouter()


@router.get("/library/{reference}/pictures/{picture}")
def show(visit: Here, reference: str, picture: str) -> Response:
    media_type, content = visit.site.cases.pictures.read(visit.actor, reference, picture)
    return Response(content, media_type=media_type, headers={"content-disposition": "inline"})


@router.post("/library/{reference}/pictures")
def offer(visit: Here, reference: str, form: Posted) -> Response:
    try:
        visit.site.cases.pictures.offer(visit.actor, reference, form, visit.key(form))
    except Invalid as error:
        return again(visit, reference, error.problems, form)
    return visit.go(f"/library/{reference}")


@router.post("/library/{reference}/pictures/{picture}/check")
def check(visit: Here, reference: str, picture: str, form: Posted) -> Response:
    try:
        visit.site.cases.pictures.check(visit.actor, reference, picture, form, visit.key(form))
    except Invalid as error:
        return again(visit, reference, error.problems, form)
    return visit.go(f"/library/{reference}")


@router.post("/library/{reference}/pictures/{picture}/drop")
def drop(visit: Here, reference: str, picture: str, form: Posted) -> Response:
    visit.site.cases.pictures.drop(visit.actor, reference, picture, visit.key(form))
    return visit.go(f"/library/{reference}")
