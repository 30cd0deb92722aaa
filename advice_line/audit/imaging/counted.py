"""One row of what the radiology system counted: a month, an examination, an urgency.

The targets are those of the guide, §3.1.2: imaging within one week, routine imaging within two at
most, reports on the next working day, each met in 90%.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advice_line.rules.waits import Route

TOLERANCE = 0.9
WEEK, TWO_WEEKS = 7, 14
MOST_DAYS = 999.0


@dataclass(frozen=True)
class Counted:
    """`done` are examinations done in the month, whenever they were asked for; of them `in_week`
    within 7 days of the request and `in_two_weeks` within 14, `median_days` from request to
    examination. `reported` are reports issued in the month, of them `next_day` until the end of the
    working day after the examination. What is None the system does not count."""

    month: date
    modality: str
    route: Route
    requested: int | None
    done: int
    in_week: int
    in_two_weeks: int | None
    median_days: float | None
    reported: int
    next_day: int

    @property
    def key(self) -> tuple[date, str, Route]:
        return self.month, self.modality, self.route


def faults(row: Counted) -> Iterator[tuple[str, str]]:
    """What cannot be so, each with the column that says it."""
    if row.in_week > row.done:
        yield "in_week", "More were done within 7 days than were done at all."
    if row.in_two_weeks is not None and row.in_two_weeks > row.done:
        yield "in_two_weeks", "More were done within 14 days than were done at all."
    if row.in_two_weeks is not None and row.in_two_weeks < row.in_week:
        yield "in_two_weeks", "Fewer were done within 14 days than within 7."
    if row.next_day > row.reported:
        yield "next_day", "More were reported by the next working day than were reported at all."
    if row.median_days is not None and not row.done:
        yield "median_days", "Where none was done there is no median wait."


def to_json(row: Counted) -> dict[str, Any]:
    """Without its month, which is that of the version."""
    return {
        "modality": row.modality,
        "route": row.route.value,
        "requested": row.requested,
        "done": row.done,
        "in_week": row.in_week,
        "in_two_weeks": row.in_two_weeks,
        "median_days": row.median_days,
        "reported": row.reported,
        "next_day": row.next_day,
    }


def from_json(month: date, row: Mapping[str, Any]) -> Counted:
    return Counted(month=month, **{**row, "route": Route(row["route"])})
