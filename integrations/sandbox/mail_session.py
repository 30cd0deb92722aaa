"""How the miniature mail server answers one client, command by command."""

import asyncio
from base64 import b64decode
from collections.abc import Callable, Mapping

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.mail_rules import faults
from integrations.sandbox.mail_store import MailStore
from integrations.sandbox.mail_switches import Switches

ACCEPTED = "250 2.0.0 Ok: taken"


class Answers:
    """The hooks aiosmtpd calls; reads the switches afresh at each command.

    `users` are names with their passwords; empty where nobody needs to sign in, and then AUTH is
    not offered either.
    """

    def __init__(
        self, store: MailStore, switches: Callable[[], Switches], users: Mapping[str, str]
    ) -> None:
        self._store = store
        self._switches = switches
        self._users = dict(users)

    def sign_in(
        self, _smtp: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
    ) -> AuthResult:
        if not isinstance(given, LoginPassword) or self._switches().refuse_sign_in:
            return AuthResult(success=False, handled=False)
        name = given.login.decode("utf-8", errors="replace")
        known = self._users.get(name)
        if known is None or known.encode() != given.password:
            return AuthResult(success=False, handled=False)
        return AuthResult(success=True, auth_data=name)

    async def auth_XOAUTH2(self, smtp: SMTP, given: list[str]) -> AuthResult:
        """By a token, which is what the user has in place of a password. A refusal says why, and
        waits for an empty answer, as Exchange's and Google's does."""
        name, token = _bearer(given[1] if len(given) > 1 else "")
        if token and self._users.get(name) == token and not self._switches().refuse_sign_in:
            return AuthResult(success=True, auth_data=name)
        await smtp.challenge_auth('{"status":"401","schemes":"bearer"}')
        return AuthResult(success=False, handled=False)

    async def handle_EHLO(
        self,
        _smtp: SMTP,
        session: Session,
        _envelope: Envelope,
        host: str,
        offers: list[str],
    ) -> list[str]:
        session.host_name = host
        if self._users:
            return offers
        return [offer for offer in offers if not offer.startswith("250-AUTH")]

    async def handle_MAIL(
        self, _smtp: SMTP, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        if self._users and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = sender
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(
        self,
        _smtp: SMTP,
        _session: Session,
        envelope: Envelope,
        recipient: str,
        options: list[str],
    ) -> str:
        switches = self._switches()
        if switches.refuses(recipient):
            return f"550 5.1.1 <{recipient}>: no such mailbox here"
        if switches.delays(recipient):
            return f"451 4.7.1 <{recipient}>: try again later"
        envelope.rcpt_tos.append(recipient)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        mail = _kept(smtp, session, envelope)
        wrong = faults(
            mail.raw,
            eight_bit_body="BODY=8BITMIME" in envelope.mail_options,
            utf8_headers=envelope.smtp_utf8,
        )
        switches = self._switches()
        if wrong:
            return f"554 5.6.0 {'; '.join(wrong)}"
        if switches.refuse_text:
            return "554 5.7.1 The text is refused"
        if switches.hold:
            # Shielded, because aiosmtpd cancels this when the client goes and a held mail
            # outlives its client.
            accepted = await asyncio.shield(asyncio.wrap_future(self._store.hold(mail).accepted))
            return ACCEPTED if accepted else await _close_unanswered(smtp)
        self._store.keep(mail)
        return await _close_unanswered(smtp) if switches.cut else ACCEPTED


def _bearer(given: str) -> tuple[str, str]:
    try:
        said = b64decode(given, validate=True).decode()
    except ValueError:
        return "", ""
    fields = dict(part.partition("=")[::2] for part in said.split("\x01"))
    return fields.get("user", ""), fields.get("auth", "").removeprefix("Bearer ")


def _kept(smtp: SMTP, session: Session, envelope: Envelope) -> KeptMail:
    transport = smtp.transport
    return KeptMail(
        sender=envelope.mail_from or "",
        recipients=tuple(envelope.rcpt_tos),
        raw=envelope.original_content or b"",
        user=str(session.auth_data) if session.authenticated else None,
        encrypted=transport is not None and bool(transport.get_extra_info("ssl_object")),
    )


async def _close_unanswered(smtp: SMTP) -> str:
    """Never returns: aiosmtpd cancels it when it notices that the connection is gone."""
    transport = smtp.transport
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
    gone: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    return await gone
