"""The test call before a line opens: when one is due, and which of its steps is missing."""

from datetime import datetime, timedelta

# The last step is what the call is for; each names what went wrong where it was not reached.
STEPS = ("placing", "greeting", "keys", "hunt", "accept", "joined")
NOBODY = "nobody"
# Until then it has come to its end; the carrier cuts it off before.
SETTLED_WITHIN = timedelta(seconds=90)
MOST_SECONDS = 60
# So long after the opening a worker that was down still makes up for it.
LATE = timedelta(hours=2)
# A call between our own numbers is a part of it for so long.
OURS_FOR = timedelta(hours=1)


def due(opens_at: datetime, minutes_before: int, now: datetime) -> bool:
    """Whether the call before this opening is to be placed now, if it was not."""
    return opens_at - timedelta(minutes=minutes_before) <= now < opens_at + LATE


def missing(*reached: datetime | None) -> str:
    """The first of `STEPS` that was not reached, by the instant of each in their order."""
    steps = zip(STEPS, reached, strict=True)
    return next((step for step, at in steps if at is None), STEPS[-1])
