"""What may be told of every measure of a line, decided over all its periods at once: what stands
in one place must not give away what is withheld in another (H18, decision 0080).

A measure hangs on those that have the same numbers: it is decided after them.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from advice_line.audit.disclosure import left_over, partition, partly_known, timeline
from advice_line.audit.disclosure.few import few, words
from advice_line.audit.disclosure.partly_known import Three
from advice_line.audit.disclosure.share import Share as Shared
from advice_line.audit.disclosure.share import ShareState
from advice_line.audit.disclosure.timeline import Count, CountState
from advice_line.audit.figures import means, unknown
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
    ids = {each.id: each for each in measures}
    for each in sorted(measures, key=lambda measure: _depth(measure, ids)):
        told = {} if each.partition else _decide(each, raw, small, found)
        found[each.id] = {period: unknown.said(each, of) for period, of in told.items()}
    for name in dict.fromkeys(each.partition for each in measures if each.partition):
        parts = [each for each in measures if each.partition == name]
        found |= _parts(parts, raw, small)
    return found


def _depth(measure: Measure, ids: Mapping[str, Measure]) -> int:
    """How many measures in a row are decided before it."""
    others = [_depth(ids[name], ids) for name in measure.hangs_on if name in ids]
    return 1 + max(others, default=-1)


def _decide(
    measure: Measure, raw: Mapping[str, Series], small: int, found: Mapping[str, Decided]
) -> Decided:
    how, series = measure.how, raw[measure.id]
    hidden = _not_whole((measure.within, measure.rest), series, found)
    unseen = _not_whole((measure.eligible,), series, found)
    if measure.shares_out:
        hidden |= _one_each(series, found[measure.shares_out]) | _of_few(series, small)
    if not measure.guarded:
        whole = means.unguarded(measure, series, small)
        return {period: _untold(of) if period in hidden else of for period, of in whole.items()}
    if isinstance(how, Tally) or measure.unit is Unit.COUNT:
        return _tallies(measure, series, small, raw[measure.part_of] if measure.part_of else None)
    if isinstance(how, Spread):
        return _spreads(measure, series, small, found, unseen)
    if isinstance(how, Share) or measure.unit is Unit.SHARE:
        return _shares(measure, series, small, hidden, unseen)
    return means.told(measure, series, small, hidden)


def _of_few(series: Series, small: int) -> set[Period]:
    return {
        period
        for period, raw in series.items()
        if few(raw.numerator, small) or few(raw.denominator, small)
    }


def _one_each(series: Series, of: Decided) -> set[Period]:
    """Where each could have no more than one of what falls to them, or where of that nothing is
    told: five queries of five practices are one of each."""
    return {
        period
        for period, raw in series.items()
        if (least := _least(of[period])) is None or least < 2 * raw.numerator
    }


def _least(of: Told) -> float | None:
    """Of a count that is told, or of which a bound is."""
    return of.numerator if of.whole else of.low if of.state is State.BOUND else None


def _not_whole(
    names: Collection[str | None], series: Series, found: Mapping[str, Decided]
) -> set[Period]:
    """Where another measure of the same numbers withholds them."""
    others = [found[name] for name in names if name]
    return {period for period in series for of in others if not of[period].whole}


def _tallies(measure: Measure, series: Series, small: int, whole: Series | None) -> Decided:
    complete = Complete.of(measure, series, small)
    if whole is None:
        counts = timeline.counts({period: raw.numerator for period, raw in series.items()}, small)
    else:
        parts = {each: (raw.numerator, whole[each].numerator) for each, raw in series.items()}
        counts = left_over.counts(parts, small)
    return {
        period: _tally(count, complete.fields(period, told=count.state is CountState.TOLD))
        for period, count in counts.items()
    }


def _tally(count: Count, complete: Fields) -> Told:
    if count.state is CountState.TOLD:
        number, value = count.value, float(count.value or 0)
        return Told(State.TOLD, count.sentence, number, number, value, **complete)
    if count.state is CountState.FEW:
        return Told(State.FEW, count.sentence, **complete)
    if count.state is CountState.BOUND:
        low, high = float(count.at_least or 0), float(count.at_most or 0)
        return Told(State.BOUND, count.sentence, low=low, high=high, **complete)
    if count.at_least is not None:
        return Told(State.AT_LEAST, count.sentence, low=float(count.at_least), **complete)
    return Told(State.UNTOLD, count.sentence, **complete)


def _shares(
    measure: Measure,
    series: Series,
    small: int,
    hidden: Collection[Period],
    unseen: Collection[Period],
) -> Decided:
    """`unseen` are periods in which it may not be told how many it is about."""
    complete = Complete.of(measure, series, small, unseen)
    if complete.shares is None:
        parts = {period: (raw.numerator, raw.denominator) for period, raw in series.items()}
        shares = timeline.shares(parts, small)
    else:
        threes = {
            period: Three(raw.numerator, raw.denominator, raw.eligible)
            for period, raw in series.items()
        }
        shares = partly_known.shares(threes, complete.shares, small)
    found = {period: _share(share, complete, period) for period, share in shares.items()}
    return {
        period: _untold(each)
        if period in hidden or (measure.rest is not None and not each.whole)
        else each
        for period, each in found.items()
    }


def _share(share: Shared, complete: Complete, period: Period) -> Told:
    if share.state is ShareState.NEARLY and period in complete.hidden:
        return Told(State.UNTOLD, "not told")
    return of_share(share, complete.fields(period, told=share.denominator is not None))


def _untold(of: Told) -> Told:
    """Its numbers would tell what is withheld elsewhere."""
    return of if of.state is State.FEW else Told(State.UNTOLD, "not told")


def _spreads(
    measure: Measure,
    series: Series,
    small: int,
    found: Mapping[str, Decided],
    unseen: Collection[Period],
) -> Decided:
    complete = Complete.of(measure, series, small, unseen)
    number = found[measure.within] if measure.within else _numbers(complete, series)
    return {
        period: _spread(measure, raw, small, number[period], complete, period)
        for period, raw in series.items()
    }


def _numbers(complete: Complete, series: Series) -> Decided:
    """How many times there are, told as of how many there are times."""
    assert complete.shares is not None
    return {period: of_share(complete.shares[period], {}) for period in series}


def _spread(
    measure: Measure, raw: Raw, small: int, number: Told, complete: Complete, period: Period
) -> Told:
    """`number` is what is told of how many there are: no word of the times may say more of it."""
    if number.state is State.FEW or (number.high is not None and not number.whole):
        return Told(State.FEW, f"of {words(small)}")
    if not number.whole and number.low is None:
        return Told(State.UNTOLD, "not told")
    fields = complete.fields(period, told=number.whole or not complete.exact(period))
    if raw.numerator == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0, **fields)
    said = values.spread(raw.median or 0.0, raw.ninetieth or 0.0, measure.unit)
    many = raw.numerator if number.whole else None
    return Told(
        State.ENOUGH if many is None else State.TOLD,
        f"{said}; of how many is not told" if many is None else f"{said}, of {many}",
        many,
        many,
        raw.median,
        raw.ninetieth,
        **fields,
    )


def _parts(parts: Sequence[Measure], raw: Mapping[str, Series], small: int) -> dict[str, Decided]:
    """Of one whole, and the rest of it that is no measure of its own."""
    series = raw[parts[0].id]
    rows = {
        period: {each.id: raw[each.id][period].numerator for each in parts} for period in series
    }
    for period, row in rows.items():
        row[_REST] = series[period].denominator - sum(row.values())
    eligible = {period: each.eligible for period, each in series.items()}
    shares = partition.shares(rows, small, eligible)
    complete = Complete.of(parts[0], series, small)
    return {
        each.id: {
            period: unknown.said(each, _share(share, complete, period))
            for period, share in shares[each.id].items()
        }
        for each in parts
    }
