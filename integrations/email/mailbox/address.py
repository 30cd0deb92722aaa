"""Where a mailbox is, read from IMAP_URL."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from advice_line.errors import Misconfigured

EXAMPLE = "imaps://advice%40example.org:password@mail.example.org/INBOX"
TIMEOUT_SECONDS = 30.0


class Security(Enum):
    """The scheme of IMAP_URL and the port it means where none is given."""

    PLAIN = ("imap", 143)
    STARTTLS = ("imap+starttls", 143)
    TLS = ("imaps", 993)

    def __init__(self, scheme: str, port: int) -> None:
        self.scheme = scheme
        self.port = port


@dataclass(frozen=True)
class MailboxAddress:
    """Without a `password` the user signs in by a token. `timeout_seconds` is for each answer."""

    security: Security
    host: str
    port: int
    user: str
    password: str | None = field(repr=False)
    folder: str
    certificate_file: Path | None
    timeout_seconds: float

    @property
    def name(self) -> str:
        """By which the desk knows it; the port and the encryption may change."""
        return f"{self.user}@{self.host}/{self.folder}"

    @property
    def where(self) -> str:
        return f"{self.host}:{self.port}"


def every(
    urls: str, *, certificate_file: Path | None = None, timeout_seconds: float = TIMEOUT_SECONDS
) -> tuple[MailboxAddress, ...]:
    """Read IMAP_URL, which may hold several addresses with spaces between them; user and password
    are percent-encoded in each.

    Raises Misconfigured, which never repeats an address: it holds a password.
    """
    found = tuple(_one(url, certificate_file, timeout_seconds) for url in urls.split())
    if len({each.name for each in found}) < len(found):
        raise _wrong("it names a mailbox twice")
    return found


def _one(url: str, certificate_file: Path | None, timeout_seconds: float) -> MailboxAddress:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong("it cannot be read as an address") from None
    security = next((known for known in Security if known.scheme == parts.scheme), None)
    if security is None:
        raise _wrong("it must start with imap://, imaps:// or imap+starttls://")
    if not parts.hostname:
        raise _wrong("it names no host")
    if not parts.username:
        raise _wrong("it names no user")
    user, folder = unquote(parts.username), unquote(parts.path.strip("/")) or "INBOX"
    password = None if parts.password is None else unquote(parts.password)
    if not all(sign.isprintable() for sign in f"{user}{password}{folder}"):
        raise _wrong("user, password and folder must hold no signs of control")
    return MailboxAddress(
        security=security,
        host=parts.hostname,
        port=port or security.port,
        user=user,
        password=password,
        folder=folder,
        certificate_file=certificate_file,
        timeout_seconds=timeout_seconds,
    )


def _wrong(what: str) -> Misconfigured:
    return Misconfigured(f"IMAP_URL: {what}. Example: {EXAMPLE}")
