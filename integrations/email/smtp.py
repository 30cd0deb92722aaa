"""Sends mail by the site's own mail server, one connection for each mail."""

import re
import smtplib
from pathlib import Path

from advice_line.ports.mail import Mail
from integrations.email.composing import compose
from integrations.email.connection import NAMELESS, TIMEOUT_SECONDS, mail_server, signed_in
from integrations.email.failures import Stage, delivery_failure
from integrations.email.tokens import AccessTokens, NoToken

_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_GO_ON = 354


class SmtpSender:
    """A `ports.mail.MailSender`. `url` is SMTP_URL; see `mail_server` for the rest.

    Raises Misconfigured for an address that cannot be used; nothing is connected until `send`.
    """

    def __init__(
        self,
        url: str,
        *,
        hello: str = NAMELESS,
        certificate_file: Path | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        tokens: AccessTokens | None = None,
    ) -> None:
        self._server = mail_server(
            url,
            hello=hello,
            certificate_file=certificate_file,
            timeout_seconds=timeout_seconds,
            tokens=tokens,
        )

    def send(self, mail: Mail) -> None:
        handing_over = _HandingOver(mail, compose(mail))
        try:
            with signed_in(self._server) as connection:
                handing_over.run(connection)
        except (OSError, NoToken) as error:
            # Without its cause: the server's words may hold an address.
            raise delivery_failure(error, handing_over.stage) from None


class _HandingOver:
    """One mail's way through the protocol; `stage` says how far it came."""

    def __init__(self, mail: Mail, text: bytes) -> None:
        self.stage = Stage.CONNECTING
        self._mail = mail
        self._text = text

    def run(self, connection: smtplib.SMTP) -> None:
        self.stage = Stage.SENDER
        sized = [f"size={len(self._text)}"] if connection.has_extn("size") else []
        _agreed(connection.mail(self._mail.sender, sized))
        self.stage = Stage.RECIPIENT
        _agreed(connection.rcpt(self._mail.to))
        self.stage = Stage.TEXT
        # Not smtplib's data(): it does not tell whether the text had gone when the line broke.
        _agreed(connection.docmd("DATA"), wanted=_GO_ON)
        self.stage = Stage.TEXT_GONE
        connection.send(_LEADING_DOT.sub(b"..", self._text) + b".\r\n")
        _agreed(connection.getreply())


def _agreed(answer: tuple[int, bytes], wanted: int | None = None) -> None:
    """Raises SMTPResponseException unless the answer is `wanted`, or any 2xx."""
    code, words = answer
    if code != wanted if wanted else not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, words)
