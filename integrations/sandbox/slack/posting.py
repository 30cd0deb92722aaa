"""How what Slack tells travels: over loopback HTTP, or straight into a test client."""

import ipaddress
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests

# What an application has for its answer: https://docs.slack.dev/apis/events-api#responding
ANSWER_SECONDS = 3.0
Answer = tuple[int, bytes]
# Raises ConnectionError where nobody answers and TimeoutError where the answer takes too long.
Post = Callable[[str, bytes, Mapping[str, str]], Answer]


class Client(Protocol):
    """The part of Starlette's TestClient that is needed here."""

    def post(self, url: str, *, content: bytes, headers: Any) -> Any: ...


def client_post(client: Client) -> Post:
    """Into an application of the same process; how long it takes is not watched."""

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            answer = client.post(urlsplit(url).path, content=body, headers=dict(headers))
        except RuntimeError as error:  # the client was closed: a server that is gone
            raise ConnectionError(str(error)) from error
        return int(answer.status_code), bytes(answer.content)

    return post


def loopback_post(seconds: float = ANSWER_SECONDS) -> Post:
    """Over HTTP, to this machine only."""
    session = requests.Session()
    session.trust_env = False

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        _require_loopback(url)
        try:
            answer = session.post(
                url, data=body, headers=headers, timeout=seconds, allow_redirects=False
            )
        except requests.ReadTimeout as error:
            raise TimeoutError(str(error)) from error
        except requests.RequestException as error:
            raise ConnectionError(str(error)) from error
        return answer.status_code, answer.content

    return post


def _require_loopback(url: str) -> None:
    host = urlsplit(url).hostname or ""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ConnectionError(f"{host} is not on this machine: the miniature calls nobody else.")
