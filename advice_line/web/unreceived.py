"""On the page of a query whose letter nobody has: whom to ring, and that it was read back."""

from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.receipts import said
from advice_line.web import query
from advice_line.web.access import Here, Posted
from advice_line.web.numbers import whole

router = APIRouter()


@router.post("/desk/{reference}/read-back")
def read_back(visit: Here, reference: str, form: Posted) -> Response:
    name, version = form.get(said.READ_BACK_BY, ""), whole(form.get("version", ""), otherwise=0)
    read = partial(visit.site.spoken.read_back, visit.actor, reference, name, visit.key(form))
    return query.acted(visit, reference, form, partial(read, version=version))
