"""What is too long to be read at all is refused in words that say what became of it."""

from collections.abc import Callable, Mapping

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

Address = tuple[str, str]


class LongBodies:
    """ASGI middleware round the framework's own limit, which answers in two words of its own.

    A body has at most `largest` bytes; at an address (a method and a path) of `larger` as many as
    stand there. `refuse` makes the answer. What does not say how long it is meets the framework's
    limit.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        largest: int,
        larger: Mapping[Address, int],
        refuse: Callable[[Request], Response],
    ) -> None:
        self._largest, self._larger = largest, larger
        self._within = {
            most: RequestBodyLimitMiddleware(app, most) for most in {largest, *larger.values()}
        }
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = (scope.get("method", ""), scope.get("path", ""))
        most = self._larger.get(address, self._largest)
        app = self._refuse(Request(scope)) if _says_more(scope, most) else self._within[most]
        await app(scope, receive, send)


def _says_more(scope: Scope, most: int) -> bool:
    told = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
    if told.isascii() and told.isdigit() and len(told.lstrip("0")) <= 18:
        return int(told) > most
    return told != ""
