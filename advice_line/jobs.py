"""What the worker is given to do: plain values, so that rooms name their jobs and no scheduler."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


def _never() -> datetime | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something done every so many seconds, or by the calendar; exactly one of the two is given.

    `run` does what is due now and returns how much it did. It must stand being run by several
    workers at once and again after one was killed in the middle. `cron` is five fields such as
    `30 7 * * mon-fri`, local time in `time_zone`; a date missed while no worker ran is made up for
    once. `next_due` says when there will be something to do again (None: nothing is waiting).
    """

    name: str
    run: Callable[[], int]
    every_seconds: float | None = None
    cron: str | None = None
    time_zone: str = "Europe/London"
    next_due: Callable[[], datetime | None] = _never

    def __post_init__(self) -> None:
        if (self.every_seconds is None) == (self.cron is None):
            raise ValueError(f"{self.name}: give either every_seconds or cron")


@dataclass(frozen=True, kw_only=True)
class Listener:
    """Something that waits for the outside in a thread of its own, such as a mailbox.

    `stop` returns once it has let go of what it had in hand.
    """

    name: str
    start: Callable[[], None]
    stop: Callable[[], None]
