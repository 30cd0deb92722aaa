"""What the radiology system counted of a line over a period, by examination and urgency: the
numerators and denominators of the guide's targets, for the measures. What of it may be told is not
decided here."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, func, select

from advice_line.audit import periods
from advice_line.audit.imaging import counted
from advice_line.audit.imaging.counted import Counted
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from advice_line.ledger.work import Work
from advice_line.rules.waits import Route
from advice_line.tables.imaging import ImagingMonth


@dataclass(frozen=True)
class Share:
    numerator: int
    denominator: int


@dataclass(frozen=True)
class Imaging:
    """`requested` is None where a month's file does not count it; `in_two_weeks` is of those months
    whose file does. `median_days` is of a single month:
    medians of several give none."""

    modality: str
    route: Route
    requested: int | None
    in_week: Share
    in_two_weeks: Share
    reported_next_day: Share
    median_days: float | None


@dataclass(frozen=True)
class Found:
    """`months` of the period were given, of `wanted`; a week has none, since files are of months.
    Each pair of examination and urgency that any of them names is there once, in that order."""

    rows: tuple[Imaging, ...]
    months: int
    wanted: int

    @property
    def complete(self) -> bool:
        return self.months == self.wanted > 0


def of(work: Work, line_id: int, period: Period) -> Found:
    months = _months_of(period)
    rows = _rows(work, line_id, months)
    grouped: dict[tuple[str, Route], list[Counted]] = defaultdict(list)
    for each in rows:
        grouped[each.modality, each.route].append(each)
    single = len(months) == 1
    return Found(
        rows=tuple(_sum(*key, grouped[key], single) for key in sorted(grouped)),
        months=len({each.month for each in rows}),
        wanted=len(months),
    )


def _months_of(period: Period) -> list[date]:
    first = periods.holding(period.first, PeriodKind.MONTH)
    last = periods.holding(period.after, PeriodKind.MONTH).before
    return [each.first for each in periods.between(first, last) if period.holds(each)]


def _rows(work: Work, line_id: int, months: Sequence[date]) -> list[Counted]:
    standing = (
        select(func.max(ImagingMonth.id))
        .where(col(ImagingMonth.line_id) == line_id, col(ImagingMonth.month).in_(months))
        .group_by(col(ImagingMonth.month))
    )
    found = work.session.exec(select(ImagingMonth).where(col(ImagingMonth.id).in_(standing)))
    return [counted.from_json(each.month, row) for each in found for row in each.rows]


def _sum(modality: str, route: Route, rows: Sequence[Counted], single: bool) -> Imaging:
    two_weeks = [each for each in rows if each.in_two_weeks is not None]
    return Imaging(
        modality=modality,
        route=route,
        requested=_requested(rows),
        in_week=_share(rows, "in_week", "done"),
        in_two_weeks=_share(two_weeks, "in_two_weeks", "done"),
        reported_next_day=_share(rows, "next_day", "reported"),
        median_days=rows[0].median_days if single else None,
    )


def _requested(rows: Sequence[Counted]) -> int | None:
    counts = [each.requested for each in rows if each.requested is not None]
    return sum(counts) if len(counts) == len(rows) else None


def _share(rows: Sequence[Counted], numerator: str, denominator: str) -> Share:
    top, under = ([getattr(each, name) for each in rows] for name in (numerator, denominator))
    return Share(sum(top), sum(under))
