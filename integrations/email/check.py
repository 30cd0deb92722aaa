"""Whether the site's mail server takes our mail, asked of the server itself; nothing is sent."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from advice_line.errors import Misconfigured
from advice_line.ports.checks import Check
from integrations.email.connection import (
    NAMELESS,
    SMTP,
    TIMEOUT_SECONDS,
    MailServer,
    connected,
    mail_server,
    secure,
    sign_in,
)
from integrations.email.server_url import LOOPBACK, Security
from integrations.email.tokens import AccessTokens, NoToken

NAME = "mail"
CONSENT = (
    "The provider wants a person to agree anew. Run advice-line mail authorise, sign in there as "
    "the mailbox's user, and set MAIL_OAUTH_REFRESH_TOKEN to what comes of it."
)
TOKENLESS = (
    "No access token comes from MAIL_OAUTH_TOKEN_URL. Look at it, at MAIL_OAUTH_CLIENT_ID and at "
    "MAIL_OAUTH_CLIENT_SECRET."
)


class _Missing(Exception):
    """Carries the sentence for the person."""


def check(
    url: str | None,
    *,
    senders: Sequence[str] = (),
    hello: str = NAMELESS,
    certificate_file: Path | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
    tokens: AccessTokens | None = None,
    needed: bool = False,
) -> list[Check]:
    """Connect, EHLO, STARTTLS, sign in, and ask whether each of `senders` (the lines' addresses)
    may send. Stops at the first thing missing: what comes after it depends on it. Without an url
    all is well unless mail is `needed`."""
    if url is None:
        return [
            Check(NAME, not needed, f"Off. Set SMTP_URL to switch mail on, such as {SMTP.example}")
        ]
    try:
        server = mail_server(
            url,
            hello=hello,
            certificate_file=certificate_file,
            timeout_seconds=timeout_seconds,
            tokens=tokens,
        )
        _ask(server, senders)
    except (Misconfigured, _Missing) as missing:
        return [Check(NAME, False, str(missing))]
    return [Check(NAME, True, _found(server))]


def _ask(server: MailServer, senders: Sequence[str]) -> None:
    where = f"{server.host}:{server.port}"
    if server.user is not None and _in_the_clear(server):
        raise _Missing(
            "SMTP_URL would send the password in the clear. Start it with smtp+starttls:// or "
            "smtps://."
        )
    with _saying(lambda error: _unreachable(error, where)), connected(server) as connection:
        with _saying(lambda error: _insecure(error, where)):
            secure(connection, server)
        with _saying(lambda error: _stranger(error, where)):
            sign_in(connection, server)
        for sender in senders:
            with _saying(lambda error: _lost(error, where)):
                _may_send(connection, sender, where)


def _may_send(connection: smtplib.SMTP, sender: str, where: str) -> None:
    code, _ = connection.mail(sender)
    if not 200 <= code < 300:
        wanted = " It wants a sign-in: put user and password into SMTP_URL." if code == 530 else ""
        raise _Missing(f"{where} refuses {sender} as a sender ({code}).{wanted}")
    connection.rset()


@contextmanager
def _saying(sentence: Callable[[OSError], str]) -> Iterator[None]:
    try:
        yield
    except NoToken as none:
        raise _Missing(CONSENT if none.consent else TOKENLESS) from None
    except OSError as error:
        raise _Missing(sentence(error)) from None


def _unreachable(error: OSError, where: str) -> str:
    match error:
        case socket.gaierror():
            return f"There is no host of the name in {where}. Correct SMTP_URL."
        case ssl.SSLError():
            return _insecure(error, where)
        case ConnectionRefusedError():
            return f"Nothing listens at {where}. Correct host and port in SMTP_URL."
        case smtplib.SMTPConnectError():
            return f"{where} turns us away ({error.smtp_code}). Ask whoever runs it."
    return (
        f"{where} does not answer. Look at SMTP_URL, and whether the firewall lets this server "
        "out to it."
    )


def _insecure(error: OSError, where: str) -> str:
    match error:
        case smtplib.SMTPNotSupportedError():
            return f"{where} offers no STARTTLS. Try smtps:// in SMTP_URL, or ask whoever runs it."
        case ssl.SSLCertVerificationError():
            return (
                f"The certificate of {where} is not trusted: {error.verify_message}. Name the host "
                "as its certificate does, or put your authority's file in SSL_CERT_FILE."
            )
        case ssl.SSLError():
            return f"{where} does not speak TLS from the first byte. Try smtp+starttls://."
    return _lost(error, where)


def _stranger(error: OSError, where: str) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return (
                f"{where} does not accept user and password ({error.smtp_code}). Correct them in "
                "SMTP_URL; signs such as @ : / are written there as %40 %3A %2F."
            )
        case smtplib.SMTPServerDisconnected():
            return _lost(error, where)
        case smtplib.SMTPException():
            return (
                f"{where} offers no sign-in that we know (PLAIN, LOGIN, CRAM-MD5). Ask whoever "
                "runs it, or leave user and password out of SMTP_URL."
            )
    return _lost(error, where)


def _lost(_error: OSError, where: str) -> str:
    return f"{where} broke the connection off. Try again, or ask whoever runs it."


def _found(server: MailServer) -> str:
    how = "without encryption" if server.security is Security.PLAIN else "encrypted"
    return f"On: {server.host}:{server.port} takes our mail, {how}."


def _in_the_clear(server: MailServer) -> bool:
    return server.security is Security.PLAIN and server.host not in LOOPBACK
