"""Mails put into another folder, by what the server can do.

Not by the library's own move: where a server cannot, it expunges whatever a person has marked as
deleted in the same folder.
"""

import re
from collections.abc import Sequence
from typing import Any

from imap_tools import BaseMailBox
from imap_tools.errors import MailboxCopyError, MailboxMoveError

from advice_line.ports.inbound_mail import Filed, MailFolder
from integrations.email.mailbox.failures import FolderMissing

# Of what one command names: a server that tells of more is wrong.
MOST_AT_ONCE = 1000
_COPYUID = re.compile(rb"(\d{1,10}) ([\d:,]+) ([\d:,]+)")


def put_into(box: BaseMailBox, uids: list[str], folder: MailFolder) -> dict[int, Filed]:
    """As what each lies there, where the server tells it. Some servers keep every folder under
    INBOX; the folder is made where it is not there. Raises FolderMissing."""
    errors = (MailboxMoveError, MailboxCopyError)
    # What was told before is of another folder.
    box.client.response("COPYUID")
    for name in names(box, folder):
        try:
            _move(box, uids, name)
        except errors:
            if not _made(box, name):
                continue
            _move(box, uids, name)
        return _filed(box.client.response("COPYUID")[1])
    raise FolderMissing


def names(box: BaseMailBox, folder: MailFolder) -> tuple[str, str]:
    """Under which a folder of ours may have been made."""
    return folder.value, f"INBOX{_delimiter(box)}{folder.value}"


def _filed(told: Sequence[Any]) -> dict[int, Filed]:
    """What makes no sense is as if the server had told nothing."""
    filed: dict[int, Filed] = {}
    for each in told:
        found = _COPYUID.fullmatch(each) if isinstance(each, bytes) else None
        if found is None:
            continue
        before, after = _numbers(found[2]), _numbers(found[3])
        if len(before) == len(after):
            validity = int(found[1])
            filed |= {old: Filed(validity, new) for old, new in zip(before, after, strict=True)}
    return filed


def _numbers(told: bytes) -> list[int]:
    found: list[int] = []
    for part in told.split(b","):
        first, _, last = part.partition(b":")
        ends = sorted((int(first), int(last or first)))
        if ends[1] - ends[0] > MOST_AT_ONCE:
            return []
        found.extend(range(ends[0], ends[1] + 1))
    return found


def _move(box: BaseMailBox, uids: list[str], name: str) -> None:
    if "MOVE" in box.client.capabilities:
        box.move(uids, name)
        return
    box.copy(uids, name)
    every = ",".join(uids)
    box.client.uid("STORE", every, "+FLAGS.SILENT", r"(\Deleted)")
    # Without it ours stay behind, marked as deleted: they are known, and are not fetched again.
    if "UIDPLUS" in box.client.capabilities:
        box.client.uid("EXPUNGE", every)


def _made(box: BaseMailBox, name: str) -> bool:
    return box.client.create(f'"{name}"')[0] == "OK"


def _delimiter(box: BaseMailBox) -> str:
    found = box.folder.list("INBOX")
    return found[0].delim if found else "/"
