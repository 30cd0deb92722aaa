"""A person's browser for a service that may be killed at any instant: where the connection breaks,
the same request goes again, as a person taps once more. The form and its token are the same."""

from collections.abc import Callable

import httpx2

from tests.stories.scene import PUBLIC_URL
from tests.web.surfing import Surfer

_TRIES = 4
_SECONDS = 60.0


def browser(local: str, pulse: Callable[[], None]) -> Surfer:
    """Pages that believe themselves at PUBLIC_URL are answered at `local`, as behind a proxy;
    `pulse` is called as each request sets out."""
    client = httpx2.Client(
        base_url=PUBLIC_URL,
        transport=_Patient(httpx2.URL(local), pulse),
        follow_redirects=True,
        timeout=_SECONDS,
    )
    return Surfer(client)


class _Patient(httpx2.BaseTransport):
    def __init__(self, local: httpx2.URL, pulse: Callable[[], None]) -> None:
        self._local = local
        self._pulse = pulse
        self._wire = httpx2.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        self._pulse()
        here = request.url.copy_with(
            scheme=self._local.scheme, host=self._local.host, port=self._local.port
        )
        for _ in range(_TRIES - 1):
            try:
                return self._ask(request, here)
            except httpx2.TransportError:
                continue
        return self._ask(request, here)

    def _ask(self, request: httpx2.Request, here: httpx2.URL) -> httpx2.Response:
        sent = httpx2.Request(
            request.method,
            here,
            headers=request.headers,
            content=request.read(),
            extensions=request.extensions,
        )
        answer = self._wire.handle_request(sent)
        answer.read()
        return answer

    def close(self) -> None:
        self._wire.close()
