"""From when the carrier's own lists are read, so that nothing falls between two readings: what came
in is listed by when it began, and a list may show it late."""

from collections.abc import Iterable
from datetime import datetime, timedelta

EVERY = timedelta(minutes=5)
OVERLAP = timedelta(minutes=15)
NIGHTLY = timedelta(hours=48)
# After so long without a reading somebody is told that what was missed may stay unknown.
UNREAD_AFTER = timedelta(hours=1)


def due(read_at: datetime | None, now: datetime) -> bool:
    return read_at is None or now - read_at >= EVERY


def since(read_until: datetime | None, now: datetime) -> datetime:
    """Of a line that was never read: no more than the moments before its worker first ran."""
    return (read_until or now) - OVERLAP


def since_at_night(reads_from: datetime, now: datetime) -> datetime:
    return max(reads_from, now - NIGHTLY)


def until(now: datetime, going_on: Iterable[datetime]) -> datetime:
    """Up to when all is known: no further than the first call that is still going on."""
    return min((now, *going_on))
