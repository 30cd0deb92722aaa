"""By what two arrivals are the same mail: its bytes, without what servers on the way wrote.

Message-ID alone will not do: other systems give one id to many mails.
"""

import re

# A mail that was brought to two mailboxes differs in these alone.
_BY_SERVERS = frozenset(
    {
        "received",
        "return-path",
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "received-spf",
        "authentication-results",
        "arc-seal",
        "arc-message-signature",
        "arc-authentication-results",
    }
)
# Without both of them two mails of the same few words may well be two.
_NAMED_BY = frozenset({"message-id", "date"})
_FIELD = re.compile(rb"([!-9;-~]{1,100}):")


def of(raw: bytes) -> bytes:
    """What is compared; all of it where its sender has not named it."""
    text = raw.replace(b"\r\n", b"\n")
    head, parted, body = text.partition(b"\n\n")
    fields = _fields(head)
    names = {_name(field) for field in fields}
    if not parted or not names >= _NAMED_BY:
        return text
    kept = [field for field in fields if _name(field) not in _BY_SERVERS]
    return b"\n".join([*kept, b"", body])


def _fields(head: bytes) -> list[bytes]:
    """Each with the lines that go on with it."""
    fields: list[bytes] = []
    for line in head.split(b"\n"):
        if fields and line[:1] in (b" ", b"\t"):
            fields[-1] += b"\n" + line
        else:
            fields.append(line)
    return fields


def _name(field: bytes) -> str:
    found = _FIELD.match(field)
    return found[1].decode("ascii").lower() if found else ""
