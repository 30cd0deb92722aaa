"""Tables of two ways whose sums are known: between what each cell may lie, exactly, for who knows
between what each may lie by itself. Whole numbers along a way round leave every sum as it is, and
ways round are all there is (the sums of a table of two ways are a network)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import inf

Key = tuple[Hashable, Hashable]
Node = tuple[str, Hashable]


@dataclass(frozen=True)
class Cell:
    count: int
    low: float = 0
    high: float = inf


def between(cells: Mapping[Key, Cell], key: Key) -> tuple[float, float]:
    """The least and the most that the cell can be."""
    row, column = ("row", key[0]), ("column", key[1])
    of = cells[key]
    most = of.count + _pushed(cells, key, column, row, of.high - of.count)
    return of.count - _pushed(cells, key, row, column, of.count - of.low), most


def _pushed(cells: Mapping[Key, Cell], but: Key, begin: Node, end: Node, most: float) -> float:
    """How much can go from one node to the other by cells that rise, from row to column, and fall,
    from column to row."""
    left: dict[tuple[Node, Node], float] = {}
    for key, of in cells.items():
        if key != but:
            row, column = ("row", key[0]), ("column", key[1])
            left[row, column] = of.high - of.count
            left[column, row] = of.count - of.low
    onwards: dict[Node, list[Node]] = {}
    for one, other in left:
        onwards.setdefault(one, []).append(other)
    done = 0.0
    while done < most and (way := _way(left, onwards, begin, end)):
        step = min(most - done, *(left[each] for each in way))
        if step == inf:
            return inf
        for one, other in way:
            left[one, other] -= step
            left[other, one] += step
        done += step
    return done


def _way(
    left: Mapping[tuple[Node, Node], float],
    onwards: Mapping[Node, list[Node]],
    begin: Node,
    end: Node,
) -> list[tuple[Node, Node]]:
    before: dict[Node, Node] = {begin: begin}
    waiting = [begin]
    for each in waiting:
        for other in onwards.get(each, ()):
            if other not in before and left[each, other] > 0:
                before[other] = each
                waiting.append(other)
    way: list[tuple[Node, Node]] = []
    while end in before and end != begin:
        way.append((before[end], end))
        end = before[end]
    return way
