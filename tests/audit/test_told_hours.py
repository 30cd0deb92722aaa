"""Hours by weekdays of a real line, attacked by who knows all that is shown and every sum: cells,
rows, columns, and what those withheld come to together (H18). More of them with TOLD_HOURS=500."""

import os
from collections.abc import Iterator
from itertools import combinations
from math import exp, inf
from random import Random

import pytest

from advice_line.audit.disclosure import cross, table
from advice_line.audit.disclosure.few import few
from tests.audit.transported import Cell, Key, between

pytestmark = pytest.mark.hazard("H18")
SMALL = 5
TABLES = int(os.environ.get("TOLD_HOURS", "12"))
DAYS, HOURS = range(5), range(11)
_HIDDEN = "hidden"


def asked(random: Random, many: int) -> dict[tuple[int, int], int]:
    """The first hour and the last are quiet."""
    cells = {(day, hour): 0 for day in DAYS for hour in HOURS}
    much = [exp(random.gauss(0, 0.5)) * (0.15 if hour in (0, 10) else 1) for _, hour in cells]
    for key in random.choices(list(cells), much, k=many):
        cells[key] += 1
    return cells


def withheld_lines(cells: dict[tuple[int, int], int], side: int) -> frozenset[int]:
    sums: dict[int, int] = {}
    for key, count in cells.items():
        sums[key[side]] = sums.get(key[side], 0) + count
    return table.withheld_counts(sums, SMALL)


def left_over(
    cells: dict[tuple[int, int], int],
    shown: dict[tuple[int, int], int | None],
    days: frozenset[int],
    hours: frozenset[int],
) -> dict[Key, Cell]:
    """What is withheld, as sums that are known leave it: of days whose own sum is withheld it is
    known what they come to together."""
    found: dict[Key, Cell] = {}
    for (day, hour), count in cells.items():
        if shown[day, hour] is not None:
            continue
        within = day in days or hour in hours
        key = (_HIDDEN if day in days else day, _HIDDEN if hour in hours else hour)
        low, high = (0, inf) if within else (1, 2 * SMALL - 1)
        before = found.get(key, Cell(0, 0, 0))
        found[key] = Cell(before.count + count, before.low + low, before.high + high)
    return found


def known_sums(left: dict[Key, Cell]) -> Iterator[int]:
    """What any rows come to without columns in which nothing else is withheld."""
    rows = list(dict.fromkeys(row for row, _ in left))
    for size in range(1, len(rows) + 1):
        for chosen in map(set, combinations(rows, size)):
            inside: dict[object, int] = {}
            for (row, column), cell in left.items():
                if row in chosen:
                    inside[column] = inside.get(column, 0) + cell.count
            outside = {column for row, column in left if row not in chosen}
            fixed = sum(count for column, count in inside.items() if column in outside)
            yield fixed
            if not fixed:
                yield from (count for column, count in inside.items() if column not in outside)


def told(seed: int, many: int) -> dict[Key, Cell] | None:
    cells = asked(Random(seed), many)
    days, hours = (withheld_lines(cells, side) for side in (0, 1))
    shown = cross.told(cells, SMALL, hidden_rows=days, hidden_columns=hours)
    if not any(shown.values()):
        return None
    return left_over(cells, shown, days, hours)


@pytest.mark.parametrize("many", [150, 300, 400, 2000])
def test_no_hour_of_a_weekday_comes_out_of_all_that_is_shown(many: int) -> None:
    seen = 0
    for seed in range(TABLES):
        left = told(seed, many)
        if left is None:
            continue
        seen += 1
        for key, cell in left.items():
            if few(cell.count, SMALL):
                least, most = between(left, key)
                assert least < most, (seed, key)
        assert not [each for each in known_sums(left) if few(each, SMALL)], seed
    assert seen, "none of them is told at all"


def test_what_two_hours_come_to_is_not_told_where_it_is_few() -> None:
    """Mondays are 33: without the 30 that are shown 3 are left, of the two hours withheld."""
    cells = {("mon", 8): 1, ("mon", 9): 2, ("mon", 10): 30}
    cells |= {("tue", 8): 6, ("tue", 9): 7, ("tue", 10): 40}
    assert set(cross.told(cells, SMALL).values()) == {None}


def test_hours_of_one_each_are_not_told_by_what_they_come_to() -> None:
    """Mondays are 35: without the 30 that are shown 5 are left, of five hours."""
    cells = {("mon", hour): 1 for hour in range(5)} | {("mon", 10): 30}
    cells |= {("tue", hour): 20 for hour in (*range(5), 10)}
    assert set(cross.told(cells, SMALL).values()) == {None}
