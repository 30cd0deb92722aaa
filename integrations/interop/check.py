"""Whether letters can be put where each line has them put for the hospital's own record."""

from collections.abc import Mapping

from advice_line.ports.checks import Check
from advice_line.ports.record_folder import FolderFault, RecordFolder

NAME = "record"
_SENTENCES = {
    FolderFault.MISSING: "{folder} does not exist. Make it, or name another in the setup file.",
    FolderFault.NOT_WRITABLE: "{folder} may not be written to. Give its rights to our processes.",
    FolderFault.FULL: "The disk of {folder} is full. Make room on it.",
    FolderFault.AWAY: "{folder} does not answer. Look whether its disk or server is there.",
}
_OFF = (
    "Off. Letters go into no record of the hospital: name a folder or a mailbox as record in the "
    "setup file to have them put there."
)


def check(folders: Mapping[str, str], mailboxes: int, folder: RecordFolder) -> list[Check]:
    """`folders` are by the keys of their lines. Each is written to, and what was written is removed
    again."""
    if not folders and not mailboxes:
        return [Check(NAME, True, _OFF)]
    found = [_one(key, path, folder.fault(path)) for key, path in folders.items()]
    return found or [Check(NAME, True, "Mailed to the record's mailbox.")]


def _one(key: str, path: str, fault: FolderFault | None) -> Check:
    if fault is None:
        return Check(NAME, True, f"{key}: {path} can be written to.")
    return Check(NAME, False, f"{key}: {_SENTENCES[fault].format(folder=path)}")
