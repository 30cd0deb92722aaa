"""The seam to calendars elsewhere: what we ask of them, and which addresses may be asked at all."""

from typing import Protocol
from urllib.parse import SplitResult, urlsplit

LONGEST_ADDRESS = 2_000
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class CalendarReader(Protocol):
    def read(self, url: str) -> bytes:
        """What is at the address now. Raises `errors.NotRead` with a sentence for the person."""
        ...


def parts_of(url: str, *, local: bool) -> SplitResult:
    """Of an address that may be asked: https, or on this machine in a rehearsal, which talks to
    nobody else (`local`). Raises ValueError with a sentence."""
    example = "write for example https://calendar.example.org/rota.ics."
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"This is not an address; {example}") from error
    if len(url) > LONGEST_ADDRESS or not parts.hostname:
        raise ValueError(f"This is not an address; {example}")
    if local:
        if parts.scheme not in ("http", "https") or parts.hostname not in LOCAL_HOSTS:
            raise ValueError("A rehearsal reads calendars on this machine only.")
    elif parts.scheme != "https":
        raise ValueError(f"The address must start with https://; {example}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("The address may not hold a name or a password before the host.")
    return parts
