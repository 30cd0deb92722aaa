"""How far two reviewers agree beyond chance: Cohen's kappa, with its large-sample standard error.

Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37–46. Fleiss JL,
Cohen J, Everitt BS. Large sample standard errors of kappa and weighted kappa. Psychol Bull
1969;72:323–7 (the standard error of a kappa that is not taken to be zero).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# Of the standard normal distribution, for 95%.
Z = 1.959963984540054


@dataclass(frozen=True)
class Agreement:
    """`n` pairs, `agreed` of them alike. `kappa` is None where it cannot be said: no pairs, or both
    used one and the same category alone. `low` and `high` are its 95% interval, from -1 to 1."""

    n: int
    agreed: int
    kappa: float | None = None
    low: float | None = None
    high: float | None = None


def of(table: Sequence[Sequence[int]]) -> Agreement:
    """`table[i][j]` counts what the first reviewer put into category i and the second into j.

    Raises ValueError for a table that is not square."""
    sizes = range(len(table))
    if any(len(row) != len(table) for row in table):
        raise ValueError("the reviewers choose among the same categories")
    n, agreed = sum(map(sum, table)), sum(table[i][i] for i in sizes)
    rows = [sum(row) for row in table]
    columns = [sum(row[j] for row in table) for j in sizes]
    by_chance = sum(rows[i] * columns[i] for i in sizes)
    if n == 0 or by_chance == n * n:
        return Agreement(n, agreed)
    expected = by_chance / n**2
    kappa = (agreed / n - expected) / (1 - expected)
    away = Z * _error(table, [r / n for r in rows], [c / n for c in columns], kappa)
    return Agreement(n, agreed, kappa, max(kappa - away, -1.0), min(kappa + away, 1.0))


def _error(
    table: Sequence[Sequence[int]], rows: Sequence[float], columns: Sequence[float], kappa: float
) -> float:
    sizes, n = range(len(table)), sum(map(sum, table))
    expected = sum(rows[i] * columns[i] for i in sizes)
    alike = sum(table[i][i] / n * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in sizes)
    unlike = (1 - kappa) ** 2 * sum(
        table[i][j] / n * (columns[i] + rows[j]) ** 2 for i in sizes for j in sizes if i != j
    )
    variance = alike + unlike - (kappa - expected * (1 - kappa)) ** 2
    # Rounding may leave less than nothing where all agree.
    return sqrt(max(variance, 0.0) / n) / (1 - expected)
