"""A line's audit on one screen: its headline measures over time, and every other figure of the
period by what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.audit.figures import beside, reading
from advice_line.audit.figures.beside import Beside
from advice_line.audit.figures.reading import Figure
from advice_line.audit.figures.told import State
from advice_line.audit.measures import every
from advice_line.audit.measures.headlines import HEADLINES
from advice_line.audit.shown import charting
from advice_line.audit.shown.charting import Series
from advice_line.audit.shown.choosing import Choice, choose
from advice_line.audit.spc.points import Begin, Chart
from advice_line.audit_kinds import ChartReading, Group
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Overview:
    """Of a period without figures there is nothing but the choice, which says why."""

    choice: Choice
    headlines: tuple[tuple[Series, Chart], ...]
    groups: tuple[tuple[Group, tuple[Figure, ...]], ...]
    now: datetime


class Overviews:
    def __init__(self, ledger: Ledger, charts: ChartReading) -> None:
        """`charts` is CHART_READING."""
        self._ledger = ledger
        self._charts = charts

    def look(self, by: Actor, line: str | None, period: str | None) -> Overview:
        """Raises `errors.NotFound` for a line that is not theirs."""
        require(by, Action.SEE_AUDIT)
        headlines = [every.BY_ID[name] for name in HEADLINES]
        with self._ledger.look(by.label) as work:
            choice = choose(work, by, line, period, Action.SEE_AUDIT)
            if choice.nothing:
                return Overview(choice, (), (), work.now)
            begun = beside.of_measures(work, choice.line)
            whole = reading.whole(work, choice.line, choice.period)
            return Overview(
                choice=choice,
                headlines=tuple(
                    (each, each.chart(_begins(begun, each)))
                    for each in charting.series(work, choice, headlines, self._charts)
                ),
                groups=_by_group(_there(choice, whole)),
                now=work.now,
            )


def _begins(begun: Mapping[str, Beside], series: Series) -> Sequence[Begin]:
    """As on the measure's own page: two charts of one figure may not say different things."""
    found = begun.get(series.measure.id)
    return found.begins_on(series.figures) if found else ()


def _there(choice: Choice, figures: list[Figure]) -> list[Figure]:
    """Of a period in which nothing was asked most have nothing to count."""
    return [e for e in figures if not (choice.quiet and e.told.state is State.NOTHING)]


def _by_group(figures: list[Figure]) -> tuple[tuple[Group, tuple[Figure, ...]], ...]:
    found = ((group, tuple(e for e in figures if e.measure.group is group)) for group in Group)
    return tuple((group, of) for group, of in found if of)
