"""One line of the log per request: its route's template, never its address, which may hold a
link's secret. How long each took is noted besides."""

from collections.abc import Callable
from time import monotonic

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Who asked hung up before all of it was sent: there is nobody to answer.
_HUNG_UP = 499
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_log = structlog.get_logger()


class RequestLog:
    def __init__(self, app: ASGIApp, noted: Callable[[str, str, float], None]) -> None:
        """`noted` is given the method, the route's template and the seconds of each request."""
        self._app = app
        self._noted = noted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = monotonic(), 500

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except ClientDisconnect:
            status = _HUNG_UP
        finally:
            route = getattr(scope.get("route"), "path", None)
            if route is not None and route not in _QUIET:
                method, took = scope["method"], monotonic() - began
                self._noted(method, route, took)
                ms = round(took * 1000, 1)
                _log.info("request", method=method, route=route, status=status, ms=ms)
