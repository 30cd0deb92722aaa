"""HEAD, by which monitors and link checkers ask: answered as GET is, without the body."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Whoever is shown nothing has seen nothing: it is asked by nobody, so that no page says that
# somebody read a letter or heard a message, and no browser's own cookie is replaced.
_NOBODYS = (b"cookie",)


class Heads:
    """ASGI middleware. What a signed-in person would see answers as to somebody who is not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        asked = [each for each in Headers(scope=scope).raw if each[0] not in _NOBODYS]
        # A copy: the server must go on knowing that no body follows.
        inner = {**scope, "method": "GET", "headers": asked}

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                del MutableHeaders(scope=message)["set-cookie"]
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(inner, receive, send_head)
        finally:
            if "route" in inner:
                scope["route"] = inner["route"]
