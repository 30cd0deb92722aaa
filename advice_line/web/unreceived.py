"""On the page of a query whose letter nobody has: whom to ring, and that it was read back."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.receipts import said
from advice_line.errors import Invalid
from advice_line.web import query
from advice_line.web.access import Here, Posted
from advice_line.web.numbers import whole

router = APIRouter()


@router.post("/desk/{reference}/read-back")
def read_back(visit: Here, reference: str, form: Posted) -> Response:
    name = form.get(said.READ_BACK_BY, "")
    try:
        version = whole(form.get("version", ""), otherwise=0)
        visit.site.spoken.read_back(visit.actor, reference, name, visit.key(form), version=version)
    except Invalid as error:
        return query.page(
            visit, reference, status=422, problems=error.problems, typed={said.READ_BACK_BY: name}
        )
    return visit.go(f"/desk/{reference}")
