"""What went wrong between us and the mail server, made ours here and nowhere else."""

import re
import smtplib
import ssl
from enum import IntEnum

from advice_line.errors import DeliveryDelayed, DeliveryFailed, DeliveryRefused
from integrations.email.tokens import NoToken


class Stage(IntEnum):
    """How far a mail had come."""

    CONNECTING = 1
    SENDER = 2
    RECIPIENT = 3
    TEXT = 4
    TEXT_GONE = 5  # all of it is on the way, the answer is owed


# Sign-in wanted, too weak or wrong (RFC 4954 §6): a person mends our settings, no mail is at fault.
_SIGN_IN = frozenset({530, 534, 535, 538})
_TOO_LARGE = 552
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?!\S)")


def delivery_failure(error: OSError | NoToken, stage: Stage) -> DeliveryFailed:
    """Ours for an error of smtplib, ssl or the system.

    A 5xx before the recipient is named speaks of us, not of the mail: it delays, so that an
    expired password loses no letter. The server's own words are dropped: they hold addresses.
    """
    gone = stage is Stage.TEXT_GONE
    match error:
        case NoToken():
            return DeliveryDelayed("consent" if error.consent else "no-token")
        case smtplib.SMTPResponseException():
            return _answered(error.smtp_code, error.smtp_error, stage)
        case smtplib.SMTPServerDisconnected() | TimeoutError():
            word = "no-connection" if stage is Stage.CONNECTING else "connection-lost"
            return DeliveryDelayed(word, maybe_sent=gone)
        case smtplib.SMTPNotSupportedError():
            return DeliveryDelayed("not-offered")
        case smtplib.SMTPException():
            return DeliveryDelayed("sign-in")  # all that is left: no way of signing in is shared
        case ssl.SSLCertVerificationError():
            return DeliveryDelayed("certificate")
    word = "no-connection" if stage is Stage.CONNECTING else "connection-lost"
    return DeliveryDelayed(word, maybe_sent=gone)


def _answered(code: int, words: bytes | str, stage: Stage) -> DeliveryFailed:
    name = _name(code, words if isinstance(words, bytes) else words.encode())
    if 400 <= code < 500:
        return DeliveryDelayed(name)
    if code < 500 or code > 599:
        return DeliveryDelayed("unreadable-answer", maybe_sent=stage is Stage.TEXT_GONE)
    ours = stage < Stage.RECIPIENT and code != _TOO_LARGE
    if ours or code in _SIGN_IN:
        return DeliveryDelayed(name)
    return DeliveryRefused(name)


def _name(code: int, words: bytes) -> str:
    """Such as `550` or `550 5.1.1` (RFC 3463)."""
    enhanced = _ENHANCED.match(words)
    return f"{code} {enhanced[0].decode()}" if enhanced else str(code)
