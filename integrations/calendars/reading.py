"""Reads a calendar over https, and nothing that is not meant to be read.

An address is given by a person, so that it might lead into the site's own network. Every name is
looked up here, what it resolves to is held to the public internet, and the connection is made to
that very address: a name that resolves otherwise a moment later is not asked again. So it is with
each redirection. How much is read, and for how long, is limited.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from threading import Event, Timer
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlunsplit

from advice_line.errors import NotRead
from advice_line.ports.calendars import parts_of

MOST_BYTES = 5_000_000
SECONDS = 20.0
MOST_REDIRECTIONS = 3

_CHUNK = 65_536
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": "advice-line", "Accept": "text/calendar", "Accept-Encoding": "identity"}

# RFC 6052: the last four bytes are an address of the old kind.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# All that is given out of the new kind (RFC 4291, IANA); what lies beside it leads inside at most.
_UNICAST = ipaddress.IPv6Network("2000::/3")
# Where some clouds answer with their own secrets (192.0.0.192).
_ASSIGNED = ipaddress.IPv4Network("192.0.0.0/24")

Address = tuple[str, int]


class HttpCalendars:
    """A `ports.calendars.CalendarReader`. In a rehearsal (`local`) it talks to this machine only,
    otherwise never to it."""

    def __init__(
        self,
        *,
        local: bool,
        certificate_file: Path | None = None,
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._local = local
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._certificates = certificate_file

    def read(self, url: str) -> bytes:
        until = monotonic() + self._seconds
        for _ in range(MOST_REDIRECTIONS + 1):
            answer = self._ask(url, until)
            if isinstance(answer, bytes):
                return answer
            url = urljoin(url, answer)
        raise NotRead("The address leads from one to the next without end.")

    def _ask(self, url: str, until: float) -> bytes | str:
        """What is there, or the address to which it leads."""
        try:
            parts = parts_of(url, local=self._local)
        except ValueError as error:
            raise NotRead(str(error)) from error
        try:
            with closing(self._connected(parts, until)) as connection, _ended(connection, until):
                connection.request("GET", _path(parts), headers=_HEADERS)
                with closing(connection.getresponse()) as response:
                    return self._answer(response)
        except ssl.SSLCertVerificationError as error:
            raise NotRead("The calendar's server cannot prove that it is who it says.") from error
        except (OSError, HTTPException, ValueError) as error:
            # Without its words: they may hold the address, which is often a secret.
            late = isinstance(error, TimeoutError)
            raise NotRead(_TOO_SLOW if late else _NO_ANSWER) from error

    def _connected(self, parts: SplitResult, until: float) -> HTTPConnection:
        host, secure = parts.hostname or "", parts.scheme == "https"
        kind = HTTPSConnection if secure else HTTPConnection
        connection = kind(host, parts.port or kind.default_port)
        address = self._address(host, connection.port)
        made = socket.create_connection(address, timeout=_left(until))
        if secure:
            context = ssl.create_default_context(cafile=self._certificates)
            made = context.wrap_socket(made, server_hostname=host)
        connection.sock = made
        return connection

    def _address(self, host: str, port: int) -> Address:
        """Raises `errors.NotRead` where any address of the name is one that may not be asked."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NotRead(f'There is no server of the name "{host}".') from error
        addresses = [str(each[4][0]) for each in found]
        may = _is_here if self._local else _is_public
        if not addresses or not all(may(each) for each in addresses):
            raise NotRead("The address leads to a network that may not be read from.")
        return addresses[0], port

    def _answer(self, response: HTTPResponse) -> bytes | str:
        if response.status in _REDIRECTIONS and (to := response.getheader("Location")):
            return to
        if response.status != 200:
            raise NotRead(f"The calendar's server answered {response.status}, not with a calendar.")
        chunks, size = list[bytes](), 0
        while chunk := response.read1(_CHUNK):
            size += len(chunk)
            if size > self._most_bytes:
                most = self._most_bytes / 1_000_000
                raise NotRead(f"The calendar has more than {most:g} MB, or never ends.")
            chunks.append(chunk)
        if response.length:
            raise NotRead(_BROKE_OFF)
        return b"".join(chunks)


_TOO_SLOW = "The calendar's server is too slow: nothing whole came within its time."
_NO_ANSWER = "The calendar's server did not answer."
_BROKE_OFF = "The calendar's server broke off before the end."


@contextmanager
def _ended(connection: HTTPConnection, until: float) -> Iterator[None]:
    """Cut the connection when its time is up: each byte that trickles in would begin a wait anew.
    Raises `errors.NotRead` where it was cut."""
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
            raise NotRead(_TOO_SLOW) from error
        raise
    finally:
        timer.cancel()
    if over.is_set():
        raise NotRead(_TOO_SLOW)


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise NotRead(_TOO_SLOW)
    return left


def _path(parts: SplitResult) -> str:
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _is_here(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


def _is_public(address: str) -> bool:
    """Also what is written in it where it stands for an address of the old kind."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and found not in _ASSIGNED
    inside = found.ipv4_mapped or found.sixtofour
    if found in _TRANSLATED:
        inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if inside is not None:
        return _is_public(str(inside))
    return found.is_global and found in _UNICAST
