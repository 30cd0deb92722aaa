"""What a mailbox is asked, and its answers as imaplib hands them on; each raises its errors."""

import imaplib
import re
from collections.abc import Sequence

from imap_tools import BaseMailBox

from advice_line.ports.inbound_mail import FetchedMail, MailKey

# In bytes.
LARGEST_MAIL = 40 * 1024 * 1024
LARGEST_HEAD = 64 * 1024

# Short texts may come in quotes (RFC 3501 §4.3).
_QUOTED = re.compile(rb'BODY\[[A-Z]*\](?:<\d+>)? "((?:\\.|[^"\\])*)"')
# What may stand in quotes in a command (RFC 3501 §9).
_PLAIN = re.compile(r"[ -~]{1,900}")
_SIZE = re.compile(rb"UID (\d+).*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*?UID (\d+)")


def validity(box: BaseMailBox) -> int:
    found = box.client.response("UIDVALIDITY")[1]
    number = found[-1] if found else None
    if not isinstance(number, bytes) or not number.isdigit():
        raise imaplib.IMAP4.error("no UIDVALIDITY")
    return int(number)


def sizes(box: BaseMailBox, uids: Sequence[int]) -> list[tuple[int, int]]:
    lines = _answered(box, ",".join(str(uid) for uid in uids), "(UID RFC822.SIZE)")
    found_sizes: dict[int, int] = {}
    for line in lines:
        found = _SIZE.search(line) if isinstance(line, bytes) else None
        if found is not None:
            uid, size = (found[1], found[2]) if found[1] else (found[4], found[3])
            found_sizes[int(uid)] = int(size)
    return [(uid, found_sizes[uid]) for uid in uids if uid in found_sizes]


def whole(box: BaseMailBox, key: MailKey, size: int) -> FetchedMail | None:
    """None where it is gone meanwhile. A server may be wrong about the size: never more than the
    largest is asked for."""
    if size <= LARGEST_MAIL:
        raw = text(box, key.uid, f"BODY.PEEK[]<0.{LARGEST_MAIL + 1}>")
        if raw is None or len(raw) <= LARGEST_MAIL:
            return None if raw is None else FetchedMail(key, len(raw), raw)
    head = text(box, key.uid, f"BODY.PEEK[HEADER]<0.{LARGEST_HEAD}>")
    return None if head is None else FetchedMail(key, size, None, head)


def is_there(box: BaseMailBox, uid: int) -> bool:
    return bool(_found(box, "UID", str(uid)))


def marked(box: BaseMailBox) -> list[int]:
    """Those that somebody has marked as deleted."""
    return _found(box, "DELETED")


def search(box: BaseMailBox, message_id: str | None, size: int) -> list[int]:
    """Those that may be the mail of this id, or of this size where the server counts exactly."""
    of_size = ["LARGER", str(size - 1), "SMALLER", str(size + 1)]
    if message_id is None or not _PLAIN.fullmatch(message_id):
        return _found(box, *of_size)
    quoted = re.sub(r'(["\\\\])', r"\\\1", message_id)
    return _found(box, "OR", "HEADER", "Message-ID", f'"{quoted}"', f"({' '.join(of_size)})")


def _found(box: BaseMailBox, *what: str) -> list[int]:
    kind, answer = box.client.uid("SEARCH", *what)
    if kind != "OK":
        raise imaplib.IMAP4.error("SEARCH refused")
    return [int(each) for line in answer if line for each in line.split()]


def text(box: BaseMailBox, uid: int, part: str) -> bytes | None:
    """None where the mail is gone; one that is there and not handed out is an error."""
    for piece in _answered(box, str(uid), f"(UID {part})"):
        if isinstance(piece, tuple):
            return bytes(piece[1])
        quoted = _QUOTED.search(piece) if piece is not None else None
        if quoted is not None:
            return re.sub(rb"\\(.)", rb"\1", quoted[1])
        if piece is not None and b"BODY[" in piece:
            raise imaplib.IMAP4.error("no text")
    return None


def _answered(box: BaseMailBox, uids: str, what: str) -> list[bytes | tuple[bytes, bytes] | None]:
    kind, answer = box.client.uid("FETCH", uids, what)
    if kind != "OK":
        raise imaplib.IMAP4.error(kind)
    return list(answer)
