"""A `Mail` as the bytes that go over the wire.

Headers come from templates and from people's names, so nothing in them may end a line: control
characters become spaces, and an address that is more than an address is refused.
"""

import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from advice_line.errors import DeliveryRefused
from advice_line.ports.mail import Mail
from integrations.email.id_headers import registry

# Seven bits, because the next relay may not know 8BITMIME.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=registry())

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_ADDRESS_LIMIT = 254  # RFC 5321 §4.5.3.1.3, less its angle brackets
_MESSAGE_ID = re.compile(rf"<{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*>")
_LONGEST_ID = 250  # of somebody else's; a line of a header ends at 998 (RFC 5322 §2.1.1)
_MOST_REFERENCES = 20
_ENDS_LINES = frozenset({"Cc", "Zl", "Zp", "Cs"})


def compose(mail: Mail) -> bytes:
    """The message with CRLF line ends; the same mail gives the same bytes at every attempt.

    Raises DeliveryRefused("address") or ("message-id") for one that cannot be one.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(_one_line(mail.sender_name), addr_spec=_address(mail.sender))
    message["To"] = Address(addr_spec=_address(mail.to))
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = format_datetime(mail.written_at)
    message["Message-ID"] = _message_id(mail.message_id)
    _answering(message, mail)
    _by_whom(message, mail)
    _no_more(message, mail)
    message.set_content(_writable(mail.text), cte="quoted-printable")
    for attachment in mail.attachments:
        kind, _, subtype = attachment.media_type.partition("/")
        message.add_attachment(
            attachment.content,
            maintype=kind,
            subtype=subtype,
            filename=_one_line(attachment.file_name) or "attachment",
        )
    if message.is_multipart():
        message.set_boundary(_boundary(mail.message_id))
    return message.as_bytes()


def _answering(message: EmailMessage, mail: Mail) -> None:
    """Where an answer goes, and which mail this one answers. An id of somebody else's is written
    only where it can be one: it came from outside, and a mail goes out without it."""
    if mail.reply_to is not None:
        message["Reply-To"] = Address(addr_spec=_address(mail.reply_to))
    known = [each for each in mail.references if _is_id(each)][-_MOST_REFERENCES:]
    if mail.in_reply_to is not None and _is_id(mail.in_reply_to):
        message["In-Reply-To"] = mail.in_reply_to
        known = [each for each in known if each != mail.in_reply_to] + [mail.in_reply_to]
    if known:
        message["References"] = " ".join(known)


def _by_whom(message: EmailMessage, mail: Mail) -> None:
    """Whether a person wrote it (RFC 3834)."""
    if mail.automatic or mail.auto_replied:
        message["Auto-Submitted"] = "auto-replied" if mail.auto_replied else "auto-generated"
        # Exchange knows only this one. Not "All": that would suppress the bounces as well.
        message["X-Auto-Response-Suppress"] = "OOF, AutoReply"


def _no_more(message: EmailMessage, mail: Mail) -> None:
    """How a mail program gets its reader no more of these by one click (RFC 8058)."""
    if mail.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{_one_line(mail.unsubscribe)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _boundary(message_id: str) -> str:
    """Neither base64 nor quoted-printable can hold `=_`, so no content can hold the boundary."""
    return f"=_{sha256(message_id.encode()).hexdigest()[:32]}"


def _address(given: str) -> str:
    if len(given) > _ADDRESS_LIMIT or _ADDRESS.fullmatch(given) is None:
        raise DeliveryRefused("address")
    return given


def _is_id(given: str) -> bool:
    return len(given) <= _LONGEST_ID and _MESSAGE_ID.fullmatch(given) is not None


def _message_id(given: str) -> str:
    if _MESSAGE_ID.fullmatch(given) is None:
        raise DeliveryRefused("message-id")
    return given


def _one_line(words: str) -> str:
    kept = (" " if unicodedata.category(sign) in _ENDS_LINES else sign for sign in words)
    return " ".join("".join(kept).split())


def _writable(words: str) -> str:
    """Half a character, as broken input may hold, becomes a question mark."""
    return words.encode("utf-8", errors="replace").decode("utf-8")
