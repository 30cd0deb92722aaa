"""Where a mailbox is, read from IMAP_URL."""

from dataclasses import dataclass, field
from pathlib import Path

from integrations.email import server_url
from integrations.email.server_url import Security

TIMEOUT_SECONDS = 30.0


IMAP = server_url.Protocol(
    "imap",
    "IMAP_URL",
    "imaps://advice%40example.org:password@mail.example.org/INBOX",
    {Security.PLAIN: 143, Security.STARTTLS: 143, Security.TLS: 993},
)


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
        raise IMAP.wrong("it names a mailbox twice")
    return found


def _one(url: str, certificate_file: Path | None, timeout_seconds: float) -> MailboxAddress:
    found = server_url.read(url, IMAP)
    if not found.user:
        raise IMAP.wrong("it names no user")
    folder = found.path or "INBOX"
    if not all(sign.isprintable() for sign in f"{found.user}{found.password}{folder}"):
        raise IMAP.wrong("user, password and folder must hold no signs of control")
    return MailboxAddress(
        security=found.security,
        host=found.host,
        port=found.port,
        user=found.user,
        password=found.password,
        folder=folder,
        certificate_file=certificate_file,
        timeout_seconds=timeout_seconds,
    )
