"""When the phones ring for a written question that was asked for now: everybody on duty in turn, a
few times over, until somebody takes it. Pure decisions; who is rung next is `rules/routing.py`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Everybody is gone through so often, and left in peace for so long in between.
MOST_ROUNDS = 3
BETWEEN_ROUNDS = timedelta(minutes=2)
# Whoever is busy is waited for so long in one round.
ROUND_LASTS = timedelta(minutes=5)
LOOK_AGAIN = timedelta(seconds=10)


@dataclass(frozen=True)
class Round:
    number: int
    began_at: datetime


@dataclass(frozen=True)
class Look:
    """In this round again at `at`."""

    at: datetime


@dataclass(frozen=True)
class Anew:
    """Another round."""

    round: Round


@dataclass(frozen=True)
class Enough:
    """Nobody is rung for it any more: its ladder alone has it."""


def after_nobody(
    current: Round, *, some_are_busy: bool, anybody_left: bool, now: datetime
) -> Look | Anew | Enough:
    """Where nobody can be rung at this instant. `anybody_left`: somebody on duty has not said that
    they cannot take it."""
    if some_are_busy and now < current.began_at + ROUND_LASTS:
        return Look(now + LOOK_AGAIN)
    if not anybody_left or current.number >= MOST_ROUNDS:
        return Enough()
    return Anew(Round(current.number + 1, now + BETWEEN_ROUNDS))
