"""Rows of which none stands alone: what is rare in a row is taken out of it, a column after the
other, until every combination of values occurs often enough (k-anonymity by local suppression)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WITHHELD = "*"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Guarded:
    """`lost` is of how many rows each column was taken out; `rows` is empty where there are fewer
    than `small` in all."""

    rows: tuple[Row, ...]
    lost: tuple[int, ...]


def guard(rows: Sequence[Row], order: Sequence[int], small: int) -> Guarded:
    """Columns leave a row in `order`, which names every column once; `small` is SMALL_NUMBER, below
    which no combination may occur."""
    if len(rows) < max(small, 1):
        return Guarded((), (0,) * len(order))
    levels = [0] * len(rows)
    while True:
        shown = [_shown(row, order[:level]) for row, level in zip(rows, levels, strict=True)]
        counts = Counter(shown)
        rare = {key for key, count in counts.items() if count < small}
        if not rare:
            return Guarded(tuple(sorted(shown)), _lost(levels, order))
        bare = (WITHHELD,) * len(order)
        if rare == {bare}:
            # Nothing is left to take out of these: the rarest of the others goes with them.
            rare = {min((key for key in counts if key != bare), key=lambda key: (counts[key], key))}
        for place, key in enumerate(shown):
            if key in rare:
                levels[place] = min(levels[place] + 1, len(order))


def _shown(row: Row, without: Sequence[int]) -> Row:
    return tuple(WITHHELD if column in without else value for column, value in enumerate(row))


def _lost(levels: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    taken = Counter(column for level in levels for column in order[:level])
    return tuple(taken[column] for column in range(len(order)))
