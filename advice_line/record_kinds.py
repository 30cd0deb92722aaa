"""The closed lists of what goes into the hospital's own record."""

from enum import StrEnum


class FilingPlace(StrEnum):
    """Where a line has its letters put for the hospital's own record."""

    FOLDER = "folder"
    MAILBOX = "mailbox"


class Edition(StrEnum):
    """A version goes once as it was signed, and again when a second signature has come to it."""

    SIGNED = "signed"
    COUNTERSIGNED = "countersigned"
