"""The door of what the radiology system counted: looked through, kept as new versions of its
months, and which months there are. No count of it is shown here: what may be told of it, the
audit's figures decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.audit import periods
from advice_line.audit.imaging import counted, files
from advice_line.audit.imaging.counted import Counted
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import within
from advice_line.errors import NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line
from advice_line.tables.imaging import ImagingMonth
from advice_line.trust.roles import Action, Actor, require
from rota import walltime

PAGE, COMMAND = "page", "command"
MOST_VERSIONS = 120


@dataclass(frozen=True)
class Month:
    """`by` is who entered it, "" of a command; `stands` whether it is the newest of its month."""

    month: date
    rows: int
    origin: str
    by: str
    at: datetime
    stands: bool

    @property
    def label(self) -> str:
        return periods.holding(self.month, PeriodKind.MONTH).label


@dataclass(frozen=True)
class Kept:
    """`months` are every version there was, the newest month and its newest version first."""

    line: Line
    lines: tuple[Line, ...]
    months: tuple[Month, ...]
    now: datetime


@dataclass(frozen=True)
class Change:
    """Of a month that the file names: how many rows, and whether it is new, the same as what
    stands, or other."""

    month: date
    rows: int
    how: str

    @property
    def sentence(self) -> str:
        label = periods.holding(self.month, PeriodKind.MONTH).label
        rows = "1 row" if self.rows == 1 else f"{self.rows} rows"
        return f"{label}: {rows}, {self.how}"


NEW, SAME, OTHER = "new", "as it stands already", "instead of what stands"


class KeepingImaging:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def kept(self, by: Actor, key: str | None) -> Kept:
        """Of the line of this key, or the first. Raises `errors.NotFound`."""
        require(by, Action.KEEP_IMAGING)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.KEEP_IMAGING)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            return Kept(line, tuple(lines), tuple(_months(work, line)), work.now)

    def look_through(self, by: Actor, key: str, data: bytes) -> tuple[Sequence[Change], str]:
        """What the file would change, and it again as text that `save` takes; nothing is kept.
        Raises `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.KEEP_IMAGING)
        with self._ledger.look(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_IMAGING, key)
            rows = files.read(data, _today(work, line))
            return _changes(work, line, rows), files.write(rows)

    def save(
        self, by: Actor, key: str, data: bytes, *, origin: str, token: str | None
    ) -> Sequence[Change]:
        """Each month that it names stands as it says from now on; what is as it stood stays. Raises
        `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.KEEP_IMAGING)
        with self._ledger.work(by.label) as work:
            line = within.line(work.session, by, Action.KEEP_IMAGING, key)
            rows = files.read(data, _today(work, line))
            changes = _changes(work, line, rows)
            if token is None or inbox.receive(work, PAGE, token):
                for each in changes:
                    if each.how != SAME:
                        own = [row for row in rows if row.month == each.month]
                        _put(work, by, line, own, origin)
            return changes


def _today(work: Work, line: Line) -> date:
    return walltime.local_day(work.now, ZoneInfo(line.time_zone))


def _changes(work: Work, line: Line, rows: Sequence[Counted]) -> list[Change]:
    found = []
    by_month = sorted(rows, key=lambda row: row.month)
    for month, group in groupby(by_month, key=lambda row: row.month):
        own = list(group)
        there = newest(work, line.id or 0, month)
        how = NEW if there is None else SAME if _set(there.rows) == _set(_json(own)) else OTHER
        found.append(Change(month, len(own), how))
    return found


def newest(work: Work, line_id: int, month: date) -> ImagingMonth | None:
    """What stands of a month."""
    wanted = (
        select(ImagingMonth)
        .where(col(ImagingMonth.line_id) == line_id, col(ImagingMonth.month) == month)
        .order_by(col(ImagingMonth.id).desc())
        .limit(1)
    )
    return work.session.exec(wanted).first()


def _months(work: Work, line: Line) -> list[Month]:
    wanted = (
        select(ImagingMonth)
        .where(col(ImagingMonth.line_id) == line.id)
        .order_by(col(ImagingMonth.month).desc(), col(ImagingMonth.id).desc())
        .limit(MOST_VERSIONS)
    )
    seen: set[date] = set()
    found = []
    for row in work.session.exec(wanted):
        stands = row.month not in seen
        seen.add(row.month)
        found.append(
            Month(row.month, len(row.rows), row.origin, row.entered_name, row.entered_at, stands)
        )
    return found


def _put(work: Work, by: Actor, line: Line, rows: Sequence[Counted], origin: str) -> None:
    month = rows[0].month
    made = work.add(
        ImagingMonth(
            line_id=line.id or 0,
            month=month,
            rows=_json(rows),
            origin=origin,
            entered_by=by.label,
            entered_name=by.name,
            entered_at=work.now,
        )
    )
    work.record(
        "imaging.counted",
        subject=f"line:{line.key}",
        version=made.public_id,
        month=f"{month:%Y-%m}",
        rows=len(rows),
        origin=origin,
    )


def _json(rows: Sequence[Counted]) -> list[dict[str, object]]:
    return [counted.to_json(each) for each in rows]


def _set(rows: Sequence[dict[str, object]]) -> set[tuple[tuple[str, object], ...]]:
    return {tuple(sorted(each.items())) for each in rows}
