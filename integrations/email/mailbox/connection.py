"""A connection to a mailbox: TLS, sign-in, its folder open."""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socket import SHUT_RDWR

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted

from advice_line.ports.inbound_mail import MailTrouble
from integrations.email.mailbox.address import MailboxAddress
from integrations.email.mailbox.failures import ERRORS, NotEncrypted, Stage, trouble
from integrations.email.server_url import Security
from integrations.email.tokens import AccessTokens, bearer


class Unread(Exception):
    """The mailbox cannot be read now. Its cause is of the server, and may hold its words."""

    def __init__(self, why: MailTrouble) -> None:
        self.why = why
        super().__init__(why.value)


@contextmanager
def opened(address: MailboxAddress, tokens: AccessTokens | None) -> Iterator[BaseMailBox]:
    """Signed in, with its folder selected. Raises Unread, also for what fails inside the block."""
    with _telling(Stage.CONNECTING):
        box = _dialled(address)
    try:
        with _telling(Stage.CONNECTING):
            _secure(box, address)
        with _telling(Stage.SIGNING_IN):
            _sign_in(box, address, tokens)
            _ask_anew(box)
        with _telling(Stage.READING):
            box.folder.set(address.folder)
            yield box
    finally:
        _part(box)


@contextmanager
def _telling(stage: Stage) -> Iterator[None]:
    try:
        yield
    except ERRORS as error:
        raise Unread(trouble(error, stage)) from error


def _dialled(address: MailboxAddress) -> BaseMailBox:
    host, port, seconds = address.host, address.port, address.timeout_seconds
    if address.security is Security.TLS:
        return MailBox(host, port, timeout=seconds, ssl_context=_trust(address))
    return MailBoxUnencrypted(host, port, timeout=seconds)


def _secure(box: BaseMailBox, address: MailboxAddress) -> None:
    """By STARTTLS where IMAP_URL asks for it: never without, if it is not offered."""
    if address.security is not Security.STARTTLS:
        return
    if "STARTTLS" not in box.client.capabilities:
        raise NotEncrypted
    box.client.starttls(_trust(address))


def _trust(address: MailboxAddress) -> ssl.SSLContext:
    # Given always: without it the library trusts any certificate.
    return ssl.create_default_context(cafile=address.certificate_file)


def _sign_in(box: BaseMailBox, address: MailboxAddress, tokens: AccessTokens | None) -> None:
    if address.password is not None:
        plain = f"{address.user}{address.password}".isascii()
        sign_in = box.login if plain else box.login_utf8
        sign_in(address.user, address.password, initial_folder=None)
        return
    if tokens is None:
        raise imaplib.IMAP4.error("neither password nor token")
    token = tokens.current()
    try:
        box.client.authenticate("XOAUTH2", _bearer(address.user, token))
    except imaplib.IMAP4.error as error:
        if not isinstance(error, imaplib.IMAP4.abort):
            tokens.refused(token)
        raise


def _ask_anew(box: BaseMailBox) -> None:
    """What it can do: servers tell more to who has signed in, and the library asks before."""
    told = box.client.capability()[1][-1]
    if isinstance(told, bytes):
        box.client.capabilities = tuple(told.decode("ascii", errors="replace").upper().split())


def _bearer(user: str, token: str) -> Callable[[bytes], bytes]:
    answers = iter([bearer(user, token).encode()])
    # A server that refuses says why first, and wants an empty answer to that.
    return lambda _challenge: next(answers, b"")


def _part(box: BaseMailBox) -> None:
    """Say farewell where anybody hears it; what was answered before it stands."""
    with suppress(*ERRORS):
        box.client.sock.settimeout(2)
        box.client.logout()
    with suppress(OSError):
        box.client.sock.shutdown(SHUT_RDWR)
    with suppress(OSError):
        box.client.shutdown()
