"""What a strict mail server refuses in a text: RFC 5322 headers, RFC 6152 and 6532 eighth bits."""

import re
from email import message_from_bytes
from email.headerregistry import Address
from email.message import Message
from email.policy import SMTP
from email.utils import parsedate_to_datetime

_BARE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_EXACTLY_ONE = ("From", "Date", "Message-ID")
_AT_MOST_ONE = ("Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "In-Reply-To", "References")
_MIME_HEADERS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")


def faults(raw: bytes, *, eight_bit_body: bool, utf8_headers: bool) -> tuple[str, ...]:
    """Everything wrong with the text, in words; `eight_bit_body` and `utf8_headers` are what
    the sender announced with BODY=8BITMIME and SMTPUTF8."""
    head, _, body = raw.partition(b"\r\n\r\n")
    message = message_from_bytes(raw, policy=SMTP)
    found = [*_counts(message), *_date(message), *_sender(message), *_defects(message)]
    if _BARE_LINE_END.search(raw):
        found.append("a line ends without CRLF")
    if not utf8_headers and not head.isascii():
        found.append("a header has an eighth bit without SMTPUTF8")
    if not eight_bit_body and not body.isascii():
        found.append("the body has an eighth bit without BODY=8BITMIME")
    return tuple(found)


def _counts(message: Message) -> list[str]:
    def count(name: str) -> int:
        return len(message.get_all(name, []))

    exactly = [f"{name} must be there once" for name in _EXACTLY_ONE if count(name) != 1]
    most = [
        f"{name} is there more than once"
        for name in (*_AT_MOST_ONE, *_MIME_HEADERS)
        if count(name) > 1
    ]
    return exactly + most


def _date(message: Message) -> list[str]:
    try:
        written = parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return ["Date is no date"]
    return [] if written.tzinfo is not None else ["Date names no zone"]


def _sender(message: Message) -> list[str]:
    addresses: list[Address] = list(getattr(message["From"], "addresses", ()))
    named = len(addresses) == 1 and addresses[0].username and addresses[0].domain
    return [] if named else ["From must name one address"]


def _defects(message: Message) -> list[str]:
    found = []
    for part in message.walk():
        found += [type(defect).__name__ for defect in part.defects]
        for name, value in part.items():
            found += [f"{name}: {type(d).__name__}" for d in getattr(value, "defects", ())]
    return found
