"""Whether something fell into a time in which no server of ours answered, by stretches of time and
an instant. A server that answers says so every few seconds; the next one to start finds out how
long none had.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

BEATS_EVERY = timedelta(seconds=5)
# Less than that is the pause between two beats, and no silence.
NONE_UNTIL = 2 * BEATS_EVERY
# Between saying that it starts and answering the first request.
STARTS_WITHIN = timedelta(seconds=15)
# The carrier dates in whole seconds by its own clock.
CLOCKS_APART = timedelta(seconds=5)

Stretch = tuple[datetime, datetime]


def since(last_beat: datetime | None, now: datetime) -> datetime | None:
    """From when no server answered until one starts now; None where another did, or none ever
    had."""
    if last_beat is None or now - last_beat <= NONE_UNTIL:
        return None
    return last_beat


def fell_into(at: datetime, silences: Iterable[Stretch]) -> bool:
    return any(began - CLOCKS_APART <= at <= ended + STARTS_WITHIN for began, ended in silences)


def ended_at(carriers: datetime | None, started_at: datetime, now: datetime) -> datetime:
    """When a call was over whose end the carrier tells afterwards: by its record, though never
    before the call began nor after we heard of it; now where the record gives no time."""
    if carriers is None:
        return now
    return min(max(carriers, started_at), now)
