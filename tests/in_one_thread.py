"""A request of a test runs through the application in the thread that asks, and is over when it is
answered. Starlette's own client takes eight turns between two threads for each, and FastAPI one
more for each door that is no coroutine: a millisecond and a half, tens of thousands of times.

What threads do to each other is shown by stories that start them, and by those of real processes.
"""

import asyncio
import os
from asyncio import AbstractEventLoop, events
from collections.abc import Awaitable, Callable
from contextvars import Context, copy_context
from typing import Any
from urllib.parse import unquote

import anyio.to_thread
import httpx2
import pytest
from starlette.testclient import _TestClientTransport
from starlette.types import Message, Scope

_PORTS = {"http": 80, "https": 443}
_in_threads = anyio.to_thread.run_sync
_by_portal = _TestClientTransport.handle_request

_ours: set[AbstractEventLoop] = set()
_idle: list[AbstractEventLoop] = []


def pytest_configure() -> None:
    share()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    while _idle:
        _idle.pop().close()


def share() -> None:
    """From now on, for every client of this process."""
    _TestClientTransport.handle_request = _handle  # type: ignore[assignment,method-assign]
    anyio.to_thread.run_sync = _run_sync  # type: ignore[assignment]


# A fork must not wait upon what its parent waits upon; the parent's are kept, and never closed.
os.register_at_fork(after_in_child=_idle.clear)


async def _run_sync(function: Callable[..., Any], *arguments: Any, **chosen: Any) -> Any:
    if asyncio.get_running_loop() in _ours:
        return copy_context().run(function, *arguments)
    return await _in_threads(function, *arguments, **chosen)


def _handle(transport: _TestClientTransport, request: httpx2.Request) -> httpx2.Response:
    if request.url.scheme not in _PORTS:
        return _by_portal(transport, request)
    asked = _Asked(request.read())
    try:
        _run(lambda: transport.app(_scope(transport, request), asked.receive, asked.send))
    except Exception:
        if transport.raise_server_exceptions:
            raise
    return asked.response(request)


def _run(made: Callable[[], Awaitable[None]]) -> None:
    """To its end, on a loop of its own: what the same thread asks meanwhile has another."""
    loop = _idle.pop() if _idle else _another()
    outer = events._get_running_loop()
    events._set_running_loop(None)
    try:
        Context().run(loop.run_until_complete, _awaited(made))
    finally:
        events._set_running_loop(outer)
        _idle.append(loop)


async def _awaited(made: Callable[[], Awaitable[None]]) -> None:
    await made()


def _another() -> AbstractEventLoop:
    loop = asyncio.new_event_loop()
    _ours.add(loop)
    return loop


class _Asked:
    """One request's body, and what was answered to it."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._taken = False
        self._answered = asyncio.Event()
        self._sent: list[Message] = []

    async def receive(self) -> Message:
        if self._taken:
            await self._answered.wait()
            return {"type": "http.disconnect"}
        self._taken = True
        return {"type": "http.request", "body": self._body}

    async def send(self, message: Message) -> None:
        assert not self._answered.is_set(), "it is answered already"
        self._sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self._answered.set()

    def response(self, request: httpx2.Request) -> httpx2.Response:
        if not self._sent:
            return httpx2.Response(500, request=request, stream=httpx2.ByteStream(b""))
        start, *parts = (each for each in self._sent if each["type"] in _OF_A_RESPONSE)
        shown = (
            b"" if request.method == "HEAD" else b"".join(each.get("body", b"") for each in parts)
        )
        return httpx2.Response(
            start["status"],
            headers=[(name.decode(), value.decode()) for name, value in start["headers"]],
            stream=httpx2.ByteStream(shown),
            request=request,
        )


_OF_A_RESPONSE = ("http.response.start", "http.response.body")


def _scope(transport: _TestClientTransport, request: httpx2.Request) -> Scope:
    url = request.url
    sent = [
        (name.lower().encode(), value.encode()) for name, value in request.headers.multi_items()
    ]
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "path": unquote(url.path),
        "raw_path": url.raw_path.split(b"?", 1)[0],
        "root_path": transport.root_path,
        "scheme": url.scheme,
        "query_string": url.query,
        "headers": sent,
        "client": transport.client,
        "server": [url.host, url.port or _PORTS[url.scheme]],
        "extensions": {},
        "state": transport.app_state.copy(),
    }
