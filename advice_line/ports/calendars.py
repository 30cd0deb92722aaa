"""The seam to calendars elsewhere: what we ask of them, and which addresses may be asked at all."""

from typing import Protocol
from urllib.parse import SplitResult

from advice_line.ports import addresses

EXAMPLE = "https://calendar.example.org/rota.ics"


class CalendarReader(Protocol):
    def read(self, url: str) -> bytes:
        """What is at the address now. Raises `errors.NotRead` with a sentence for the person."""
        ...


def parts_of(url: str, *, local: bool) -> SplitResult:
    """Of an address that may be asked. Raises ValueError with a sentence."""
    return addresses.parts_of(url, example=EXAMPLE, local="reads calendars" if local else None)
