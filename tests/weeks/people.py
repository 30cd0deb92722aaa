"""The fixed world of the simulated weeks: who rings, what for, how patient they are, and how the
phones of those on duty behave. Every figure is one that the line is judged in; nothing here looks
at how the line does it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from integrations.sandbox.phones import (
    Behaviour,
    accepts,
    busy,
    declines,
    off,
    picks_up,
    rings_out,
    voicemail,
)

CALLS_AN_HOUR = 15.0


class Wants(StrEnum):
    ADVICE = "advice"
    VETTING = "vetting"
    REPORT = "report"
    MIXED = "mixed"


# Of 288 calls to reporting rooms 48 % chased vetting, 17 % a report, 13 % wanted advice.
MIX = {Wants.VETTING: 0.48, Wants.REPORT: 0.17, Wants.ADVICE: 0.13, Wants.MIXED: 0.22}
RIGHT, WRONG = 0.85, 0.08


@dataclass(frozen=True)
class Caller:
    """`at` is seconds after the week's first opening; `patience` seconds from the call's start."""

    at: float
    number: str
    wants: Wants
    patience: float


def calls(dice: Random, hours: list[tuple[float, float]], numbers: list[str]) -> Iterator[Caller]:
    """Those who ring while the line is open: at random instants, each from a number of its own."""
    free = dice.sample(numbers, len(numbers))
    for start, end in hours:
        at = start + dice.expovariate(CALLS_AN_HOUR / 3600)
        while at < end and free:
            wants = dice.choices(list(MIX), weights=list(MIX.values()))[0]
            yield Caller(at, free.pop(), wants, 30 + dice.expovariate(1 / 300))
            at += dice.expovariate(CALLS_AN_HOUR / 3600)


def pressed(dice: Random, right: str, person: str | None) -> str:
    """What somebody presses who is asked: "" is nothing. Nobody finds the key of a person by
    mistake; every other wrong key is as likely as the next."""
    drawn = dice.random()
    if drawn < RIGHT:
        return right
    if drawn < RIGHT + WRONG:
        return dice.choice([key for key in "123456789*#" if key not in (right, person)])
    return ""


def talk_seconds(dice: Random) -> float:
    """Median three minutes."""
    return dice.lognormvariate(math.log(180), 0.5)


def responders_phone(dice: Random) -> Behaviour:
    """How a responder's phone takes the next call; while they talk it is engaged by itself."""
    drawn = dice.random()
    if drawn < 0.70:
        key_at = dice.lognormvariate(math.log(8), 0.5)
        picked_up = min(key_at / 2, 14)
        return accepts(picked_up, key_after=key_at - picked_up, talks_for=talk_seconds(dice))
    if drawn < 0.85:
        return rings_out()
    if drawn < 0.93:
        return voicemail(15)
    return declines() if drawn < 0.98 else off()


def callers_phone(dice: Random) -> Behaviour:
    """How the phone of somebody who is rung back takes that call."""
    if dice.random() < 0.85:
        return picks_up(4 + dice.expovariate(1 / 4), talks_for=talk_seconds(dice))
    return dice.choice([rings_out(), busy(), voicemail(15)])
