"""The API for programs: queries as JSON, to whoever is signed in, waits to anybody, and the
document that describes it together with the rota's."""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from advice_line.kinds import QueryState
from advice_line.schemas import query as shapes
from advice_line.schemas import waits as waits_shapes
from advice_line.schemas.systems import OwnQueries, OwnQuery
from advice_line.trust.roles import Action
from advice_line.web import openapi, systems
from advice_line.web.access import Here
from advice_line.web.rota import pages as rota_pages
from advice_line.web.waits import KEPT_FOR

MOST = 200
DOCUMENT = "/api/v1/openapi.json"
_SINCE = "with a key: `next` of an earlier answer"

router = APIRouter()


@router.get(
    "/api/v1/queries",
    response_model=list[shapes.Query] | OwnQueries,
    response_model_by_alias=True,
    responses=openapi.problems(401, 403, 404, 422, 429),
)
def queries(
    visit: Here,
    line: str | None = None,
    state: QueryState | None = None,
    external: str | None = None,
    since: Annotated[str | None, Query(description=_SINCE)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> Any:
    """To staff the newest queries, the oldest of them first; to a system with a key those of its
    organisation that have changed."""
    if visit.action is Action.READ_BY_SYSTEM:
        return visit.site.systems.queries.changed(visit.actor, since, limit)
    return visit.site.facts.all(visit.actor, line=line, state=state, external=external, limit=limit)


@router.get(
    "/api/v1/queries/{reference}",
    response_model=shapes.Query | OwnQuery,
    responses=openapi.problems(401, 403, 404, 429),
)
def query(visit: Here, reference: str) -> Any:
    """One query by its reference; to a system with a key one of its organisation."""
    if visit.action is Action.READ_BY_SYSTEM:
        return visit.site.systems.queries.read(visit.actor, reference)
    return visit.site.facts.of(visit.actor, reference)


@router.get("/api/v1/waits/{line}", response_model=waits_shapes.Waits)
def waits(visit: Here, line: str, answer: Response) -> Any:
    """How long waits and reports of a line take, for anybody."""
    answer.headers.update(KEPT_FOR)
    return waits_shapes.of(visit.site.waits.shown(line))


@router.get(DOCUMENT, include_in_schema=False)
def document(_visit: Here) -> Response:
    return JSONResponse(_described())


@cache
def _described() -> dict[str, Any]:
    of_rota = [route for each in rota_pages.API for route in each.router.routes]
    return openapi.document([*router.routes, *systems.router.routes, *of_rota])
