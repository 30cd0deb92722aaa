"""A connection to the site's mail server: where it is, TLS, sign-in."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from advice_line.errors import Misconfigured
from integrations.email.tokens import AccessTokens, bearer

EXAMPLE = "smtp+starttls://user:password@mail.example.org:587"
# An address literal says "no name of my own" (RFC 5321 §4.1.3); it gives no host of ours away.
NAMELESS = "[127.0.0.1]"
TIMEOUT_SECONDS = 20.0


class Security(Enum):
    """The scheme of SMTP_URL and the port it means where none is given."""

    PLAIN = ("smtp", 25)
    STARTTLS = ("smtp+starttls", 587)
    TLS = ("smtps", 465)

    def __init__(self, scheme: str, port: int) -> None:
        self.scheme = scheme
        self.port = port


@dataclass(frozen=True)
class MailServer:
    """`hello` is what we call ourselves at EHLO. `certificate_file` holds the authorities to
    trust; None means those of the machine, or of the variable SSL_CERT_FILE. `timeout_seconds`
    is for each answer. A user without a password signs in by one of the `tokens`."""

    security: Security
    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    hello: str
    certificate_file: Path | None
    timeout_seconds: float
    tokens: AccessTokens | None = field(default=None, repr=False)


def mail_server(
    url: str,
    *,
    hello: str = NAMELESS,
    certificate_file: Path | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
    tokens: AccessTokens | None = None,
) -> MailServer:
    """Read SMTP_URL; user and password are percent-encoded in it.

    Raises Misconfigured, which never repeats the address: it holds a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong("it cannot be read as an address") from None
    security = next((known for known in Security if known.scheme == parts.scheme), None)
    if security is None:
        raise _wrong("it must start with smtp://, smtps:// or smtp+starttls://")
    if not parts.hostname:
        raise _wrong("it names no host")
    if (parts.username is None) != (parts.password is None) and not _by_token(parts, tokens):
        raise _wrong("a user needs a password (or MAIL_OAUTH_TOKEN_URL), and a password a user")
    user, password = (
        None if given is None else unquote(given) for given in (parts.username, parts.password)
    )
    if not f"{user}{password}".isascii():
        raise _wrong("user and password must be plain letters, digits and signs (ASCII)")
    return MailServer(
        security=security,
        host=parts.hostname,
        port=port or security.port,
        user=user,
        password=password,
        hello=hello,
        certificate_file=certificate_file,
        timeout_seconds=timeout_seconds,
        tokens=tokens,
    )


@contextmanager
def signed_in(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection ready for MAIL FROM.

    Raises NoToken, and OSError, of which smtplib's errors are kinds. A farewell that fails is no
    error: what was answered before it stands.
    """
    with connected(server) as connection:
        secure(connection, server)
        sign_in(connection, server)
        yield connection
        with suppress(OSError):
            connection.quit()


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that has been greeted; closed without a farewell when the block ends."""
    connection = _dialled(server)
    try:
        yield connection
    finally:
        connection.close()


def secure(connection: smtplib.SMTP, server: MailServer) -> None:
    """EHLO, and STARTTLS where SMTP_URL asks for it: never without, if it is not offered."""
    connection.ehlo_or_helo_if_needed()
    if server.security is Security.STARTTLS:
        connection.starttls(context=_trust(server))
        connection.ehlo_or_helo_if_needed()


def sign_in(connection: smtplib.SMTP, server: MailServer) -> None:
    if server.user is not None and server.password is not None:
        connection.login(server.user, server.password)
    elif server.user is not None and server.tokens is not None:
        _by_xoauth2(connection, server.user, server.tokens)


def _by_xoauth2(connection: smtplib.SMTP, user: str, tokens: AccessTokens) -> None:
    """Where a server refuses, it says why first, and wants an empty answer to that."""
    token = tokens.current()
    answers = iter([bearer(user, token)])
    try:
        connection.auth("XOAUTH2", lambda _challenge=None: next(answers, ""))
    except smtplib.SMTPAuthenticationError:
        tokens.refused(token)
        raise


def _dialled(server: MailServer) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host,
            server.port,
            server.hello,
            timeout=server.timeout_seconds,
            context=_trust(server),
        )
    return smtplib.SMTP(server.host, server.port, server.hello, timeout=server.timeout_seconds)


def _trust(server: MailServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.certificate_file)


def _by_token(parts: SplitResult, tokens: AccessTokens | None) -> bool:
    return tokens is not None and parts.username is not None


def _wrong(what: str) -> Misconfigured:
    return Misconfigured(f"SMTP_URL: {what}. Example: {EXAMPLE}")
