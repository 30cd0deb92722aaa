"""Linear algebra over a prime: what adds up in whole numbers does so here, and much sooner. What
adds up here alone is one in two thousand million."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

PRIME = 2**31 - 1
Rows = npt.NDArray[np.int64]


class Spanned:
    """All sums of some rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._places = reduced(rows)

    def holds(self, asked: Rows) -> bool:
        rest = asked % PRIME
        for row, place in zip(self._rows, self._places, strict=True):
            if rest[place]:
                rest = (rest - rest[place] * row) % PRIME
        return not rest.any()


def reduced(rows: Rows) -> tuple[Rows, list[int]]:
    """Rows that span the same, each 1 where all others are 0, and the places of these."""
    left, places, done = rows % PRIME, [], 0
    for place in range(left.shape[1]):
        below = np.flatnonzero(left[done:, place])
        if not len(below):
            continue
        chosen = done + below[0]
        left[[done, chosen]] = left[[chosen, done]]
        left[done] = left[done] * pow(int(left[done, place]), PRIME - 2, PRIME) % PRIME
        others = [each for each in np.flatnonzero(left[:, place]) if each != done]
        left[others] = (left[others] - left[others, place, None] * left[done]) % PRIME
        places.append(place)
        done += 1
        if done == len(left):
            break
    return left[:done], places


def sums(rows: Rows) -> tuple[list[int], list[dict[int, int]]]:
    """Which rows, taken in their order, add something new; and of each other row its sum of these,
    with the row itself at -1."""
    kept: list[int] = []
    found = []
    marked = np.concatenate([rows % PRIME, np.eye(len(rows), dtype=np.int64)], axis=1)
    echelon: list[tuple[int, Rows]] = []
    width = rows.shape[1]
    for number, row in enumerate(marked):
        rest = row.copy()
        for place, other in echelon:
            if rest[place]:
                rest = (rest - rest[place] * other) % PRIME
        ahead = np.flatnonzero(rest[:width])
        if len(ahead):
            first = int(ahead[0])
            echelon.append((first, rest * pow(int(rest[first]), PRIME - 2, PRIME) % PRIME))
            kept.append(number)
        else:
            found.append(dict(_signed(rest[width:])))
    return kept, found


def coordinates(rows: Rows) -> Rows:
    """Each row as a sum of the first that add something new."""
    kept, found = sums(rows)
    made = np.zeros((len(rows), len(kept)), dtype=np.int64)
    place = {number: each for each, number in enumerate(kept)}
    for number in kept:
        made[number, place[number]] = 1
    for one in found:
        (itself,) = {*one} - {*kept}
        for number in {*one} & {*kept}:
            made[itself, place[number]] = one[number] * -one[itself]
    return made


def groups(made: Rows) -> list[int]:
    """For each of the columns of `coordinates`, a number that it shares with those with which it
    hangs together by any sum."""
    group = list(range(made.shape[1]))
    for row in made:
        joined = {group[each] for each in np.flatnonzero(row)}
        group = [min(joined) if each in joined else each for each in group]
    return group


def _signed(row: Rows) -> Iterable[tuple[int, int]]:
    for place in np.flatnonzero(row):
        value = int(row[place])
        yield int(place), -value if value < PRIME // 2 else PRIME - value
