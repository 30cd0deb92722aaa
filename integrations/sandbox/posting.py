"""How a webhook travels: over loopback HTTP, or straight into a test client."""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable
from urllib.parse import urlencode, urlsplit

import requests

Form = list[tuple[str, str]]
Answer = tuple[int, Mapping[str, str], bytes]
# Raises ConnectionError where nobody answers and TimeoutError where the answer takes too long.
Post = Callable[[str, Form, Mapping[str, str]], Answer]

MOST_SECONDS = 15.0


@runtime_checkable
class TimedPost(Protocol):
    """A Post that can also keep to the times in an address's fragment."""

    def timed(
        self, url: str, form: Form, headers: Mapping[str, str], connect: float, read: float
    ) -> Answer: ...


class Response(Protocol):
    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def content(self) -> bytes: ...


class Client(Protocol):
    """The part of Starlette's TestClient that is needed here."""

    def post(self, url: str, *, content: bytes, headers: Any) -> Any: ...


def client_post(client: Client) -> Post:
    """Post into an application in the same process, for example through Starlette's TestClient.

    The client must not follow redirects to be as strict as the vendor.
    """

    def post(url: str, form: Form, headers: Mapping[str, str]) -> Answer:
        answer: Response = client.post(url, content=encoded(form), headers=dict(headers))
        return answer.status_code, answer.headers, answer.content

    return post


class LoopbackPost:
    """Post over HTTP to this machine only.

    `forward` maps the beginning of a public address to where its proxy would lead, for example
    `{"https://advice.example.org": "http://127.0.0.1:8000"}`; the signature stays the public
    address's, as behind a real proxy.
    """

    def __init__(self, forward: Mapping[str, str] | None = None) -> None:
        self._routes = dict(forward or {})
        self._session = requests.Session()
        self._session.trust_env = False

    def __call__(self, url: str, form: Form, headers: Mapping[str, str]) -> Answer:
        return self.timed(url, form, headers, MOST_SECONDS, MOST_SECONDS)

    def timed(
        self, url: str, form: Form, headers: Mapping[str, str], connect: float, read: float
    ) -> Answer:
        target = self._target(url)
        _require_loopback(target)
        try:
            answer = self._session.post(
                target,
                data=encoded(form),
                headers={"Host": urlsplit(url).netloc, **headers},
                timeout=(connect, read),
                allow_redirects=False,
            )
        except requests.ReadTimeout as error:
            raise TimeoutError(str(error)) from error
        except requests.RequestException as error:
            raise ConnectionError(str(error)) from error
        return answer.status_code, answer.headers, answer.content

    def _target(self, url: str) -> str:
        for here, there in self._routes.items():
            if url == here or url.startswith(here.rstrip("/") + "/"):
                return there + url.removeprefix(here)
        return url


def loopback_post(forward: Mapping[str, str] | None = None) -> LoopbackPost:
    return LoopbackPost(forward)


def encoded(form: Form) -> bytes:
    return urlencode(form).encode("ascii")


def _require_loopback(url: str) -> None:
    host = urlsplit(url).hostname or ""
    try:
        found = {ipaddress.ip_address(host)}
    except ValueError:
        try:
            found = {ipaddress.ip_address(one[4][0]) for one in socket.getaddrinfo(host, None)}
        except OSError as error:
            raise ConnectionError(f"{host} does not exist.") from error
    if not all(address.is_loopback for address in found):
        raise ConnectionError(f"{host} is not on this machine: the miniature calls nobody else.")
