"""What keeps a line from being flooded and from failing unseen, as its columns hold it: the limits
of its calls, and the test call before it opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

NUMBER_WITHIN = timedelta(minutes=10)
LINE_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class MorningCall:
    """`number` is one of the account's own: the system calls from it, and the hunt rings it."""

    number: str
    minutes_before: int = 20


@dataclass(frozen=True)
class Limits:
    """How many calls one number may make in 10 minutes, and a line take in an hour, before those
    that follow are promised a call back without anybody being rung."""

    number: int = 5
    line: int = 60


class Over(StrEnum):
    NUMBER = "number"
    LINE = "line"


def morning_call(column: Mapping[str, Any]) -> MorningCall | None:
    return MorningCall(**column) if column else None


def limits(column: Mapping[str, int]) -> Limits:
    return Limits(**column)


def over(limit: Limits, *, of_number: int, of_line: int) -> Over | None:
    """Of the calls that have come, this one counted. Nobody is refused by it, only not rung for."""
    if of_number > limit.number:
        return Over.NUMBER
    return Over.LINE if of_line > limit.line else None
