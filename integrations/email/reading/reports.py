"""What another server says became of a mail of ours (RFC 3464, and Exim's way before it)."""

import re
from email.message import Message

from advice_line.ports.inbound_mail import DeliveryReport, ReportedRecipient
from integrations.email.reading import decoding, headers
from integrations.email.reading.headers import Head

MOST_RECIPIENTS = 50
_ACTIONS = frozenset({"failed", "delayed", "delivered", "relayed", "expanded"})
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ADDRESS = re.compile(r"[^\s@<>;,]{1,64}@[^\s@<>;,]{1,190}")
# As a header stands in what came back, quoted or not.
_ID = re.compile(r"^[> \t]*Message-ID:[ \t]*(<[^<>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE)
_REPLY_TO = re.compile(r"^[> \t]*Reply-To:[ \t]*([^\r\n]{1,900})", re.IGNORECASE | re.MULTILINE)
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_STATUSES = ("message/delivery-status", "message/global-delivery-status")


def of(message: Message, head: Head, text: str) -> DeliveryReport:
    """`text` is what it says in words, in which older servers quote the mail's header."""
    parts = list(message.walk())
    recipients = [one for part in parts for one in _reported(part)] or _by_header(head)
    returned = [words for part in parts for words in _returned(part)] or [text]
    ids = [given for words in returned for given in _ID.findall(words)[:1]]
    answered_at = [given for words in returned for given in _answered_at(words)]
    return DeliveryReport(
        tuple(dict.fromkeys(ids or headers.references(head))),
        tuple(dict.fromkeys(recipients)),
        tuple(dict.fromkeys(answered_at)),
    )


def _reported(part: Message) -> list[ReportedRecipient]:
    """Of each block of fields; the first block is about the whole and names nobody."""
    if part.get_content_type() not in _STATUSES:
        return []
    found = [_recipient(block) for block in part.get_payload()] if part.is_multipart() else []
    return [one for one in found[:MOST_RECIPIENTS] if one is not None]


def _recipient(block: object) -> ReportedRecipient | None:
    if not isinstance(block, Message):
        return None
    fields = Head(block)
    # As we addressed it: the final one may be whereto it was sent on from there.
    given = fields.first("Original-Recipient") or fields.first("Final-Recipient")
    address = _ADDRESS.search(given.partition(";")[2] or given)
    action = (fields.first("Action").lower().split() or [""])[0]
    if address is None or action not in _ACTIONS:
        return None
    status = _STATUS.search(fields.first("Status"))
    return ReportedRecipient(address[0].lower(), action, status[0] if status else "")


def _by_header(head: Head) -> list[ReportedRecipient]:
    named = " ".join(head.every("X-Failed-Recipients"))
    return [
        ReportedRecipient(each.lower(), "failed")
        for each in _ADDRESS.findall(named)[:MOST_RECIPIENTS]
    ]


def _returned(part: Message) -> list[str]:
    """The head of the mail that came back, as lines."""
    if part.get_content_type() not in _RETURNED:
        return []
    if part.is_multipart():
        inside = part.get_payload(0)
        head = Head(inside) if isinstance(inside, Message) else None
        return [_lines(head)] if head else []
    content = part.get_payload(decode=True)
    text, _ = decoding.text_of(content if isinstance(content, bytes) else b"", None)
    return [text]


def _lines(head: Head) -> str:
    given = {"Message-ID": headers.message_id(head), "Reply-To": head.first("Reply-To")}
    return "\n".join(f"{name}: {value}" for name, value in given.items() if value)


def _answered_at(text: str) -> list[str]:
    return [each.lower() for line in _REPLY_TO.findall(text)[:1] for each in _ADDRESS.findall(line)]
