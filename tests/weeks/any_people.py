"""Anybody at all on the phone: callers who press what they like when they like, and leave at any
instant; phones that do anything; a network on any of its bad days."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.chaos import Chaos
from integrations.sandbox.legs import Leg
from integrations.sandbox.phones import (
    Behaviour,
    accepts,
    busy,
    declines,
    hang_up,
    ignores,
    off,
    picks_up,
    rejects,
    rings_out,
    voicemail,
)

KEYS = "0123456789*#"
# An address out of reach for good is an outage without an end: it comes and goes by itself
# (`any_faults.py`).
FAULTS = tuple(each for each in Chaos if each is not Chaos.FAIL_OVER)
# Who rings a second time.
_AGAIN = 0.15


@dataclass(frozen=True)
class Press:
    """`after` seconds from the call's start; `keys` are pressed as one burst."""

    after: float
    keys: str


@dataclass(frozen=True)
class AnyCaller:
    number: str
    withheld: bool
    presses: tuple[Press, ...]
    says_after: float | None
    leaves_after: float

    def rings(self, carrier: Carrier, line: str) -> Leg:
        leg = carrier.exchange.arrive(self.number, line, withheld=self.withheld)
        in_seconds = carrier.clock.call_in
        for press in self.presses:
            in_seconds(press.after, partial(_while_live, leg, carrier, press.keys))
        if self.says_after is not None:
            in_seconds(self.says_after, partial(_speaks, leg))
        in_seconds(self.leaves_after, partial(hang_up, leg))
        return leg


def _while_live(leg: Leg, carrier: Carrier, keys: str) -> None:
    if leg.live:
        carrier.exchange.press_on(leg, keys)


def _speaks(leg: Leg) -> None:
    if leg.live:
        leg.speaks("Hello? Is anybody there?")


def callers(dice: Random, numbers: list[str], how_many: int) -> Iterator[AnyCaller]:
    rung: list[str] = []
    for number in dice.sample(numbers, how_many):
        again = dice.choice(rung) if rung and dice.random() < _AGAIN else number
        rung.append(number)
        yield AnyCaller(
            number=again,
            withheld=dice.random() < 0.15,
            presses=tuple(_presses(dice)),
            says_after=dice.uniform(1, 120) if dice.random() < 0.2 else None,
            leaves_after=dice.choice((dice.uniform(0, 5), dice.expovariate(1 / 60), 900.0)),
        )


def _presses(dice: Random) -> Iterator[Press]:
    """None ever, a few at odd moments, ten at once, or a number to ring back."""
    kind = dice.random()
    if kind < 0.2:
        return
    at = 0.0
    for _ in range(dice.randint(1, 5)):
        at += dice.expovariate(1 / 9)
        yield Press(at, dice.choice(KEYS) if kind < 0.85 else "".join(dice.choices(KEYS, k=10)))
    if kind > 0.93:
        yield Press(at + 4, "01632960444#")


def any_phone(dice: Random) -> Behaviour:
    """Of a responder, of a desk, of somebody who is rung back."""
    after = dice.uniform(0.5, 22)
    return dice.choice(
        (
            accepts(after, key=dice.choice("111123450"), talks_for=dice.expovariate(1 / 60)),
            accepts(after, key="1", key_after=dice.uniform(0, 12), talks_for=dice.uniform(0, 90)),
            accepts(after, key="".join(dice.choices(KEYS, k=10)), talks_for=30),
            picks_up(after, talks_for=dice.uniform(0, 60)),
            declines(after),
            ignores(after),
            voicemail(after),
            rings_out(),
            busy(),
            off(),
            rejects(after),
        )
    )


def faults(dice: Random) -> list[Chaos]:
    return dice.sample(FAULTS, dice.choice((0, 0, 1, 1, 2, 3)))
