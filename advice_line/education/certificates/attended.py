"""That somebody was at a meeting, and for how long: by their signing in and out alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from advice_line.data_kinds import ERASED
from advice_line.education.meetings import rows
from advice_line.education.meetings.rows import Found
from advice_line.errors import Conflict
from advice_line.ledger.work import Work
from advice_line.rules.topics import about
from advice_line.tables.cases import Case
from advice_line.tables.meetings import Attendance
from rota import walltime

NAMELESS = "Your name was taken out of this meeting on request: nothing is confirmed to nobody."
NOT_OUT = "You have not signed out. A certificate says from when to when somebody was there."


@dataclass(frozen=True)
class Attended:
    """`minutes` are those of the meeting in which they were there; `learned` its learning points,
    each with what it is about; `references` the cases behind them. `put_right`: who keeps the
    meeting said when they left."""

    id: str
    name: str
    role: str
    registration: str | None
    meeting: str
    line: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    put_right: bool
    learned: tuple[tuple[str, str], ...]
    references: tuple[str, ...]

    @property
    def length(self) -> str:
        return spoken(self.minutes)

    @property
    def who(self) -> str:
        return ", ".join(filter(None, (self.role, self.registration)))

    @property
    def when(self) -> str:
        """Such as "2 December 2026, 12:30 to 13:30"."""
        zone = ZoneInfo(self.time_zone)
        starts, ends = (walltime.to_local(each, zone) for each in (self.starts_at, self.ends_at))
        return f"{starts.day} {starts:%B %Y}, {starts:%H:%M} to {ends:%H:%M}"


def of(work: Work, found: Found, row: Attendance) -> Attended:
    """Raises `errors.Conflict` for who has not signed out, was there at no time of it, or
    whose name was taken out."""
    if row.name == ERASED:
        raise Conflict(NAMELESS)
    minutes = there(row, found.meeting.starts_at, found.meeting.ends_at)
    if minutes is None:
        raise Conflict(NOT_OUT)
    if not minutes:
        raise Conflict("You signed in and out while the meeting was not on: nothing is confirmed.")
    cases = taught(work, found)
    return Attended(
        id=row.public_id,
        name=row.name,
        role=row.role,
        registration=row.registration,
        meeting=found.series.name,
        line=found.line.name,
        time_zone=found.line.time_zone,
        starts_at=found.meeting.starts_at,
        ends_at=found.meeting.ends_at,
        minutes=minutes,
        put_right=row.out_set_by is not None,
        learned=learned(cases),
        references=tuple(each.reference for each in cases),
    )


def there(row: Attendance, starts: datetime, ends: datetime) -> int | None:
    """Whole minutes of the meeting; None for who has not signed out."""
    if row.out_at is None:
        return None
    stay = rows.overlap(starts, ends, row.in_at, row.out_at)
    away = timedelta(seconds=row.away_seconds)
    return max(stay - away, timedelta()) // timedelta(minutes=1)


def taught(work: Work, found: Found) -> list[Case]:
    """Cases of the agenda with a learning point, in its order; of the approved ones alone (H08),
    and of those that were come to."""
    on = [each for each in rows.items(work, found.meeting) if each.standing is not None]
    shown = rows.cases(work, on)
    cases = [case for item in on if (case := shown.get(item.case_id or 0))]
    return [case for case in cases if case.learning_point]


def learned(cases: Sequence[Case]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (about(each.topic, each.modality) or "A case", each.learning_point or "") for each in cases
    )


def spoken(minutes: int) -> str:
    """Such as "1 hour 5 minutes"."""
    hours, rest = divmod(minutes, 60)
    said = [
        f"{number} {unit}" if number == 1 else f"{number} {unit}s"
        for number, unit in ((hours, "hour"), (rest, "minute"))
        if number
    ]
    return " ".join(said) or "0 minutes"
