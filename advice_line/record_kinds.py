"""The closed lists of what goes into the hospital's own record, and of what is closed without a
record of its own."""

from enum import StrEnum


class FilingPlace(StrEnum):
    """Where a line has its letters put for the hospital's own record."""

    FOLDER = "folder"
    MAILBOX = "mailbox"


class Edition(StrEnum):
    """A version goes once as it was signed, and again when a second signature has come to it."""

    SIGNED = "signed"
    COUNTERSIGNED = "countersigned"


class ClosedAs(StrEnum):
    """Why a query is closed without advice, by the word of a person."""

    TEST_CALL = "test_call"
    WRONG_NUMBER = "wrong_number"
    DUPLICATE = "duplicate"
    ASKED_ELSEWHERE = "asked_elsewhere"
    WITHDRAWN = "withdrawn"
    UNREACHABLE = "unreachable"
    OTHER = "other"
