"""How a figure differs from another, in words: of what is told alone, so that nothing comes out of
a difference that does not stand beside it. Whether it is more than chance is not said: a chart
over time says that."""

from dataclasses import dataclass

from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures.definition import Measure
from advice_line.audit.spc import values
from advice_line.audit_kinds import Unit

SAME = "the same"
UNTOLD = "not told"
NOTHING = "nothing to count in one of the two"
NOT_GIVEN = "not given in one of the two"
_MORE = {
    Unit.COUNT: ("more", "fewer"),
    Unit.SECONDS: ("more", "less"),
    Unit.MINUTES: ("more", "less"),
}
_HIGHER = ("higher", "lower")


@dataclass(frozen=True)
class _Range:
    low: float
    high: float


def said(measure: Measure, one: Told, other: Told) -> str:
    """Of the one against the other, such as "4.5 percentage points higher"."""
    more, less = _MORE.get(measure.unit, _HIGHER)
    if State.NOTHING in (one.state, other.state):
        return NOTHING
    if State.NOT_GIVEN in (one.state, other.state):
        return NOT_GIVEN
    ours, theirs = _range(one, measure.unit), _range(other, measure.unit)
    if ours and theirs and ours.low == ours.high and theirs.low == theirs.high:
        return _exact(ours.low, theirs.low, measure.unit)
    if ours and theirs and (ours.low > theirs.high or ours.high < theirs.low):
        return f"{more if ours.low > theirs.high else less}; by how much is not told"
    return UNTOLD


def _exact(one: float, other: float, unit: Unit) -> str:
    if values.said(one, unit) == values.said(other, unit):
        return SAME
    by, (more, less) = abs(one - other), _MORE.get(unit, _HIGHER)
    way = more if one > other else less
    if unit is Unit.SHARE:
        points = f"{100 * by:.1f}".removesuffix(".0")
        several = "under 0.1" if points == "0" else points
        return f"{several} percentage point{'' if points == '1' else 's'} {way}"
    return f"{values.said(by, unit)} {way}"


def _range(of: Told, unit: Unit) -> _Range | None:
    """Between what it is, as it is told; None where it is not told at all."""
    low = of.value if of.low is None else of.low
    # The value of one that is known of nearly all is the least that it can be.
    high = of.value if of.high is None else of.high
    if low is None and high is None:
        return None
    least, most = values.bounds(unit)
    return _Range(least if low is None else low, most if high is None else high)
