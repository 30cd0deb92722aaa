"""One measure of a line: its figure, its chart and what it is by another label."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.audit.figures import breaking_down
from advice_line.audit.figures.beside import Beside, beside
from advice_line.audit.figures.breaking_down import Broken
from advice_line.audit.figures.labelled import as_told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure, Reckoned
from advice_line.audit.shown import charting
from advice_line.audit.shown.charting import Series
from advice_line.audit.shown.choosing import Choice, choose
from advice_line.audit_kinds import ChartReading, Dimension
from advice_line.directory.as_it_was import History
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Practice:
    """`patients` is the size of its list, None where that is not known."""

    code: str
    name: str
    patients: int | None


@dataclass(frozen=True)
class Measured:
    """`practices` are the organisations of `broken`, by id; what this reader may is said by `keeps`
    and `sees_behind`."""

    choice: Choice
    series: Series
    beside: Beside
    broken: Broken | None
    practices: dict[int, Practice]
    keeps: bool
    sees_behind: bool
    now: datetime

    @property
    def measure(self) -> Measure:
        return self.series.measure


class Measuring:
    def __init__(self, ledger: Ledger, small: int, charts: ChartReading) -> None:
        """`small` is SMALL_NUMBER, `charts` CHART_READING."""
        self._ledger = ledger
        self._small = small
        self._charts = charts

    def look(
        self, by: Actor, name: str, line: str | None, period: str | None, label: str | None
    ) -> Measured:
        """Broken down by `label`, a `Dimension`, where it is told by that. Raises `errors.NotFound`
        for a measure that there is not, and for a line that is not theirs."""
        require(by, Action.SEE_AUDIT)
        measure = measure_of(name)
        with self._ledger.look(by.label) as work:
            choice = choose(work, by, line, period, Action.SEE_AUDIT)
            broken = self._broken(work, choice, measure, label)
            return Measured(
                choice=choice,
                series=charting.series(work, choice, (measure,), self._charts)[0],
                beside=beside(work, choice.line, measure.id),
                broken=broken,
                keeps=by.may(Action.KEEP_AUDIT, choice.line.key),
                sees_behind=_of_queries(measure) and by.may(Action.SEE_COUNTED, choice.line.key),
                practices=_practices(work, choice) if _of_practices(broken) else {},
                now=work.now,
            )

    def _broken(
        self, work: Work, choice: Choice, measure: Measure, label: str | None
    ) -> Broken | None:
        by = next((each for each in measure.by if each == label), None)
        if by is None or choice.nothing:
            return None
        return breaking_down.broken(work, choice.line, choice.period, measure, by, self._small)


def _of_queries(measure: Measure) -> bool:
    return not isinstance(measure.how, Reckoned)


def measure_of(name: str) -> Measure:
    """Raises `errors.NotFound`."""
    if name not in every.BY_ID:
        raise NotFound("There is no such measure.")
    return every.BY_ID[name]


def _of_practices(broken: Broken | None) -> bool:
    return broken is not None and broken.by is Dimension.PRACTICE


def _practices(work: Work, choice: Choice) -> dict[int, Practice]:
    found = as_told(History.read(work), choice.line, choice.period)
    return {key: Practice(row.key, row.name, found.lists[key]) for key, row in found.rows.items()}
