"""How long a system that did not answer is left alone: each of its failures in a row doubles it.
Whatever waits for it is told once it answers again."""

from datetime import timedelta

FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)
# Since then its organisation should hear of it from a person.
SHOWN_AFTER = timedelta(hours=1)


def rest(failures: int, retry_after: int | None) -> timedelta:
    """After so many failures in a row; what the system asks for where that is longer."""
    own: timedelta = min(LONGEST, FIRST * 2.0 ** min(failures - 1, 10))
    asked = timedelta(seconds=retry_after) if retry_after is not None else timedelta()
    return max(own, asked)
