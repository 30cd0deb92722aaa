"""The document that describes the API to programs, and what its routes say of themselves for it."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from starlette.routing import BaseRoute

from advice_line.schemas import systems as shapes
from advice_line.schemas.api_errors import ErrorTold
from advice_line.trust.narrowed import BY_SYSTEM
from advice_line.web.problem_json import MEDIA_TYPE
from advice_line.web.route_table import BY_KEY, ROUTES, Address

Json = dict[str, Any]
_REF = "#/components/schemas/{model}"
_SENT = (shapes.Raise, shapes.Words, shapes.Acknowledge)
_ALWAYS = (400, 401, 403, 404, 422, 429)
# To people, who are refused in another shape than systems.
_TO_PEOPLE = (400, 401, 403, 404, 409, 413, 422, 429, 503)
_OF_ANYBODY = (404, 422, 429)
_SCHEMES = {
    "organisationKey": {"type": "http", "scheme": "bearer"},
    "staffSession": {"type": "apiKey", "in": "cookie", "name": "__Host-session"},
}


def problems(*statuses: int) -> dict[int | str, Json]:
    schema = {"schema": {"$ref": _REF.format(model=shapes.ProblemDetails.__name__)}}
    return {
        each: {
            "description": HTTPStatus(each).phrase,
            "content": {MEDIA_TYPE: schema},
        }
        for each in statuses
    }


def posted(body: type[BaseModel], *statuses: int) -> Json:
    """Of a route that reads its body itself: what may be sent, and how it may be refused."""
    schema = {"$ref": _REF.format(model=body.__name__)}
    content = {"application/json": {"schema": schema}}
    return {
        "responses": problems(*sorted({*_ALWAYS, *statuses})),
        "openapi_extra": {"requestBody": {"required": True, "content": content}},
    }


def document(routes: Sequence[BaseRoute]) -> Json:
    found = get_openapi(
        title="Advice Line",
        version="1",
        description="A radiology advice line, for clinical systems and for its own staff.",
        routes=routes,
    )
    known = found.setdefault("components", {})
    known.setdefault("schemas", {}).update(_schemas())
    known["securitySchemes"] = _SCHEMES
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            operation["security"] = _security((method.upper(), path))
            _say_how_it_refuses(operation)
            if operation["security"] and "organisationKey" in operation["security"][-1]:
                _need_key(operation)
    return found


def _say_how_it_refuses(operation: Json) -> None:
    """To people: the framework knows of no answers but a good one and its own."""
    answers, security = operation["responses"], operation["security"]
    if {"organisationKey": []} in security[:1]:
        return
    told_to_systems = [each for each in answers.values() if MEDIA_TYPE in each.get("content", {})]
    schema = {"schema": {"$ref": _REF.format(model=ErrorTold.__name__)}}
    for answer in told_to_systems:
        answer["content"]["application/json"] = schema
    if told_to_systems:
        return
    for status in _TO_PEOPLE if security else _OF_ANYBODY:
        content = {"application/json": schema}
        answers[str(status)] = {"description": HTTPStatus(status).phrase, "content": content}


def _schemas() -> Json:
    found: Json = {}
    for each in (*_SENT, shapes.ProblemDetails, ErrorTold):
        schema = each.model_json_schema(ref_template=_REF, by_alias=True)
        found |= schema.pop("$defs", {})
        found[each.__name__] = schema
    return found


def _security(address: Address) -> list[Json]:
    key: Json = {"organisationKey": []}
    session: Json = {"staffSession": []}
    action = ROUTES.get(address)
    if action in BY_SYSTEM.values():
        return [key]
    if address in BY_KEY:
        return [session, key]
    return [] if address[1].startswith("/api/v1/waits") else [session]


def _need_key(operation: Json) -> None:
    """Without it nothing is done; that it is missing is told by us, in our words."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "header":
            parameter["required"] = True
            parameter["schema"] = {"type": "string", "minLength": 1, "maxLength": 200}
