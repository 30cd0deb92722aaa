"""What may be told of every measure of a line, decided over all its periods at once: what stands
in one place must not give away what is withheld in another (H18, decision 0080).

A measure hangs on those that have the same numbers: it is decided after them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from advice_line.audit.disclosure import partition, timeline
from advice_line.audit.disclosure.few import few, words
from advice_line.audit.disclosure.share import Share as Shared
from advice_line.audit.disclosure.timeline import Count, CountState
from advice_line.audit.figures.told import Complete, State, Told, of_share
from advice_line.audit.measures.definition import Measure, Raw, Share, Spread, Tally
from advice_line.audit.periods import Period
from advice_line.audit.spc import values
from advice_line.audit_kinds import Unit

Series = Mapping[Period, Raw]
Decided = dict[Period, Told]
Fields = Mapping[str, Any]
_REST = ""


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
        return {period: _unguarded(measure, period, raw, small) for period, raw in series.items()}
    if isinstance(how, Tally) or measure.unit is Unit.COUNT:
        return _tallies(measure, series, small)
    if isinstance(how, Spread):
        return _spreads(measure, series, small, found)
    if isinstance(how, Share) or measure.unit is Unit.SHARE:
        return _shares(measure, series, small, found)
    return _means(measure, series, small)


def _unguarded(measure: Measure, period: Period, raw: Raw, small: int) -> Told:
    if measure.of_people and few(raw.eligible, small):
        return Told(State.FEW, f"of {words(small)}")
    complete = Complete.of(measure, {period: raw}, small=0).fields(period, raw, told=True)
    if measure.unit is Unit.COUNT:
        said, value = values.said(raw.numerator, measure.unit), float(raw.numerator)
        return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **complete)
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **complete)
    value = raw.numerator / raw.denominator
    said = f"{values.said(value, measure.unit)} ({raw.numerator:,} of {raw.denominator:,})"
    return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **complete)


def _tallies(measure: Measure, series: Series, small: int) -> Decided:
    complete = Complete.of(measure, series, small)
    counts = timeline.counts({period: raw.numerator for period, raw in series.items()}, small)
    return {
        period: _tally(
            count, complete.fields(period, series[period], told=count.state is CountState.TOLD)
        )
        for period, count in counts.items()
    }


def _tally(count: Count, complete: Fields) -> Told:
    if count.state is CountState.TOLD:
        number, value = count.value, float(count.value or 0)
        return Told(State.TOLD, count.sentence, number, number, value, **complete)
    if count.state is CountState.FEW:
        return Told(State.FEW, count.sentence, **complete)
    if count.at_least is not None:
        return Told(State.AT_LEAST, count.sentence, low=float(count.at_least), **complete)
    return Told(State.UNTOLD, count.sentence, **complete)


def _shares(measure: Measure, series: Series, small: int, found: Mapping[str, Decided]) -> Decided:
    parts = {period: (raw.numerator, raw.denominator) for period, raw in series.items()}
    decided = _completed(measure, timeline.shares(parts, small), series, small)
    if measure.rest is not None:
        return {period: each if _whole(each) else _hidden(each) for period, each in decided.items()}
    if measure.within is not None:
        whole = found[measure.within]
        return {
            period: each if _whole(whole[period]) else _hidden(each)
            for period, each in decided.items()
        }
    return decided


def _completed(
    measure: Measure, shares: Mapping[Period, Shared], series: Series, small: int
) -> Decided:
    complete = Complete.of(measure, series, small)
    return {
        period: of_share(
            share, complete.fields(period, series[period], told=share.denominator is not None)
        )
        for period, share in shares.items()
    }


def _whole(of: Told) -> bool:
    return of.state in (State.TOLD, State.NOTHING)


def _hidden(of: Told) -> Told:
    """Its denominator would tell what is withheld elsewhere."""
    return of if of.state is State.FEW else Told(State.UNTOLD, "not told")


def _spreads(measure: Measure, series: Series, small: int, found: Mapping[str, Decided]) -> Decided:
    numbered = _numbered(measure, series, small, found)
    complete = Complete.of(measure, series, small)
    return {
        period: _spread(
            measure, raw, small, complete.fields(period, raw, told=told) if told else {}, told=told
        )
        for period, raw in series.items()
        for told in (period in numbered,)
    }


def _numbered(
    measure: Measure, series: Series, small: int, found: Mapping[str, Decided]
) -> set[Period]:
    """In which of them it may be told how many there are."""
    if measure.within is not None:
        whole = found[measure.within]
        return {period for period in series if _whole(whole[period])}
    counts = timeline.counts({period: raw.numerator for period, raw in series.items()}, small)
    return {period for period, count in counts.items() if count.state is CountState.TOLD}


def _spread(measure: Measure, raw: Raw, small: int, complete: Fields, *, told: bool) -> Told:
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
    complete = Complete.of(measure, series, small)
    counts = timeline.counts({period: raw.denominator for period, raw in series.items()}, small)
    return {
        period: _mean(
            measure,
            series[period],
            count,
            small,
            complete.fields(period, series[period], told=count.state is CountState.TOLD),
        )
        for period, count in counts.items()
    }


def _mean(measure: Measure, raw: Raw, count: Count, small: int, complete: Fields) -> Told:
    if measure.not_given is not None and raw.known == 0:
        return Told(State.NOT_GIVEN, measure.not_given)
    if raw.denominator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **complete)
    hidden = measure.unit is not Unit.POUNDS and few(raw.numerator, small)
    if count.state is not CountState.TOLD or hidden:
        state = State.FEW if few(raw.denominator, small) else State.UNTOLD
        return Told(state, f"of {words(small)}" if state is State.FEW else "not told", **complete)
    scale = 1000 if measure.unit is Unit.PER_1000 else 1
    value = raw.numerator / raw.denominator * scale
    parts = values.ratio(raw.numerator, raw.denominator, measure.unit)
    said = f"{values.said(value, measure.unit)} ({parts})"
    return Told(State.TOLD, said, raw.numerator, raw.denominator, value, **complete)


def _parts(parts: Sequence[Measure], raw: Mapping[str, Series], small: int) -> dict[str, Decided]:
    """Of one whole, and the rest of it that is no measure of its own."""
    rows = {
        period: {each.id: raw[each.id][period].numerator for each in parts}
        for period in raw[parts[0].id]
    }
    for period, row in rows.items():
        row[_REST] = raw[parts[0].id][period].denominator - sum(row.values())
    shares = partition.shares(rows, small)
    return {each.id: _completed(each, shares[each.id], raw[each.id], small) for each in parts}
