"""What a mailbox is asked, and its answers as imaplib hands them on; each raises its errors."""

import imaplib
import re
from collections.abc import Sequence

from imap_tools import BaseMailBox

# Short texts may come in quotes (RFC 3501 §4.3).
_QUOTED = re.compile(rb'BODY\[[A-Z]*\](?:<\d+>)? "((?:\\.|[^"\\])*)"')
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
