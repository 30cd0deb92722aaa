"""A responder's quiet window ("let me finish this scan"): how long it may be, and how often. What
cannot wait pierces it (`rules/queue.PIERCES`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTES = (3, 5, 10)
# However often it is prolonged; and so many in one stretch of duty.
LONGEST = timedelta(minutes=15)
MOST = 6


@dataclass(frozen=True)
class Window:
    begins_at: datetime
    ends_at: datetime


def ends(current: Window | None, minutes: int, now: datetime) -> datetime:
    """When a window that is asked for now ends; the one that holds is prolonged."""
    asked = now + timedelta(minutes=minutes)
    if current is None:
        return min(asked, now + LONGEST)
    return max(current.ends_at, min(asked, current.begins_at + LONGEST))
