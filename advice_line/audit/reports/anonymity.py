"""Rows of which none stands alone: what is rare in a row is taken out of it, a column after the
other, until every combination of values occurs often enough (k-anonymity by local suppression)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WITHHELD = "*"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Guarded:
    """`lost` is of how many rows each column was taken out."""

    rows: tuple[Row, ...]
    lost: tuple[int, ...]


def guarded(shown: Sequence[Row]) -> Guarded:
    """In an order that tells nothing of what they were."""
    lost = Counter(place for row in shown for place, each in enumerate(row) if each == WITHHELD)
    return Guarded(tuple(sorted(shown)), tuple(lost[place] for place in range(len(shown[0]))))


def shown(
    rows: Sequence[Row], order: Sequence[int], small: int, begun: Sequence[int] = ()
) -> list[Row]:
    """Each row as it is shown. Columns leave a row in `order`, which names every column once;
    `small` is SMALL_NUMBER, below which no combination may occur: of fewer rows there is none.
    `begun` is how many leave each row whatever it holds."""
    if len(rows) < max(small, 1):
        return []
    levels = list(begun) or [0] * len(rows)
    while True:
        found = [_shown(row, order[:level]) for row, level in zip(rows, levels, strict=True)]
        counts = Counter(found)
        rare = {key for key, count in counts.items() if count < small}
        if not rare:
            return found
        bare = (WITHHELD,) * len(order)
        if rare == {bare}:
            # Nothing is left to take out of these: the rarest of the others goes with them.
            rare = {min((key for key in counts if key != bare), key=lambda key: (counts[key], key))}
        for place, key in enumerate(found):
            if key in rare:
                levels[place] = min(levels[place] + 1, len(order))


def _shown(row: Row, without: Sequence[int]) -> Row:
    return tuple(WITHHELD if column in without else value for column, value in enumerate(row))
