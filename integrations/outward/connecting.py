"""A connection to an address that a person gave, and to nothing that is not meant to be reached.

The name is looked up here, what it resolves to is held to what `may` be reached, and the connection
is made to that very address: a name that resolves otherwise a moment later is not asked again. How
long all of it may take is limited.
"""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Event, Timer
from time import monotonic
from urllib.parse import SplitResult, urlunsplit

Address = tuple[str, int]


class NoServer(OSError):
    """There is none of this name."""


class Forbidden(OSError):
    """It leads to a network that may not be reached."""


class TooSlow(TimeoutError):
    """Its time was up."""


def connected(
    parts: SplitResult, until: float, may: Callable[[str], bool], certificates: Path | None
) -> HTTPConnection:
    """`until` on `monotonic`. Raises `NoServer`, `Forbidden`, `TooSlow` and what sockets raise."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    kind = HTTPSConnection if secure else HTTPConnection
    connection = kind(host, parts.port or kind.default_port)
    address = _address(host, connection.port, may)
    made = socket.create_connection(address, timeout=_left(until))
    if secure:
        context = ssl.create_default_context(cafile=certificates)
        made = context.wrap_socket(made, server_hostname=host)
    connection.sock = made
    return connection


@contextmanager
def ended(connection: HTTPConnection, until: float) -> Iterator[None]:
    """Cut the connection when its time is up: each byte that trickles in would begin a wait anew.
    Raises `TooSlow` where it was cut."""
    made, over = connection.sock, Event()

    def cut() -> None:
        over.set()
        with suppress(OSError):
            made.shutdown(socket.SHUT_RDWR)

    timer = Timer(_left(until), cut)
    timer.start()
    try:
        yield
    except (OSError, HTTPException) as error:
        if over.is_set():
            raise TooSlow from error
        raise
    finally:
        timer.cancel()
    if over.is_set():
        raise TooSlow


def path_of(parts: SplitResult) -> str:
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _address(host: str, port: int, may: Callable[[str], bool]) -> Address:
    """Raises `Forbidden` where any address of the name is one that may not be reached."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoServer(host) from error
    every = [str(each[4][0]) for each in found]
    if not every or not all(may(each) for each in every):
        raise Forbidden
    return every[0], port


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TooSlow
    return left
