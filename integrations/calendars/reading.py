"""Reads a calendar over https, and nothing that is not meant to be read.

An address is given by a person, so that it might lead into the site's own network. Every name is
looked up here, what it resolves to is held to the public internet, and the connection is made to
that very address: a name that resolves otherwise a moment later is not asked again. So it is with
each redirection. How much is read, and for how long, is limited.
"""

import ssl
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic
from urllib.parse import urljoin

from advice_line.errors import NotRead
from advice_line.ports import addresses
from advice_line.ports.calendars import parts_of
from integrations.outward import connecting

MOST_BYTES = 5_000_000
SECONDS = 20.0
MOST_REDIRECTIONS = 3

_CHUNK = 65_536
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": "advice-line", "Accept": "text/calendar", "Accept-Encoding": "identity"}


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
        self._may = addresses.is_here if local else addresses.is_public
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
            made = connecting.connected(parts, until, self._may, self._certificates)
            with closing(made) as connection, connecting.ended(connection, until):
                connection.request("GET", connecting.path_of(parts), headers=_HEADERS)
                with closing(connection.getresponse()) as response:
                    return self._answer(response)
        except connecting.NoServer as error:
            raise NotRead(f'There is no server of the name "{parts.hostname}".') from error
        except connecting.Forbidden as error:
            raise NotRead("The address leads to a network that may not be read from.") from error
        except ssl.SSLCertVerificationError as error:
            raise NotRead("The calendar's server cannot prove that it is who it says.") from error
        except (OSError, HTTPException, ValueError) as error:
            # Without its words: they may hold the address, which is often a secret.
            late = isinstance(error, TimeoutError)
            raise NotRead(_TOO_SLOW if late else _NO_ANSWER) from error

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
