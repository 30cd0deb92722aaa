"""A table of two ways whose rows and columns are told elsewhere: no cell that is few comes out of
them (H18)."""

from itertools import product

import pytest

from advice_line.audit.disclosure import cross

pytestmark = pytest.mark.hazard("H18")
SMALL = 3
Cells = dict[tuple[str, int], int]


def table(*rows: tuple[int, ...]) -> Cells:
    return {(f"r{r}", c): count for r, row in enumerate(rows) for c, count in enumerate(row)}


def readings(cells: Cells, shown: dict[tuple[str, int], int | None]) -> list[Cells]:
    """Every table that somebody who knows all sums and the rule could think of."""
    hidden = [key for key in cells if shown[key] is None]
    rows, columns = ({key[side] for key in cells} for side in (0, 1))
    found = []
    for counts in product(range(1, 2 * SMALL), repeat=len(hidden)):
        other = cells | dict(zip(hidden, counts, strict=True))
        if all(_sum(other, 0, r) == _sum(cells, 0, r) for r in rows) and all(
            _sum(other, 1, c) == _sum(cells, 1, c) for c in columns
        ):
            found.append(other)
    return found


def _sum(cells: Cells, side: int, label: object) -> int:
    return sum(count for key, count in cells.items() if key[side] == label)


@pytest.mark.parametrize("corner", range(1, SMALL))
@pytest.mark.parametrize("beside", [(0, 4), (2, 5), (9, 9), (1, 1), (5, 2)])
def test_a_cell_that_is_few_could_be_another_number(corner: int, beside: tuple[int, int]) -> None:
    cells = table((corner, beside[0], 12), (beside[1], 4, 30), (20, 0, 3))
    shown = cross.told(cells, SMALL)
    if all(each is None for each in shown.values()):
        return
    read = readings(cells, shown)
    for key, count in cells.items():
        if 0 < count < SMALL:
            assert len({other[key] for other in read}) > 1, (key, read)


def test_one_cell_alone_lets_nothing_be_told() -> None:
    shown = cross.told(table((2, 12), (30, 40)), SMALL)
    assert set(shown.values()) == {None}


def test_cells_that_hide_each_other_leave_the_others_told() -> None:
    shown = cross.told(table((2, 4, 12), (4, 2, 30), (20, 10, 6)), SMALL)
    assert list(shown.values()) == [None, None, 12, None, None, 30, 20, 10, 6]


def test_what_is_not_few_at_all_is_told_with_its_noughts() -> None:
    cells = table((0, 12), (30, 0))
    assert cross.told(cells, SMALL) == cells


def test_a_row_that_is_withheld_elsewhere_is_withheld_here_and_never_alone() -> None:
    cells = table((7, 12), (8, 9), (30, 40))
    shown = cross.told(cells, SMALL, hidden_rows={"r0", "r1"})
    assert list(shown.values()) == [None, None, None, None, 30, 40]
    assert set(cross.told(cells, SMALL, hidden_rows={"r0"}).values()) == {None}
    assert set(cross.told(cells, SMALL, total_told=False).values()) == {None}
