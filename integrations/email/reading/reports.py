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
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_STATUSES = ("message/delivery-status", "message/global-delivery-status")


def of(message: Message, head: Head, text: str) -> DeliveryReport | None:
    """`text` is what it says in words, in which older servers quote the mail's header."""
    parts = list(message.walk())
    recipients = [one for part in parts for one in _reported(part)] or _by_header(head)
    ids = [given for part in parts for given in _returned_ids(part)]
    if not ids:
        ids = [*_quoted_ids(text), *headers.references(head)]
    if not recipients and not ids:
        return None
    return DeliveryReport(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(recipients)))


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


def _returned_ids(part: Message) -> list[str]:
    """Those of the mail that came back, whole or its head."""
    if part.get_content_type() not in _RETURNED:
        return []
    if part.is_multipart():
        returned = part.get_payload(0)
        given = headers.message_id(Head(returned)) if isinstance(returned, Message) else None
        return [given] if given else []
    content = part.get_payload(decode=True)
    text, _ = decoding.text_of(content if isinstance(content, bytes) else b"", None)
    return _quoted_ids(text)


def _quoted_ids(text: str) -> list[str]:
    named = re.findall(r"^[> \t]*Message-ID:[ \t]*(<[^<>\s]{1,900}>)", text, re.I | re.M)
    return named[:1]
