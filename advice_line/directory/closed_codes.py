"""Organisations whose code is closed for good (H17): nobody is known to read what is sent there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from advice_line.tables.directory import Organisation


def is_closed(organisation: Organisation | None, now: datetime, zone: str) -> bool:
    """From the first minute of the day on which it closed, on the wall clock of `zone`."""
    if organisation is None or organisation.closed_on is None:
        return False
    return organisation.closed_on <= now.astimezone(ZoneInfo(zone)).date()
