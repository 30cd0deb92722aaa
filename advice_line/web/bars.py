"""Counts as bars, for pages that show them beside their figures."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """`share` is 0 to 100 of the chart's longest bar."""

    label: str
    count: int
    share: int


@dataclass(frozen=True)
class Chart:
    """`counts` heads the column of figures."""

    title: str
    counts: str
    rows: list[Bar]


def chart(title: str, rows: Iterable[tuple[str, int]], counts: str = "Number") -> Chart:
    """Each row is a label and its count."""
    rows = list(rows)
    longest = max((count for _, count in rows), default=1) or 1
    return Chart(
        title, counts, [Bar(label, count, round(100 * count / longest)) for label, count in rows]
    )
