"""A p-chart: shares over time, each judged by how many it is a share of.

For shares of few, whose XmR limits would be those of its busiest weeks too. Of thousands it flags
what nobody should act on, because its limits know of no variation but chance: there an XmR chart is
the honest one. From its limits whoever wants works out the number of each period: where that is not
told, the share is not either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from advice_line.audit.spc import icons
from advice_line.audit.spc.points import (
    FEWEST,
    Begin,
    Chart,
    Limits,
    Marked,
    Phase,
    Point,
    cut,
    few_points,
)
from advice_line.audit.spc.xmr import mark
from advice_line.audit_kinds import Better, Unit

SIGMAS, NEAR_SIGMAS = 3.0, 2.0


@dataclass(frozen=True)
class Counted:
    """`count` of `size` were so; None both where there is nothing, or where it is not told because
    it is small."""

    label: str
    count: int | None
    size: int | None

    @property
    def share(self) -> float | None:
        return self.count / self.size if self.count is not None and self.size else None


def chart(
    points: Sequence[Counted],
    *,
    better: Better,
    target: float | None = None,
    begins: Sequence[Begin] = (),
) -> Chart:
    """Shares of 0.0 to 1.0. Raises `errors.Invalid` for a phase that can begin nowhere
    (`points.cut`)."""
    phases: list[Phase] = []
    marked: list[Marked] = []
    for first, after, begin in cut([each.label for each in points], begins):
        part = points[first:after]
        told = sum(each.share is not None for each in part)
        why = few_points(told) if told < FEWEST else None
        phases.append(Phase(first, after, begin, why))
        limits = [None] * len(part) if why else _limits(part)
        given = [Point(each.label, each.share) for each in part]
        marked += mark(given, limits, better, None, [each.size for each in part])
    return Chart(
        points=tuple(marked),
        phases=tuple(phases),
        unit=Unit.SHARE,
        better=better,
        target=target,
        variation=icons.variation(marked, phases),
        assurance=icons.assurance(marked, phases, better, target),
        reading=None,
    )


def around(mean: float, size: float) -> Limits:
    """The limits of a share of so many, where that of all is `mean`."""
    sigma = sqrt(mean * (1 - mean) / size)
    far, near = SIGMAS * sigma, NEAR_SIGMAS * sigma
    return Limits(mean, mean - far, mean + far, mean - near, mean + near)


def _limits(points: Sequence[Counted]) -> list[Limits | None]:
    told = [each for each in points if each.share is not None]
    mean = sum(each.count or 0 for each in told) / sum(each.size or 0 for each in told)
    return [around(mean, p.size) if p.share is not None and p.size else None for p in points]
