"""Mails put into another folder, by what the server can do.

Not by the library's own move: where a server cannot, it expunges whatever a person has marked as
deleted in the same folder.
"""

from imap_tools import BaseMailBox
from imap_tools.errors import MailboxCopyError, MailboxMoveError

from advice_line.ports.inbound_mail import MailFolder
from integrations.email.mailbox.failures import FolderMissing


def put_into(box: BaseMailBox, uids: list[str], folder: MailFolder) -> None:
    """Some servers keep every folder under INBOX; the folder is made where it is not there. Raises
    FolderMissing."""
    errors = (MailboxMoveError, MailboxCopyError)
    for name in (folder.value, f"INBOX{_delimiter(box)}{folder.value}"):
        try:
            _move(box, uids, name)
        except errors:
            if not _made(box, name):
                continue
            _move(box, uids, name)
        return
    raise FolderMissing


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
