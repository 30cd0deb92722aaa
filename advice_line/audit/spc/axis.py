"""Where values lie on a chart, and which of them its axis names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, floor, log10

from advice_line.audit.spc import values
from advice_line.audit_kinds import Unit

_STEPS = (1, 2, 2.5, 5)
_MINUTE, _HOUR, _DAY = 60.0, 3_600.0, 86_400.0
# Of seconds that are many: what a clock is read by.
_CLOCK = (*(e * _MINUTE for e in (1, 2, 5, 10, 15, 30)), *(e * _HOUR for e in (1, 2, 3, 6, 12)))
# Less than this beside their size, values do not differ but by binary fractions.
_FLAT = 1e-9


@dataclass(frozen=True)
class Scale:
    """From `low` at the pixel `start` to `high` at `end`."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def ticks(self) -> list[float]:
        steps = round((self.high - self.low) / self.step)
        return [self.low + place * self.step for place in range(steps + 1)]


def scale(found: Iterable[float], unit: Unit, start: float, end: float, most: int = 6) -> Scale:
    """Round steps that hold all the values, of which it makes `most` at most; never beyond what the
    unit can be."""
    listed = list(found)
    low, high = (min(listed), max(listed)) if listed else (0.0, 1.0)
    size = max(abs(low), abs(high), 1.0)
    if high - low < _FLAT * size:
        low, high = low - size / 10, high + size / 10
    lowest, highest = values.bounds(unit)
    room = (high - low) * 0.06
    low, high = max(low - room, lowest), min(high + room, highest)
    least = (high - low) / (most - 1)
    timed = unit is Unit.SECONDS and least > _MINUTE / 2
    step = _timed(least) if timed else _step(least, whole=unit is Unit.COUNT)
    low, high = _round(floor(low / step + 1e-9) * step), _round(ceil(high / step - 1e-9) * step)
    return Scale(max(low, lowest), min(high, highest), start, end, step)


def named(labels: Sequence[float], room: float) -> list[int]:
    """Which of labels so wide fit beside one another at `room` from one to the next; the newest
    does."""
    if not labels:
        return []
    every = max(1, ceil((max(labels) + 12) / room)) if room else len(labels)
    return list(range(len(labels) - 1, -1, -every))[::-1]


def _step(least: float, *, whole: bool) -> float:
    for power in count(0 if whole and least <= 1 else floor(log10(least))):
        for each in _STEPS:
            step = each * 10.0**power
            if step >= least * (1 - _FLAT) and not (whole and step % 1):
                return step
    raise AssertionError


def _timed(least: float) -> float:
    fits = next((each for each in _CLOCK if each >= least * (1 - _FLAT)), None)
    return fits or _DAY * _step(least / _DAY, whole=True)


def _round(value: float) -> float:
    return round(value, 12)
