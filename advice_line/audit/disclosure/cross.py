"""What may be told of a table of two ways, such as hours by weekdays, whose rows and columns add up
to what is told elsewhere.

Every cell that is not well above SMALL_NUMBER is withheld, with those of rows and columns that are
withheld themselves; so nobody can tell which of them are few. Where one that is few would all the
same be one number alone, for who knows every sum and this rule, or where what several come to is
known, and few, nothing of the table is told.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Self, TypeVar

from advice_line.audit.disclosure.few import few

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
Node = tuple[str, Hashable]
_HIDDEN = "hidden"


@dataclass(frozen=True)
class _Cell:
    """Between `low` and `high` for whoever knows the rule; it joins two nodes whose sums are
    known."""

    row: Node
    column: Node
    count: int
    low: float
    high: float


def told(
    cells: Mapping[tuple[Row, Column], int],
    small: int,
    *,
    total_told: bool = True,
    hidden_rows: Collection[Row] = (),
    hidden_columns: Collection[Column] = (),
) -> dict[tuple[Row, Column], int | None]:
    """`hidden_rows` and `hidden_columns` are those whose sum is withheld; what they come to
    together is known. None for each cell that is withheld; `small` is SMALL_NUMBER."""
    nothing: dict[tuple[Row, Column], int | None] = dict.fromkeys(cells, None)
    alone = 1 in (len(hidden_rows), len(hidden_columns))
    if not total_told or alone or few(sum(cells.values()), small):
        return nothing
    withheld: dict[tuple[Row, Column], _Cell] = {}
    for (row, column), count in cells.items():
        within = row in hidden_rows, column in hidden_columns
        if any(within) or 0 < count < 2 * small:
            ends: tuple[Node, Node] = (
                ("row", _HIDDEN if within[0] else row),
                ("column", _HIDDEN if within[1] else column),
            )
            bounds = (0, inf) if any(within) else (1, 2 * small - 1)
            withheld[row, column] = _Cell(*ends, count, *bounds)
    of_few = [key for key, cell in withheld.items() if few(cell.count, small)]
    if not all(_could_be_another(key, withheld) for key in of_few):
        return nothing
    sums = _Sums.of(withheld)
    if any(sums.least(withheld[key], small) < small for key in of_few):
        return nothing
    return {key: None if key in withheld else count for key, count in cells.items()}


@dataclass(frozen=True)
class _Sums:
    """What cells come to together is known where sums of rows less sums of columns leave each of
    them once, and no other: rows of which no cell outside of them is in these columns. The least
    such sum in which a cell is, is the least cut between its row and its column."""

    left: Mapping[tuple[Node, Node], float]
    onwards: Mapping[Node, Collection[Node]]

    @classmethod
    def of(cls, withheld: Mapping[tuple[Row, Column], _Cell]) -> Self:
        left: dict[tuple[Node, Node], float] = {}
        onwards: dict[Node, set[Node]] = {}
        for cell in withheld.values():
            left[cell.row, cell.column] = left.get((cell.row, cell.column), 0) + cell.count
            left[cell.column, cell.row] = inf
            onwards.setdefault(cell.row, set()).add(cell.column)
            onwards.setdefault(cell.column, set()).add(cell.row)
        return cls(left, onwards)

    def least(self, cell: _Cell, enough: int) -> float:
        """Of the sums that are known and in which it is; no further than `enough`."""
        left, found = dict(self.left), 0.0
        while found < enough and (way := self._way(left, cell.row, cell.column)):
            step = min(enough - found, *(left[each] for each in way))
            for one, other in way:
                left[one, other] -= step
                left[other, one] += step
            found += step
        return found

    def _way(
        self, left: Mapping[tuple[Node, Node], float], begin: Node, end: Node
    ) -> list[tuple[Node, Node]]:
        before, waiting = {begin: begin}, [begin]
        for each in waiting:
            for other in self.onwards[each]:
                if other not in before and left[each, other] > 0:
                    before[other] = each
                    waiting.append(other)
            if end in before:
                break
        way = []
        while end in before and end != begin:
            way.append((before[end], end))
            end = before[end]
        return way


def _could_be_another(
    key: tuple[Row, Column], withheld: Mapping[tuple[Row, Column], _Cell]
) -> bool:
    """Whether the cell and others can change together, so that every sum stays: a way round by
    cells that can rise, from their row to their column, and fall, from column to row."""
    ways: dict[Node, list[Node]] = {}
    for other, cell in withheld.items():
        if other == key:
            continue
        if cell.count < cell.high:
            ways.setdefault(cell.row, []).append(cell.column)
        if cell.count > cell.low:
            ways.setdefault(cell.column, []).append(cell.row)
    cell = withheld[key]
    rises = cell.count < cell.high and _leads(ways, cell.column, cell.row)
    falls = cell.count > cell.low and _leads(ways, cell.row, cell.column)
    return rises or falls


def _leads(ways: Mapping[Node, list[Node]], begin: Node, end: Node) -> bool:
    seen, waiting = {begin}, [begin]
    while waiting:
        for each in ways.get(waiting.pop(), ()):
            if each == end:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False
