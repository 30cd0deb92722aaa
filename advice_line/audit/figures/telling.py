"""What may be told of every measure of a line, decided over all its periods at once: what stands
in one place must not give away what is withheld in another (H18, decision 0080).

A measure hangs on those that have the same numbers: it is decided after them.
"""

from collections.abc import Callable, Mapping, Sequence

from advice_line.audit.disclosure import breakdown, table, timeline
from advice_line.audit.disclosure.few import few, words
from advice_line.audit.disclosure.timeline import Count, CountState
from advice_line.audit.figures import told as telling
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures.definition import Measure, Raw, Share, Spread, Tally
from advice_line.audit.periods import Period
from advice_line.audit.spc import values
from advice_line.audit_kinds import PeriodKind, Unit

Series = Mapping[Period, Raw]
Decided = dict[Period, Told]
# Parts of a whole are told by quarters: by months nearly all would be few.
GRID = PeriodKind.QUARTER


def decide(
    measures: Sequence[Measure], raw: Mapping[str, Series], small: int
) -> dict[str, Decided]:
    """By the id of the measure. `raw` has every measure's figures of all periods that are over,
    from the first on; `small` is SMALL_NUMBER."""
    found: dict[str, Decided] = {}
    for each in sorted(measures, key=_hangs):
        found[each.id] = {} if each.partition else _decide(each, raw[each.id], small, found)
    for name in dict.fromkeys(each.partition for each in measures if each.partition):
        parts = [each for each in measures if each.partition == name]
        found |= _parts(parts, raw, small)
    return found


def _hangs(measure: Measure) -> int:
    return int(measure.within is not None or measure.rest is not None)


def _decide(measure: Measure, series: Series, small: int, found: Mapping[str, Decided]) -> Decided:
    how = measure.how
    if not measure.guarded:
        return {period: _unguarded(measure, raw, small) for period, raw in series.items()}
    if isinstance(how, Tally) or measure.unit is Unit.COUNT:
        return _tallies(series, small)
    if isinstance(how, Spread):
        return _spreads(measure, series, small, found)
    if isinstance(how, Share) or measure.unit is Unit.SHARE:
        return _shares(measure, series, small, found)
    return _means(measure, series, small)


def _unguarded(measure: Measure, raw: Raw, small: int) -> Told:
    if measure.of_people and few(raw.eligible, small):
        return Told(State.FEW, f"of {words(small)}")
    complete = telling.completeness(raw, small=0)
    if measure.unit is Unit.COUNT:
        said, value = values.said(raw.numerator, measure.unit), float(raw.numerator)
        return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **complete)
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **complete)
    value = raw.numerator / raw.denominator
    said = f"{values.said(value, measure.unit)} ({raw.numerator:,} of {raw.denominator:,})"
    return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **complete)


def _tallies(series: Series, small: int) -> Decided:
    counts = timeline.counts({period: raw.numerator for period, raw in series.items()}, small)
    return {period: _tally(count, series[period], small) for period, count in counts.items()}


def _tally(count: Count, raw: Raw, small: int) -> Told:
    complete = telling.completeness(raw, small)
    if count.state is CountState.TOLD:
        number, value = count.value, float(count.value or 0)
        return Told(State.TOLD, count.sentence, number, number, value, **complete)
    if count.state is CountState.FEW:
        return Told(State.FEW, count.sentence, **complete)
    if count.at_least is not None:
        least = float(count.at_least)
        return Told(State.AT_LEAST, count.sentence, low=least, **complete)
    return Told(State.UNTOLD, count.sentence, **complete)


def _shares(measure: Measure, series: Series, small: int, found: Mapping[str, Decided]) -> Decided:
    parts = {period: (raw.numerator, raw.denominator) for period, raw in series.items()}
    shares = timeline.shares(parts, small)
    decided = {
        period: telling.of_share(share, series[period], small) for period, share in shares.items()
    }
    if measure.rest is not None:
        return {period: each if _whole(each) else _hidden(each) for period, each in decided.items()}
    if measure.within is not None:
        whole = found[measure.within]
        return {
            period: each if _whole(whole[period]) else _hidden(each)
            for period, each in decided.items()
        }
    return decided


def _whole(of: Told) -> bool:
    return of.state in (State.TOLD, State.NOTHING)


def _hidden(of: Told) -> Told:
    """Its denominator would tell what is withheld elsewhere."""
    if of.state is State.FEW:
        return of
    return Told(State.UNTOLD, "not told", completeness=of.completeness, known=of.known)


def _spreads(measure: Measure, series: Series, small: int, found: Mapping[str, Decided]) -> Decided:
    if measure.within is not None:
        whole = found[measure.within]
        may_count: Callable[[Period], bool] = lambda period: _whole(whole[period])  # noqa: E731
    else:
        counts = timeline.counts({period: raw.numerator for period, raw in series.items()}, small)
        may_count = lambda period: counts[period].state is CountState.TOLD  # noqa: E731
    return {
        period: _spread(measure, raw, small, told=may_count(period))
        for period, raw in series.items()
    }


def _spread(measure: Measure, raw: Raw, small: int, *, told: bool) -> Told:
    complete = telling.completeness(raw, small)
    if raw.numerator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **complete)
    if few(raw.numerator, small):
        return Told(State.FEW, f"of {words(small)}", **complete)
    middle, ninetieth = (
        values.said(each or 0.0, measure.unit) for each in (raw.median, raw.ninetieth)
    )
    said = f"half within {middle}, nine in ten within {ninetieth}"
    number = raw.numerator if told else None
    return Told(
        State.TOLD if told else State.ENOUGH,
        f"{said}, of {number}" if told else f"{said}; of how many is not told",
        number,
        number,
        raw.median,
        raw.ninetieth,
        **complete,
    )


def _means(measure: Measure, series: Series, small: int) -> Decided:
    """So much for each: how much in all is no count of anybody, and told where the number is."""
    counts = timeline.counts({period: raw.denominator for period, raw in series.items()}, small)
    return {
        period: _mean(measure, series[period], count, small) for period, count in counts.items()
    }


def _mean(measure: Measure, raw: Raw, count: Count, small: int) -> Told:
    complete = telling.completeness(raw, small)
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **complete)
    if count.state is not CountState.TOLD or few(raw.numerator, small):
        state = State.FEW if few(raw.denominator, small) else State.UNTOLD
        return Told(state, f"of {words(small)}" if state is State.FEW else "not told", **complete)
    scale = 1000 if measure.unit is Unit.PER_1000 else 1
    value = raw.numerator / raw.denominator * scale
    said = f"{values.said(value, measure.unit)} ({raw.numerator} of {raw.denominator})"
    return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **complete)


def _parts(parts: Sequence[Measure], raw: Mapping[str, Series], small: int) -> dict[str, Decided]:
    """Of one whole, whose number is not told: each part's own is, of quarters."""
    periods = list(raw[parts[0].id])
    grid = {
        period: table.counts({each.id: raw[each.id][period].numerator for each in parts}, small)
        for period in periods
        if period.kind is GRID
    }
    return {
        each.id: {
            period: _part(each.id, raw[each.id][period], period, grid, small) for period in periods
        }
        for each in parts
    }


def _part(
    name: str, raw: Raw, period: Period, grid: Mapping[Period, Mapping[str, int | None]], small: int
) -> Told:
    complete = telling.completeness(raw, small)
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **complete)
    if period.kind in (PeriodKind.WEEK, PeriodKind.MONTH):
        return Told(State.UNTOLD, "told by the quarter", **complete)
    if period.kind is GRID:
        number, exact = grid[period][name], grid[period][name] is not None
    else:
        summed = breakdown.over(period, grid)[name]
        number, exact = summed.value, summed.exact
    if number is None or (not exact and number == 0):
        return Told(State.UNTOLD, "not told", **complete)
    if not exact:
        return Told(State.AT_LEAST, f"at least {number}", low=float(number), **complete)
    whole = [grid[each] for each in grid if period.holds(each)]
    if any(None in each.values() for each in whole):
        return Told(State.TOLD, f"{number}", number, **complete)
    value = number / raw.denominator
    said = f"{number} of {raw.denominator} ({values.said(value, Unit.SHARE)})"
    return Told(State.TOLD, said, number, raw.denominator, value, **complete)
