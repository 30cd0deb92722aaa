"""The two icons by which the NHS sums a chart up: what its newest point says of the variation, and
whether the process as it is will meet its target."""

from collections.abc import Sequence

from advice_line.audit.spc.points import Assurance, Marked, Nature, Phase, Variation
from advice_line.audit_kinds import Better

_HIGH = {
    Nature.IMPROVEMENT: Variation.IMPROVEMENT_HIGH,
    Nature.CONCERN: Variation.CONCERN_HIGH,
    Nature.NEITHER: Variation.NEITHER_HIGH,
}
_LOW = {
    Nature.IMPROVEMENT: Variation.IMPROVEMENT_LOW,
    Nature.CONCERN: Variation.CONCERN_LOW,
    Nature.NEITHER: Variation.NEITHER_LOW,
}


def variation(points: Sequence[Marked], phases: Sequence[Phase]) -> Variation | None:
    """Of the newest point that is told; None where its phase has no limits."""
    last = _last(points, phases)
    if last is None or last.limits is None:
        return None
    if last.nature is Nature.COMMON:
        return Variation.COMMON
    return (_HIGH if last.high else _LOW)[last.nature]


def assurance(
    points: Sequence[Marked], phases: Sequence[Phase], better: Better, target: float | None
) -> Assurance | None:
    """A target within the limits, or on one, is hit and missed by chance; not where nothing varies,
    and there is but one value to hold against it."""
    last = _last(points, phases)
    if last is None or last.limits is None or target is None or better is Better.NEITHER:
        return None
    if last.limits.lower == last.limits.upper == target:
        return Assurance.HIT
    if last.limits.lower <= target <= last.limits.upper:
        return Assurance.HIT_AND_MISS
    beyond = target > last.limits.upper
    return Assurance.FAILED if beyond == (better is Better.HIGHER) else Assurance.HIT


def _last(points: Sequence[Marked], phases: Sequence[Phase]) -> Marked | None:
    if not phases:
        return None
    now = points[phases[-1].first : phases[-1].after]
    told = [each for each in now if each.value is not None]
    return told[-1] if told else None
