"""The way from a browser to the service, and everything that went over it."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from tests.stories.scene import PUBLIC_URL


@dataclass(frozen=True)
class Visit:
    """One request with its answer. `typed` says that a person wrote the address themselves, so
    that it is theirs and not ours; `by` is who sat before the browser."""

    by: str
    typed: bool
    method: str
    target: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def is_page(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")


class Wire(httpx2.BaseTransport):
    """Leads requests for the public address to the process that answers at `port`, as its proxy
    would, and writes down what went by."""

    def __init__(self, log: list[Visit], port: int, by: str, typed: bool) -> None:
        self._log = log
        self._port = port
        self.by = by
        self._typed = typed
        # A connection each: after a fault the server closes the one it stood on.
        alone = httpx2.Limits(max_keepalive_connections=0)
        self._inner = httpx2.HTTPTransport(trust_env=False, limits=alone)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        sent = httpx2.Request(
            request.method,
            url,
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        answer = self._inner.handle_request(sent)
        body = answer.read()
        target = request.url.raw_path.decode("ascii")
        headers = dict(answer.headers)
        typed = self._typed and not self._log_has_led_to(target)
        self._log.append(
            Visit(self.by, typed, request.method, target, answer.status_code, headers, body)
        )
        return httpx2.Response(
            answer.status_code, headers=answer.headers.multi_items(), content=body, request=request
        )

    def close(self) -> None:
        self._inner.close()

    def _log_has_led_to(self, target: str) -> bool:
        """Whether our last answer sent the browser there: then the address is our own."""
        if not self._log:
            return False
        led = self._log[-1].headers.get("location", "")
        return led.removeprefix(PUBLIC_URL) == target


_SECONDS = 120.0


class Client(httpx2.Client):
    """A browser's way out, through a wire that knows whose it is."""

    def __init__(self, wire: Wire) -> None:
        # Slides are made in a process of their own, which a busy machine is slow to start.
        super().__init__(
            transport=wire, base_url=PUBLIC_URL, follow_redirects=True, timeout=_SECONDS
        )
        self.wire = wire
