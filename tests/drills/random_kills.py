"""Lives ended at random instants: a seed draws for each a call and the instant of the kill."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.drills.calls import CALLS, Call
from tests.drills.drill import Drill
from tests.drills.instants import Instant, draw
from tests.drills.talks import TALKS

EVERY = (*CALLS, *TALKS)


@dataclass(frozen=True)
class Killed:
    """`findings` is what was not as without the kill; empty when all was."""

    number: int
    call: Call
    instant: Instant
    findings: list[str]

    def __str__(self) -> str:
        told = f"{self.number}, {self.call}, {self.instant}"
        return "\n    ".join([told, *self.findings])


def kills(drill: Drill, seed: str, count: int, first: int = 0) -> Iterator[Killed]:
    """The calls take turns. The same seed and number draw the same point of a call's work again;
    how long that work takes is measured, so the instant is the same only as nearly as it is."""
    for number in range(first, first + count):
        call = EVERY[number % len(EVERY)]
        instant = draw(Random(f"{seed} {number}"), drill.undisturbed(call).spans)
        yield Killed(number, call, instant, _findings(drill, call, instant))


def _findings(drill: Drill, call: Call, instant: Instant) -> list[str]:
    try:
        return drill.killed_at(call, instant)
    except Exception as error:  # whatever it was, the call could not be told to its end
        return [f"{type(error).__name__}: {error}"]
