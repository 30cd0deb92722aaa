"""The API for programs: queries as JSON, to whoever is signed in, waits to anybody, and the
document that describes it together with the rota's."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse, Response

from advice_line.kinds import QueryState
from advice_line.schemas import query as shapes
from advice_line.schemas import waits as waits_shapes
from advice_line.web.access import Here
from advice_line.web.rota import pages as rota_pages
from advice_line.web.waits import KEPT_FOR

MOST = 200
DOCUMENT = "/api/v1/openapi.json"

router = APIRouter()


@router.get("/api/v1/queries", response_model=list[shapes.Query], response_model_by_alias=True)
def queries(
    visit: Here,
    line: str | None = None,
    state: QueryState | None = None,
    external: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> Any:
    """The newest queries, the oldest of them first."""
    return visit.site.facts.all(visit.actor, line=line, state=state, external=external, limit=limit)


@router.get("/api/v1/queries/{reference}", response_model=shapes.Query)
def query(visit: Here, reference: str) -> Any:
    """One query by its reference."""
    return visit.site.facts.of(visit.actor, reference)


@router.get("/api/v1/waits/{line}", response_model=waits_shapes.Waits)
def waits(visit: Here, line: str, answer: Response) -> Any:
    """How long waits and reports of a line take, for anybody."""
    answer.headers.update(KEPT_FOR)
    return waits_shapes.of(visit.site.waits.shown(line))


@router.get(DOCUMENT, include_in_schema=False)
def document(_visit: Here) -> Response:
    routes = [*router.routes, *(route for each in rota_pages.API for route in each.router.routes)]
    return JSONResponse(get_openapi(title="Advice Line", version="1", routes=routes))
