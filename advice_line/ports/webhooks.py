"""The seam to clinical systems: which addresses of theirs may be named, and what we ask of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult

from advice_line.ports import addresses

EXAMPLE = "https://system.example.org/advice-line"


@dataclass(frozen=True)
class Answer:
    """`retry_after` in seconds, None where the system did not say."""

    status: int
    retry_after: int | None = None


class WebhookPoster(Protocol):
    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """What the system answered, whatever it was; no redirection is followed.

        Raises `errors.DeliveryDelayed` where it did not answer; its code never holds the address.
        """
        ...


def parts_of(url: str, *, local: bool) -> SplitResult:
    """Of an address that may be told, in ASCII. Raises ValueError with a sentence."""
    if not url.isascii():
        raise ValueError(f"This is not an address; write for example {EXAMPLE}.")
    return addresses.parts_of(url, example=EXAMPLE, local="tells systems" if local else None)
