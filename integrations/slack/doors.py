"""The one address at which Slack tells us everything, checked and handed to Bolt."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request
from slack_bolt import App
from starlette.exceptions import HTTPException
from starlette.responses import Response

from integrations.slack.app import answer
from integrations.slack.marks import EVENTS

LARGEST = 512 * 1024


async def raw_body(request: Request) -> bytes:
    """The body as it came; the signature is over these bytes. Raises HTTPException 413."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413, "Too large.")
    return bytes(body)


Body = Annotated[bytes, Depends(raw_body)]


class Doors:
    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def routes(self) -> APIRouter:
        """The same for every application of the process; `open_in` says whose one has."""
        return _routes()

    def open_in(self, app: FastAPI) -> None:
        app.state.slack = self


@cache
def _routes() -> APIRouter:
    router = APIRouter()

    # Not `async`: Bolt waits for its listeners, and would keep everybody else waiting with it.
    @router.post(EVENTS, include_in_schema=False)
    def told(request: Request, body: Body) -> Response:
        doors: Doors = request.app.state.slack
        said = answer(doors.app, body, dict(request.headers))
        headers = {name: values[0] for name, values in said.headers.items() if values}
        return Response(said.body, status_code=said.status, headers=headers)

    return router
