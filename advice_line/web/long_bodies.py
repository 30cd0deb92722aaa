"""What is too long to be read at all is refused in words that say what became of it."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send


class LongBodies:
    """ASGI middleware round the framework's own limit, which answers in two words of its own.

    `refuse` makes the answer. What does not say how long it is meets the framework's limit.
    """

    def __init__(
        self, app: ASGIApp, *, largest: int, refuse: Callable[[Request], Response]
    ) -> None:
        self._app = app
        self._largest = largest
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if told.isascii() and told.isdigit() and len(told.lstrip("0")) <= 18:
            too_long = int(told) > self._largest
        else:
            too_long = told != ""
        app = self._refuse(Request(scope)) if too_long else self._app
        await app(scope, receive, send)
