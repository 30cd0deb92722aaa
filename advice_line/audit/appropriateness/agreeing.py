"""What may be told of how far two reviewers agree (H18). Pure.

The table of their verdicts, the share of those that agree and kappa are of one and the same
categories: the three, or where something of these is small, needed a radiologist or not. Beside
what was counted in the end, a table also tells how the third settled what the two saw otherwise,
so that this may be no small number either. Where no table may be told, neither is kappa: few
tables have just that share that agree and just that kappa, and single cells could be told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.audit.appropriateness import kappa
from advice_line.audit.appropriateness.kappa import Agreement
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import Share, share

Table = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Told:
    """`n` pairs, None where they are too few to tell anything of. `agreed` is of the categories
    that `table` has; of all three where none is told. `kappa` is told with a table alone, and is
    None where it cannot be said, which `undefined` is for. `two`: needed a radiologist, or not."""

    n: int | None
    agreed: Share | None = None
    kappa: Agreement | None = None
    undefined: bool = False
    table: Table | None = None
    two: bool = False


def of(table: Sequence[Sequence[int]], counted: Sequence[int], small: int) -> Told:
    """`table[i][j]` counts first verdicts i and second verdicts j, `counted` what they came to in
    the end, the first category being that a radiologist was needed."""
    n = sum(map(sum, table))
    if n < max(small, 1):
        return Told(None if n else 0)
    whole: Table = tuple(tuple(row) for row in table)
    two, counted_two = _two(whole), (counted[0], sum(counted[1:]))
    if _tellable(whole, counted, small):
        return _told(whole)
    if _tellable(two, counted_two, small):
        return _told(two, two=True)
    return Told(n, share(sum(whole[i][i] for i in range(len(whole))), n, small))


def _told(table: Table, *, two: bool = False) -> Told:
    found = kappa.of(table)
    agreed = share(found.agreed, found.n, 0)
    undefined = found.kappa is None
    return Told(found.n, agreed, None if undefined else found, undefined, table, two)


def _tellable(table: Table, counted: Sequence[int], small: int) -> bool:
    by_third = [counted[i] - table[i][i] for i in range(len(table))]
    cells = [cell for row in table for cell in row]
    return not any(few(each, small) for each in (*cells, *by_third, *counted))


def _two(table: Table) -> Table:
    first, *others = table
    return (
        (first[0], sum(first[1:])),
        (sum(row[0] for row in others), sum(sum(row[1:]) for row in others)),
    )
