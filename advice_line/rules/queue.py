"""Callers who wait for somebody to be free: in which order, and how long that is likely to take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from advice_line.call_kinds import CallReason

# Who is rung even in a quiet window, and goes before those who did not say that it is urgent.
PIERCES = frozenset({CallReason.NOW, CallReason.WORRIED})
# Fewer talks than this say nothing of how long the next one takes; more are no longer recent.
FEWEST, MOST = 3, 10


@dataclass(frozen=True)
class Waiting:
    """`reason` is what the caller's key asked for, `since` when they first had to wait; `rung_back`
    where they have hung up and keep their place."""

    contact_id: int
    reason: str | None
    since: datetime
    rung_back: bool = False


def pierces(reason: str | None) -> bool:
    return reason in PIERCES


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """First come, first served, after those who said that a patient is waiting or that a result
    worries them."""
    return sorted(waiting, key=lambda each: (not pierces(each.reason), each.since, each.contact_id))


def expected(position: int, talks: Sequence[int], talking: int) -> timedelta | None:
    """How long the caller in this position waits, by what the line's newest talks of today took
    (`talks`, in seconds) and how many people are talking now. None where too few talks are known or
    nobody talks: nothing is made up."""
    if len(talks) < FEWEST or not talking:
        return None
    return timedelta(seconds=position * median(talks[:MOST]) / talking)
