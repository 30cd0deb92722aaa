"""What may be told of how much falls to each, and of what is not guarded."""

from collections.abc import Collection, Mapping
from typing import Any

from advice_line.audit.disclosure import timeline
from advice_line.audit.disclosure.few import words
from advice_line.audit.disclosure.timeline import Count, CountState
from advice_line.audit.figures.told import Complete, State, Told
from advice_line.audit.measures.definition import Measure, Raw
from advice_line.audit.periods import Period
from advice_line.audit.spc import values
from advice_line.audit_kinds import Unit

Series = Mapping[Period, Raw]
Decided = dict[Period, Told]


def told(measure: Measure, series: Series, small: int, hidden: Collection[Period]) -> Decided:
    """So much for each: told where either number is told over time as a count would be, since with
    the value the one gives the other. `hidden` are periods in which another measure withholds what
    is shared out."""
    if measure.unit is Unit.PER_1000:
        return {period: _per_1000(measure, raw, period in hidden) for period, raw in series.items()}
    counts = timeline.counts({each: raw.denominator for each, raw in series.items()}, small)
    sums = timeline.counts({each: raw.numerator for each, raw in series.items()}, small)
    complete = Complete.of(measure, series, small)
    return {
        period: _mean(measure, raw, counts[period], sums[period], complete, period, small)
        for period, raw in series.items()
    }


def _mean(
    measure: Measure,
    raw: Raw,
    count: Count,
    summed: Count,
    complete: Complete,
    period: Period,
    small: int,
) -> Told:
    if measure.not_given is not None and raw.known == 0:
        return Told(State.NOT_GIVEN, measure.not_given)
    fields = complete.fields(period, told=count.state is CountState.TOLD)
    if count.state is CountState.FEW:
        return Told(State.FEW, f"of {words(small)}", **fields)
    if count.state is CountState.UNTOLD:
        return Told(State.UNTOLD, "not told", **fields)
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **fields)
    if summed.state is not CountState.TOLD and measure.unit is not Unit.POUNDS:
        return Told(State.UNTOLD, "not told", **fields)
    return _valued(measure, raw, raw.numerator / raw.denominator, fields)


def _per_1000(measure: Measure, raw: Raw, hidden: bool) -> Told:
    """Of all queries of practices or of none: which of them have a list size would be a second
    table of the same practices."""
    if raw.numerator != raw.eligible:
        said = "not told: a practice asked whose list size is not known"
        return Told(State.UNTOLD, said)
    if hidden:
        return Told(State.UNTOLD, "not told")
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0)
    known = {"completeness": 1.0, "known": f"known {raw.numerator:,} of {raw.eligible:,}"}
    return _valued(measure, raw, 1000 * raw.numerator / raw.denominator, known)


def unguarded(measure: Measure, series: Series, small: int) -> Decided:
    """Hours, meetings: of people only where they are not few."""
    people = timeline.counts(
        {period: raw.eligible if measure.of_people else 0 for period, raw in series.items()}, small
    )
    complete = Complete.of(measure, series, small=0)
    return {
        period: _unguarded(measure, raw, complete.fields(period, told=True))
        if people[period].state is CountState.TOLD
        else _of_people(people[period], small)
        for period, raw in series.items()
    }


def _of_people(many: Count, small: int) -> Told:
    if many.state is CountState.FEW:
        return Told(State.FEW, f"of {words(small)}")
    return Told(State.UNTOLD, "not told")


def _unguarded(measure: Measure, raw: Raw, fields: Mapping[str, Any]) -> Told:
    if measure.unit is Unit.COUNT:
        said, value = values.said(raw.numerator, measure.unit), float(raw.numerator)
        return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **fields)
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **fields)
    return _valued(measure, raw, raw.numerator / raw.denominator, fields)


def _valued(measure: Measure, raw: Raw, value: float, fields: Mapping[str, Any]) -> Told:
    parts = values.ratio(raw.numerator, raw.denominator, measure.unit)
    said = f"{values.said(value, measure.unit)} ({parts})"
    return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **fields)
