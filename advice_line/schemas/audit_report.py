"""What `audit report --json` prints: a line for each measure of a report."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from advice_line.audit.figures.told import State
from advice_line.audit.reports.content import Figure, Report
from advice_line.audit_kinds import Better, Group, Unit


class ReportFigure(BaseModel):
    """A measure of one line over a period, as far as it may be told. `value` is in the unit: a
    share is 0.0 to 1.0, of times it is the median and `ninetieth` their 90th centile. `low` and
    `high` are all that a bound leaves. What is withheld is null, and `suppressed` says that
    something is."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    shape: Literal["audit-report-figure/1"] = Field(default="audit-report-figure/1", alias="schema")
    line: str | None = Field(description="The line's key; null of all lines together")
    period: str
    revision: int | None = Field(
        description="Which report of the period it is, from 1; null of all lines together"
    )
    id: str
    name: str
    group: Group
    unit: Unit
    better: Better
    target: float | None
    numerator: int | None
    denominator: int | None
    value: float | None
    ninetieth: float | None
    low: float | None
    high: float | None
    completeness: float | None = Field(
        description="Of how many of those that it is about it is known, 0.0 to 1.0; null where"
        " there are none or it is not told"
    )
    suppressed: bool
    state: State
    sentence: str
    definition_version: int


def of(report: Report, revision: int) -> list[ReportFigure]:
    return [figure(each, report.line, report.period, revision) for each in report.figures]


def figure(told: Figure, line: str | None, period: str, revision: int | None) -> ReportFigure:
    names = set(ReportFigure.model_fields) & set(Figure.model_fields)
    return ReportFigure(
        line=line,
        period=period,
        revision=revision,
        definition_version=told.version,
        **{name: getattr(told, name) for name in names},
    )
