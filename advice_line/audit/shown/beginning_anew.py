"""What a chart loses where its limits begin anew: said before they do, since a chart without limits
flags nothing for as long as they take to come."""

from dataclasses import replace

from advice_line.audit import periods
from advice_line.audit.figures.beside import Beside, Written, beside
from advice_line.audit.measures.definition import Measure
from advice_line.audit.periods import Period
from advice_line.audit.shown import charting
from advice_line.audit.shown.choosing import Choice
from advice_line.audit.spc.points import FEWEST
from advice_line.audit_kinds import ChartReading
from advice_line.ledger.work import Work

_PLURAL = "s"


def without_limits(work: Work, choice: Choice, measure: Measure, period: Period) -> str | None:
    """A sentence where the chart, by periods of the same kind, would have no limits from `period`
    on; None where it would have some, or where it does not reach back so far."""
    newest = periods.last_over(choice.today, period.kind)
    # Whether there are limits hangs on no reading.
    shown = replace(choice, period=newest)
    (series,) = charting.series(work, shown, (measure,), ChartReading.EXCEL)
    new = Written("", period.first, period.key, ".", "")
    stand = beside(work, choice.line, measure.id)
    begins = Beside((), (new, *stand.rebases)).begins_on(series.figures)
    phases = series.chart(begins).phases
    own = [e for e in phases if e.begin and e.begin.label == period.short]
    if not own or own[0].why_no_limits is None:
        return None
    part = series.figures[own[0].first : own[0].after]
    told = sum(each.told.least is not None for each in part)
    kind = f"{period.kind}{'' if told == 1 else _PLURAL}"
    return (
        f"From {period.key} on {told} {kind} {'is' if told == 1 else 'are'} told, of {FEWEST} that"
        " limits need: until there are so many the chart has no limits there and flags nothing."
    )
