"""A connection to the site's mail server: where it is, TLS, sign-in."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from integrations.email import server_url
from integrations.email.server_url import Security
from integrations.email.tokens import AccessTokens, bearer

# An address literal says "no name of my own" (RFC 5321 §4.1.3); it gives no host of ours away.
NAMELESS = "[127.0.0.1]"
TIMEOUT_SECONDS = 20.0


SMTP = server_url.Protocol(
    "smtp",
    "SMTP_URL",
    "smtp+starttls://user:password@mail.example.org:587",
    {Security.PLAIN: 25, Security.STARTTLS: 587, Security.TLS: 465},
)


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
    found = server_url.read(url, SMTP)
    by_token = tokens is not None and found.user is not None
    if (found.user is None) != (found.password is None) and not by_token:
        what = "a user needs a password (or MAIL_OAUTH_TOKEN_URL), and a password a user"
        raise SMTP.wrong(what)
    if not f"{found.user}{found.password}".isascii():
        raise SMTP.wrong("user and password must be plain letters, digits and signs (ASCII)")
    return MailServer(
        security=found.security,
        host=found.host,
        port=found.port,
        user=found.user,
        password=found.password,
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
