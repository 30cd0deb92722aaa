"""What every act upon the rota by a program has in common."""

from typing import Annotated, Any

from fastapi import Depends, Header, Request

from advice_line.errors import Invalid, Problem
from advice_line.schemas import rota_acts
from advice_line.staffing.changes.amending import Done
from advice_line.web.access import Here

PREFIX = "/api/v1/rota"


def json_only(request: Request, _visit: Here) -> None:
    """A page of another site can have a browser send a form with our cookie, but no JSON."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise Invalid([Problem("", "Send JSON, with the content type application/json.")])


def once(
    visit: Here,
    idempotency_key: Annotated[
        str | None, Header(max_length=100, description="The same key is done once")
    ] = None,
) -> str | None:
    return f"api:{visit.actor.label}:{idempotency_key}" if idempotency_key else None


Once = Annotated[str | None, Depends(once)]
# What each route that changes something is made with.
CHANGES: dict[str, Any] = {
    "response_model": rota_acts.Done,
    "dependencies": [Depends(json_only)],
}


def told(done: Done) -> rota_acts.Done:
    return rota_acts.Done(key=done.key, notes=list(done.notes))
