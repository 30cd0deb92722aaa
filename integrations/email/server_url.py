"""The address of a mail server, as SMTP_URL and IMAP_URL hold it: encryption by its scheme, user
and password percent-encoded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import unquote, urlsplit

from advice_line.errors import Misconfigured

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Security(Enum):
    """What a scheme adds to the name of its protocol."""

    PLAIN = ""
    TLS = "s"
    STARTTLS = "+starttls"


@dataclass(frozen=True)
class Protocol:
    """`ports` are those that are meant where none is given."""

    name: str
    setting: str
    example: str
    ports: Mapping[Security, int]

    def wrong(self, what: str) -> Misconfigured:
        return Misconfigured(f"{self.setting}: {what}. Example: {self.example}")

    @property
    def schemes(self) -> Mapping[str, Security]:
        return {f"{self.name}{each.value}": each for each in Security}


@dataclass(frozen=True)
class ServerUrl:
    security: Security
    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    path: str


def read(url: str, protocol: Protocol) -> ServerUrl:
    """Raises Misconfigured, which never repeats the address: it holds a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise protocol.wrong("it cannot be read as an address") from None
    schemes = protocol.schemes
    if parts.scheme not in schemes:
        *most, last = (f"{each}://" for each in schemes)
        raise protocol.wrong(f"it must start with {', '.join(most)} or {last}")
    if not parts.hostname:
        raise protocol.wrong("it names no host")
    security = schemes[parts.scheme]
    user, password = (
        None if given is None else unquote(given) for given in (parts.username, parts.password)
    )
    return ServerUrl(
        security=security,
        host=parts.hostname,
        port=port or protocol.ports[security],
        user=user,
        password=password,
        path=unquote(parts.path.strip("/")),
    )
