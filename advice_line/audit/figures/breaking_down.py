"""A figure by channel, practice or another label, told by the rules of tables, so that no row that
is few can be worked out from its total and the others (H18).

Each way has one grid of periods, months or quarters. Of a longer period it is the sum of what was
told; of a shorter one it is not told at all, for two grids would give away each other's rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advice_line.audit import periods
from advice_line.audit.disclosure import breakdown, share
from advice_line.audit.disclosure.few import few
from advice_line.audit.figures import crossing, reading_ahead, since_then, told, unknown
from advice_line.audit.figures.labelled import OF_ORGANISATIONS, Label, Labelled, Parts, as_told
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure, Tally
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Dimension, PeriodKind
from advice_line.directory.as_it_was import History, Practices
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line

_LONGER = {
    PeriodKind.MONTH: (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR),
    PeriodKind.QUARTER: (PeriodKind.QUARTER, PeriodKind.YEAR),
}
_WORDS = {
    Dimension.ASKER_ROLE: "role",
    Dimension.QUESTION_TYPE: "kind of question",
}
_UNTOLD = told.of_share(share.untold(), {})
_NOTHING_TOLD = "Nothing of it may be told: it is few, or what is few would come out of it."


@dataclass(frozen=True)
class Row:
    """`label` is a value of the closed list, the id of an organisation, a network, an hour or a
    weekday; None is what it is not known of."""

    label: Label
    told: Told


@dataclass(frozen=True)
class Heat:
    """Hours by weekdays: of each how much was told, and whether that is all; None where it is
    withheld and nothing of it was told."""

    days: tuple[int, ...]
    hours: tuple[int, ...]
    cells: Mapping[tuple[Label, Label], tuple[int, bool]]


@dataclass(frozen=True)
class Broken:
    """`why_not` says why there is none; `summed` that it is made of shorter periods, told each for
    itself; `since` what of its practices is otherwise today, in words."""

    by: Dimension
    rows: tuple[Row, ...] = ()
    heat: Heat | None = None
    why_not: str | None = None
    summed: bool = False
    since: tuple[str, ...] = ()


def grid(by: Dimension) -> PeriodKind:
    """By practice a month is nearly all few."""
    return PeriodKind.QUARTER if by in OF_ORGANISATIONS else PeriodKind.MONTH


def words(by: Dimension) -> str:
    return _WORDS.get(by, by.value)


def broken(
    work: Work, line: Line, period: Period, measure: Measure, by: Dimension, small: int
) -> Broken:
    """`small` is SMALL_NUMBER. Raises ValueError where the measure is not told by it."""
    _hold(measure, by)
    kind = grid(by)
    if period.kind not in _LONGER[kind]:
        return Broken(by, why_not=f"By {words(by)} it is told for {kind}s and longer.")
    history = History.read(work)
    within = [
        Labelled(work, line, each, by, small, as_told(history, line, each))
        for each in _within(period, kind)
    ]
    found = {each.period: _told(each, measure) for each in within}
    if len(within) == 1:
        rows = found[within[0].period]
    elif isinstance(measure.how, Tally):
        rows = _sums(period, found)
    else:
        rows = _shares(found)
    summed, practices = len(within) > 1, within[-1].practices
    listed = _listed(rows, by, practices, summed=summed)
    if rows and not listed:
        return Broken(by, why_not=_NOTHING_TOLD)
    shown = [label for label, of in listed.items() if of.state is not State.UNTOLD]
    return Broken(
        by,
        _ordered(listed, by, practices),
        _heat(within, measure, by),
        summed=summed,
        since=since_then.sentences(history, line, within[0].period, by, shown),
    )


def told_at_once(labelled: Labelled, measures: Sequence[Measure]) -> dict[str, dict[Label, Told]]:
    """By id, of one period of the grid: what `broken` tells of each, by fewer looks at the facts.
    Raises ValueError where a measure is not told by this label."""
    for each in measures:
        _hold(each, labelled.by)
    ahead = reading_ahead.read(labelled, _decided_by(measures))
    return {
        each.id: _listed(_told(ahead, each), labelled.by, labelled.practices, summed=False)
        for each in measures
    }


def _hold(measure: Measure, by: Dimension) -> None:
    if by not in measure.by:
        raise ValueError(f"{measure.id} is not told by {by}")


def _decided_by(measures: Sequence[Measure]) -> list[Measure]:
    """They themselves, and those on which it hangs what may be told of them."""
    names = {each.id for each in measures}
    names |= {of for each in measures for of in _beside(each) if of}
    parted = {each.partition for each in measures if each.partition}
    return [each for each in every.MEASURES if each.id in names or each.partition in parted]


def _beside(measure: Measure) -> tuple[str | None, ...]:
    return measure.within, measure.rest, measure.halves, measure.part_of


def _told(labelled: Labelled, measure: Measure) -> dict[Label, Told]:
    if measure.partition:
        return crossing.parted(labelled, measure)
    whole, small = labelled.whole(measure), labelled.small
    rows, groups = labelled.grouped(labelled.parts(measure))
    if measure.halves and labelled.by is Dimension.CHANNEL:
        groups, both = crossing.halves(labelled, every.BY_ID[measure.halves], rows)
        if not both:
            return dict.fromkeys(rows, _UNTOLD)
    if isinstance(measure.how, Tally):
        counts = breakdown.counts(
            {label: up for label, (up, _) in rows.items()},
            small,
            total_told=whole.state is State.TOLD,
            groups=groups,
            left=_few_left(labelled, measure, whole, rows),
        )
        return {label: _tally(count) for label, count in counts.items()}
    ratios = breakdown.ratios(
        rows,
        small,
        total_told=whole.numerator is not None,
        denominators_told=whole.of is not None,
        groups=groups,
    )
    shown = {label: told.of_share(of, {}) for label, of in ratios.items()}
    hidden = _hidden(labelled, measure, shown)
    return {
        label: _UNTOLD if label in hidden else unknown.said(measure, of)
        for label, of in shown.items()
    }


def _hidden(labelled: Labelled, measure: Measure, rows: Mapping[Label, Told]) -> set[Label]:
    """Rows whose denominator would tell what is withheld of another measure by this label."""
    other = measure.within or measure.rest
    if other is None:
        return set()
    others = _told(labelled, every.BY_ID[other])
    return {
        label
        for label, of in rows.items()
        if not _whole(others.get(label)) or (measure.rest and not of.whole)
    }


def _few_left(labelled: Labelled, measure: Measure, told: Told, rows: Parts) -> int | None:
    """How many are left of the whole of which these are a part, where a bound says that these are
    few. None else, and where rows have changed since figures were counted."""
    if measure.part_of is None or told.state is not State.BOUND:
        return None
    of = labelled.whole(every.BY_ID[measure.part_of]).numerator
    left = (of or 0) - sum(count for count, _ in rows.values())
    return left if few(left, labelled.small) else None


def _heat(within: Sequence[Labelled], measure: Measure, by: Dimension) -> Heat | None:
    both = {Dimension.HOUR, Dimension.WEEKDAY} <= set(measure.by)
    if by is not Dimension.WEEKDAY or not both or not isinstance(measure.how, Tally):
        return None
    months = []
    for each in within:
        hours = Labelled(
            each.work, each.line, each.period, Dimension.HOUR, each.small, each.practices
        )
        by_hour = {label: of.numerator for label, of in _told(hours, measure).items()}
        months.append(crossing.hours(each, measure, by_hour))
    cells = crossing.summed(months)
    days, hours_there = (sorted({int(str(key[side])) for key in cells}) for side in (0, 1))
    return Heat(tuple(days), tuple(hours_there), cells) if cells else None


def _whole(of: Told | None) -> bool:
    return of is None or of.whole


def _tally(count: int | None) -> Told:
    if count is None:
        return _UNTOLD
    return Told(State.TOLD, f"{count:,}", count, count, float(count))


def _sums(period: Period, found: Mapping[Period, Mapping[Label, Told]]) -> dict[Label, Told]:
    numbers = {
        each: {label: of.numerator for label, of in rows.items()} for each, rows in found.items()
    }
    return {label: _sum(each) for label, each in breakdown.over(period, numbers).items()}


def _sum(of: breakdown.Sum) -> Told:
    if of.exact:
        return _tally(of.value)
    if of.value == 0:
        return _UNTOLD
    return Told(State.AT_LEAST, of.sentence, low=float(of.value))


def _shares(found: Mapping[Period, Mapping[Label, Told]]) -> dict[Label, Told]:
    """Of labels of which every part was told whole: each is none, or enough of either side."""
    labels = dict.fromkeys(label for rows in found.values() for label in rows)
    return {
        label: _share([rows[label] for rows in found.values() if label in rows]) for label in labels
    }


def _share(parts: Sequence[Told]) -> Told:
    if not all(each.whole for each in parts):
        return _UNTOLD
    up = sum(each.numerator or 0 for each in parts)
    down = sum(each.denominator or 0 for each in parts)
    return told.of_share(share.share(up, down, 0), {})


def _listed(
    rows: Mapping[Label, Told], by: Dimension, practices: Practices, *, summed: bool
) -> dict[Label, Told]:
    """Without the rows of which nothing is told, where no other of their table is told either, or
    it is a sum: that there are five of them would tell, of a total of five, that each is one."""

    def table(label: Label) -> Label:
        return practices.network(label) if by is Dimension.PRACTICE else None

    told_in = {table(label) for label, of in rows.items() if of.state is not State.UNTOLD}
    return {
        label: of
        for label, of in rows.items()
        if of.state is not State.UNTOLD or (not summed and table(label) in told_in)
    }


def _within(period: Period, kind: PeriodKind) -> tuple[Period, ...]:
    found = [periods.holding(period.first, kind)]
    while found[-1].after < period.after:
        found.append(found[-1].next)
    return tuple(found)


def _ordered(rows: Mapping[Label, Told], by: Dimension, practices: Practices) -> tuple[Row, ...]:
    """Never by their value: that would rank them. What is not known comes last."""

    def place(label: Label) -> tuple[Any, ...]:
        if label is None:
            return (1,)
        if by is Dimension.PRACTICE and isinstance(label, int) and label in practices.rows:
            return (0, practices.rows[label].name)
        return (0, label)

    return tuple(Row(label, rows[label]) for label in sorted(rows, key=place))
