"""That advice which was given before is added to: said wherever a later version is told of, so that
nobody takes it for the first or the only one."""

from datetime import datetime

from advice_line.rules.written import when


def subject(reference: str, version: int) -> str:
    """Of the mail that holds the letter."""
    added = "" if version == 1 else f", addendum {version - 1}"
    return f"Radiology advice {reference}{added}"


def notice_subject(reference: str, version: int) -> str:
    """Of the mail that says that one is waiting."""
    if version == 1:
        return f"A reply is waiting: {reference}"
    return f"An addition to the advice is waiting: {reference}"


def adds(version: int, before: datetime, zone: str) -> str:
    """`before` is when the version before it was signed."""
    return (
        f"This is version {version}. It adds to or changes the advice of {when(before, zone)} "
        f"(version {version - 1}), which can still be read beside it."
    )
