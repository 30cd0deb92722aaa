"""What is too long to be read at all is refused in words that say what became of it."""

from collections.abc import Callable, Mapping

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

Address = tuple[str, str]


class LongBodies:
    """ASGI middleware round the framework's own limit, which answers in two words of its own.

    A body has at most `largest` bytes; at an address (a method and a path template) of `larger` as
    many as stand there. `refuse` makes the answer, told which of those it is. What does not say how
    long it is meets the framework's limit.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        largest: int,
        larger: Mapping[Address, int],
        refuse: Callable[[Request, Address | None], Response],
    ) -> None:
        self._largest = largest
        self._larger = [
            (address, compile_path(address[1])[0], most) for address, most in larger.items()
        ]
        self._within = {
            most: RequestBodyLimitMiddleware(app, most) for most in {largest, *larger.values()}
        }
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        address, most = self._most(scope.get("method", ""), scope.get("path", ""))
        if _says_more(scope, most):
            await self._refuse(Request(scope), address)(scope, receive, send)
        else:
            await self._within[most](scope, receive, send)

    def _most(self, method: str, path: str) -> tuple[Address | None, int]:
        for address, shape, most in self._larger:
            if address[0] == method and shape.fullmatch(path):
                return address, most
        return None, self._largest


def _says_more(scope: Scope, most: int) -> bool:
    told = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
    if told.isascii() and told.isdigit() and len(told.lstrip("0")) <= 18:
        return int(told) > most
    return told != ""
