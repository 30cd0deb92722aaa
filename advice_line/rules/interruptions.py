"""What being on duty costs a responder: how often their phone rings for the line, and how long it
rings and they talk. Counted from the offers of a stretch of duty, which are kept anyway."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice_line.kinds import OfferState


def never_rang(state: str, leg: str | None) -> bool:
    """Of an offer: its caller had gone before the network had a call to that phone."""
    return state == OfferState.WITHDRAWN and leg is None


@dataclass(frozen=True)
class Rung:
    """One ringing of a phone: `until` is when it was settled, or would lapse; `talked` in seconds,
    0 where the two were not joined."""

    since: datetime
    until: datetime
    talked: int = 0


@dataclass(frozen=True)
class Interruptions:
    """`minutes` are whole ones, of ringing and talking together."""

    rings: int
    minutes: int


def count(rung: Iterable[Rung], now: datetime) -> Interruptions:
    found = list(rung)
    spent = sum(
        (
            max(timedelta(), min(each.until, now) - each.since) + timedelta(seconds=each.talked)
            for each in found
        ),
        timedelta(),
    )
    return Interruptions(len(found), round(spent / timedelta(minutes=1)))
