"""What may be told of a count, or a share, by practice, channel or another label over time: a table
for each period of one grid, where its total is told, and of longer periods sums of what was told.

Tables of which one is part of the other, such as practices within networks, are told as one: the
rows of each group are a table whose total is the group's.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from advice_line.audit.disclosure import left_over, table
from advice_line.audit.disclosure.share import Share
from advice_line.audit.periods import Period

Label = TypeVar("Label", bound=Hashable)
Group = TypeVar("Group", bound=Hashable)
Cell = TypeVar("Cell")
Told = TypeVar("Told")


@dataclass(frozen=True)
class Sum:
    """Of a longer period: `exact` where nothing of it was withheld, else "at least" so many."""

    value: int
    exact: bool

    @property
    def sentence(self) -> str:
        return f"{self.value}" if self.exact else f"at least {self.value}"


def counts(
    rows: Mapping[Label, int],
    small: int,
    *,
    total_told: bool,
    groups: Mapping[Label, Group] | None = None,
    left: int | None = None,
) -> dict[Label, int | None]:
    """The rows of one period of the grid, None where withheld. `total_told` is whether the total
    is told exactly, as `timeline.counts` decides. `groups` says in which group each row is, where
    groups are told too: by this function again, of the rows of `grouped`. `left` is what is left of
    a whole that is told, of which these are a part that is not, where everybody knows it to be few.
    """
    if left is not None and (groups is None or len({groups.get(each) for each in rows}) == 1):
        # Of one group alone nothing is told, so its rows may be.
        return left_over.rows(rows, left, small)
    if groups is None:
        return table.counts(rows, small, total_told=total_told)
    together = grouped(rows, groups)
    if left is None:
        above = table.counts(together, small, total_told=total_told)
    else:
        above = left_over.rows(together, left, small)
    return _each_group(
        rows,
        groups,
        lambda group, part: table.counts(part, small, total_told=above[group] is not None),
    )


def ratios(
    rows: Mapping[Label, tuple[int, int]],
    small: int,
    *,
    total_told: bool,
    denominators_told: bool,
    groups: Mapping[Label, Group] | None = None,
) -> dict[Label, Share]:
    """The same of (numerator, denominator), whose totals `timeline.shares` decides on."""
    if groups is None:
        return table.ratios(rows, small, total_told=total_told, denominators_told=denominators_told)
    above = table.ratios(
        grouped_ratios(rows, groups),
        small,
        total_told=total_told,
        denominators_told=denominators_told,
    )
    return _each_group(
        rows,
        groups,
        lambda group, part: table.ratios(
            part,
            small,
            total_told=above[group].numerator is not None,
            denominators_told=above[group].denominator is not None,
        ),
    )


def grouped(rows: Mapping[Label, int], groups: Mapping[Label, Group]) -> dict[Group | None, int]:
    """What each group comes to; rows of no group come to None's."""
    found: dict[Group | None, int] = {}
    for label, count in rows.items():
        found[groups.get(label)] = found.get(groups.get(label), 0) + count
    return found


def grouped_ratios(
    rows: Mapping[Label, tuple[int, int]], groups: Mapping[Label, Group]
) -> dict[Group | None, tuple[int, int]]:
    above = grouped({label: up for label, (up, _) in rows.items()}, groups)
    below = grouped({label: down for label, (_, down) in rows.items()}, groups)
    return {group: (above[group], below[group]) for group in above}


def over(period: Period, grid: Mapping[Period, Mapping[Label, int | None]]) -> dict[Label, Sum]:
    """What was told of each row within a longer period. A row that a period of the grid does not
    have was not there then; a period that the grid does not have is not told at all."""
    within = [each for each in grid if period.holds(each)]
    whole = sum((each.after - each.first).days for each in within)
    gaps = whole < (period.after - period.first).days
    labels: Iterable[Label] = dict.fromkeys(label for each in within for label in grid[each])
    return {label: _sum([grid[each].get(label, 0) for each in within], gaps) for label in labels}


def _sum(told: list[int | None], gaps: bool) -> Sum:
    exact = not gaps and None not in told
    return Sum(sum(count for count in told if count is not None), exact)


def _each_group(
    rows: Mapping[Label, Cell],
    groups: Mapping[Label, Group],
    tell: Callable[[Group | None, dict[Label, Cell]], Mapping[Label, Told]],
) -> dict[Label, Told]:
    parts: dict[Group | None, dict[Label, Cell]] = {}
    for label, cell in rows.items():
        parts.setdefault(groups.get(label), {})[label] = cell
    told = {label: each for group in parts for label, each in tell(group, parts[group]).items()}
    return {label: told[label] for label in rows}
