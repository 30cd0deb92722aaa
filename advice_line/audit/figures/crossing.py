"""Tables of two ways: what askers would have done by practice or role, of which each row is a whole
and each column a measure of its own; and hours by weekdays."""

from collections.abc import Mapping, Sequence
from itertools import product

from advice_line.audit.disclosure import cross, share, table
from advice_line.audit.disclosure.few import few
from advice_line.audit.figures import told
from advice_line.audit.figures.labelled import Label, Labelled, Parts
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Measure
from advice_line.audit.spc import values
from advice_line.audit_kinds import Dimension, Unit
from advice_line.kinds import SPOKEN

Cells = dict[tuple[Label, Label], int | None]


def parted(labelled: Labelled, measure: Measure) -> dict[Label, Told]:
    """A measure of a partition: decided with all of its parts at once, group by group where the
    rows are told within groups (networks) that are told too."""
    parts = [each for each in every.MEASURES if each.partition == measure.partition]
    counted = {each.id: labelled.parts(each) for each in parts}
    whole = {each.id: labelled.whole(each) for each in parts}
    rows, groups = labelled.grouped(counted[measure.id])
    by_row = {name: labelled.grouped(each)[0] for name, each in counted.items()}
    untold = {name for name, of in whole.items() if not of.whole}
    total_told = whole[measure.id].of is not None
    if groups is None:
        return _parted(rows, by_row, measure.id, labelled.small, untold, total_told=total_told)
    found: dict[Label, Told] = {}
    for group, inside in _groups(by_row, groups).items():
        above = _grouped(by_row, groups)
        of_group = {
            name: _parted(above[name], above, name, labelled.small, untold, total_told=total_told)
            for name in above
        }
        hidden = {name for name, each in of_group.items() if each[group].numerator is None}
        told_whole = of_group[measure.id][group].denominator is not None
        mine = inside[measure.id]
        found |= _parted(mine, inside, measure.id, labelled.small, hidden, total_told=told_whole)
    return found


def _groups(
    by_row: Mapping[str, Parts], groups: Mapping[Label, Label]
) -> dict[Label, dict[str, Parts]]:
    return {
        group: {
            name: {label: of for label, of in rows.items() if groups.get(label) == group}
            for name, rows in by_row.items()
        }
        for group in dict.fromkeys(groups.values())
    }


def halves(
    labelled: Labelled, measure: Measure, rows: Parts
) -> tuple[dict[Label, Label] | None, bool]:
    """The channels told within those spoken and those written, where it is told how many are
    either. Else as one table, where few are either; and whether anything may be told: of halves
    that are enough and withheld all the same no row may tell."""
    aloud = {channel: channel in SPOKEN for channel in rows}
    if labelled.whole(measure).whole:
        return dict(aloud), True
    spoken = sum(up for channel, (up, _) in rows.items() if aloud[channel])
    sides = spoken, sum(up for up, _ in rows.values()) - spoken
    return None, any(few(each, labelled.small) for each in sides)


def hours(labelled: Labelled, measure: Measure, by_hour: Mapping[Label, int | None]) -> Cells:
    """Of a tally by weekday (`labelled`) and hour, for a period in which both are told too; of the
    hours what is told is given."""
    counted = labelled.crossed(measure, Dimension.HOUR)
    by_day = {label: up for label, (up, _) in labelled.parts(measure).items()}
    told_total = labelled.whole(measure).state is State.TOLD
    hidden_days = table.withheld_counts(by_day, labelled.small, total_told=told_total)
    grid = {(day, hour): counted.get((day, hour), 0) for day, hour in product(by_day, by_hour)}
    return cross.told(
        grid,
        labelled.small,
        total_told=told_total,
        hidden_rows=hidden_days,
        hidden_columns={hour for hour, count in by_hour.items() if count is None},
    )


def _grouped(by_row: Mapping[str, Parts], groups: Mapping[Label, Label]) -> dict[str, Parts]:
    found: dict[str, Parts] = {}
    for name, rows in by_row.items():
        found[name] = {}
        for label, (up, down) in rows.items():
            before = found[name].get(groups.get(label), (0, 0))
            found[name][groups.get(label)] = before[0] + up, before[1] + down
    return found


def _parted(
    rows: Parts,
    by_part: Mapping[str, Parts],
    name: str,
    small: int,
    hidden_parts: set[str],
    *,
    total_told: bool,
) -> dict[Label, Told]:
    below = {label: down for label, (_, down) in rows.items()}
    hidden = table.withheld_counts(below, small, total_told=total_told)
    cells = {(label, part): of[label][0] for part, of in by_part.items() for label in rows}
    decided = cross.told(
        cells, small, total_told=total_told, hidden_rows=hidden, hidden_columns=hidden_parts
    )
    return {
        label: _row(decided[label, name], below[label], whole=label not in hidden) for label in rows
    }


def _row(count: int | None, of: int, *, whole: bool) -> Told:
    if not whole:
        return told.of_share(share.untold(), {})
    if of == 0:
        return Told(State.NOTHING, "nothing to count", 0, 0)
    if count is None:
        return told.of_share(share.denominator_alone(of), {})
    said = f"{count} of {of} ({values.said(count / of, Unit.SHARE)})"
    return Told(State.TOLD, said, count, of, count / of)


def summed(months: Sequence[Cells]) -> dict[tuple[Label, Label], tuple[int, bool]]:
    """Of a longer period: how much was told, and whether that is all of it."""
    keys = dict.fromkeys(key for each in months for key in each)
    return {
        key: (
            sum(each.get(key) or 0 for each in months),
            all(each.get(key, 0) is not None for each in months),
        )
        for key in keys
    }
