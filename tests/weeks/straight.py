"""A webhook straight into the application, in one step on its loop: a week is a hundred thousand of
them, and Starlette's own client takes eight turns between two threads for each."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.testclient import TestClient

from integrations.sandbox.posting import Answer, Form, Post, encoded

_PORTS = {"http": 80, "https": 443}


def straight(browser: TestClient) -> Post:
    """Into the application of a client that is open."""
    portal = browser.portal
    assert portal is not None, "the client is not open"

    def post(url: str, form: Form, headers: Mapping[str, str]) -> Answer:
        answer: Answer = portal.call(_asked, browser, _scope(url, headers), encoded(form))
        return answer

    return post


async def _asked(browser: TestClient, scope: dict[str, Any], body: bytes) -> Answer:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await browser.app(scope, receive, send)
    start, *parts = sent
    answered = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], answered, b"".join(part.get("body", b"") for part in parts)


def _scope(url: str, headers: Mapping[str, str]) -> dict[str, Any]:
    asked = urlsplit(url)
    sent = {"host": asked.netloc, **{name.lower(): value for name, value in headers.items()}}
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": unquote(asked.path),
        "raw_path": asked.path.encode(),
        "root_path": "",
        "scheme": asked.scheme,
        "query_string": asked.query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "client": ("testclient", 50000),
        "server": (asked.hostname, asked.port or _PORTS[asked.scheme]),
        "extensions": {},
        "state": {},
    }
