"""A chart over time as `audit spc` prints it: each point with its flags, its phases, its icons."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from advice_line.audit.spc import points as spc
from advice_line.audit.spc import words
from advice_line.audit_kinds import Better, ChartReading, Unit


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class SpcPoint(_Shape):
    """`value` is null where there is none, or where it is not told because it is small; the limits
    are null where its phase has too few points."""

    label: str
    value: float | None
    mean: float | None
    lower: float | None
    upper: float | None
    rules: list[spc.Rule] = Field(description="Why it is a special cause; empty where it is none")
    nature: spc.Nature
    says: str


class SpcPhase(_Shape):
    """From the point `since` to that of `until`, with limits of its own."""

    since: str
    until: str
    reason: str | None = Field(description="Why the limits begin anew there; null of the first")
    why_no_limits: str | None


class SpcChart(_Shape):
    """Shares are 0.0 to 1.0. `variation` and `assurance` are null where there is too little to
    tell, no target, or neither way is better; `says` is all of it in sentences."""

    shape: Literal["spc/1"] = Field(default="spc/1", alias="schema")
    reading: ChartReading | None
    better: Better
    unit: Unit
    target: float | None
    left_out: int
    variation: spc.Variation | None
    assurance: spc.Assurance | None
    phases: list[SpcPhase]
    points: list[SpcPoint]
    says: list[str]


def of(chart: spc.Chart) -> SpcChart:
    return SpcChart(
        reading=chart.reading,
        better=chart.better,
        unit=chart.unit,
        target=chart.target,
        left_out=chart.left_out,
        variation=chart.variation,
        assurance=chart.assurance,
        phases=[_phase(chart, each) for each in chart.phases],
        points=[_point(each) for each in chart.points],
        says=[*words.summed_up(chart), *words.honest(chart)],
    )


def _phase(chart: spc.Chart, of: spc.Phase) -> SpcPhase:
    return SpcPhase(
        since=chart.points[of.first].label,
        until=chart.points[of.after - 1].label,
        reason=of.begin.reason if of.begin else None,
        why_no_limits=of.why_no_limits,
    )


def _point(of: spc.Marked) -> SpcPoint:
    limits = of.limits
    return SpcPoint(
        label=of.label,
        value=of.value,
        mean=limits.mean if limits else None,
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
        rules=list(of.rules),
        nature=of.nature,
        says=words.flags(of),
    )
