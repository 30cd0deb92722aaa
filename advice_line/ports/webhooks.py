"""The seam to clinical systems: which addresses of theirs may be named, and what we ask of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

LONGEST_ADDRESS = 2_000
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


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
    """Of an address that may be told: https, or on this machine in a rehearsal, which talks to
    nobody else (`local`). Raises ValueError with a sentence."""
    example = "write for example https://system.example.org/advice-line."
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"This is not an address; {example}") from error
    if len(url) > LONGEST_ADDRESS or not parts.hostname or not url.isascii():
        raise ValueError(f"This is not an address; {example}")
    if local:
        if parts.scheme not in ("http", "https") or parts.hostname not in LOCAL_HOSTS:
            raise ValueError("A rehearsal tells systems on this machine only.")
    elif parts.scheme != "https":
        raise ValueError(f"The address must start with https://; {example}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("The address may not hold a name or a password before the host.")
    return parts
