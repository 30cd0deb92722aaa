"""A file's rows as shifts, with what is wrong in each row: nothing is guessed, nothing is lost.

Three shapes: our template, a row for each shift as rota systems export it, and a grid of dates and
sessions. Times are the line's wall clock, read by the policy of `walltime.py`; where it had to
decide, a note says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from rota.exchange import import_grid, import_rows, sheet_headings
from rota.exchange.import_rows import Said
from rota.exchange.sheet_cells import Clock
from rota.exchange.sheet_people import People
from rota.exchange.sheets import Sheet, Unreadable
from rota.values import Cover, Tier
from rota.walltime import to_utc

LONGEST = timedelta(days=7)
# A shift that is written to end before it starts goes over midnight; beyond this it is a slip.
LONGEST_OVER_MIDNIGHT = timedelta(hours=14)
_HEADING_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Note:
    """`column` is its heading or letter, "" for the whole row."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Instants in UTC. `rows` are those that say it: one for each of `who`, or one for all."""

    rows: tuple[int, ...]
    tier: Tier
    who: tuple[str, ...]
    supervisor: str | None
    start: datetime
    end: datetime

    def cover(self) -> Cover:
        """Its key is that of its tier and start, so that a file read again finds its own shifts."""
        key = f"import-{self.tier.value}-{self.start:%Y%m%dT%H%MZ}"
        return Cover(key, self.tier, self.who, self.start, self.end, self.supervisor)


@dataclass(frozen=True, slots=True)
class Found:
    """`shape` is "template", "rows" or "grid". Of two rows that overlap the later one is out."""

    shape: str
    shifts: tuple[Shift, ...]
    problems: tuple[Note, ...]
    notes: tuple[Note, ...]


def look_through(
    sheets: tuple[Sheet, ...],
    zone: ZoneInfo,
    people: People,
    *,
    now: datetime,
    sessions: Mapping[str, tuple[Clock, Clock]] | None = None,
) -> Found:
    """Of the first sheet that is a rota. `sessions` are the times of a grid's sessions by their
    names. Raises Unreadable where no row says what the columns are."""
    known = {sheet_headings.plain(name): times for name, times in (sessions or {}).items()}
    found = (read for each in sheets if (read := _said(each, people, known)))
    shape, said, wrong = next(found, None) or _refuse()
    problems = [Note(each.row, each.column, each.message) for each in wrong]
    notes: list[Note] = []
    timed = [shift for each in said if (shift := _timed(each, zone, problems, notes))]
    coming = _without_the_past(timed, now, notes)
    shifts = _without_overlaps(_joined(coming, problems, notes), problems)
    return Found(shape, tuple(shifts), _in_order(problems), _in_order(notes))


def _refuse() -> NoReturn:
    raise Unreadable(
        "No row of the file says what its columns are. Put a heading over them, such as:"
        " date, start, end, tier, who. A grid begins with a column of dates."
    )


def _said(
    rows: Sheet, people: People, known: Mapping[str, tuple[Clock, Clock]]
) -> tuple[str, list[Said], list[import_rows.Wrong]] | None:
    for place, row in enumerate(rows[:_HEADING_WITHIN]):
        found = sheet_headings.fields(row)
        if sheet_headings.is_list(found):
            named = {sheet_headings.plain(cell.text) for cell in row}
            ours = named.issuperset(sheet_headings.TEMPLATE)
            said, wrong = import_rows.read(row, rows[place + 1 :], people, known)
            return "template" if ours else "rows", said, wrong
    grid = import_grid.laid(rows, _HEADING_WITHIN)
    if grid is not None:
        said, wrong = import_grid.read(grid, people, known)
        return "grid", said, wrong
    return None


def _timed(said: Said, zone: ZoneInfo, problems: list[Note], notes: list[Note]) -> Shift | None:
    start, end = to_utc(said.start, zone), to_utc(said.end, zone)
    wrong = _wrong_length(said, start, end)
    if wrong:
        problems.append(Note(said.row, said.column, wrong))
        return None
    for local in (said.start, said.end):
        if decided := _decided(local, zone):
            notes.append(Note(said.row, said.column, decided))
    return Shift((said.row,), said.tier, said.who, said.supervisor, start, end)


def _wrong_length(said: Said, start: datetime, end: datetime) -> str | None:
    if said.end == said.start:
        return (
            f"The shift ends at {said.end:%H:%M}, when it starts; write when it ends, and the day"
            " in a column of its own, end date, where that is the next."
        )
    if end <= start and said.end > said.start:
        return "The clocks go forward over this shift, so that nothing of it is left."
    if said.end < said.start:
        return f"The shift ends on {said.end:%d/%m/%Y at %H:%M}, before it starts."
    if said.over_midnight and said.end - said.start > LONGEST_OVER_MIDNIGHT:
        return (
            f"{said.end:%H:%M} is before {said.start:%H:%M}. A shift that really ends on the next"
            " day, so long after, needs that day in a column of its own, end date."
        )
    if end - start > LONGEST:
        days = (end - start).days
        return f"The shift lasts {days} days; at most {LONGEST.days} can be one. Write a row a day."
    return None


def _decided(local: datetime, zone: ZoneInfo) -> str | None:
    """What the policy of `walltime.py` made of a time that the clock skips or shows twice."""
    early, late = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return None
    day = f"{local:%H:%M} on {local.day} {local:%B %Y}"
    meant = to_utc(local, zone).astimezone(zone)
    if meant.replace(tzinfo=None) != local:
        return f"{day} does not exist, for the clocks go forward; {meant:%H:%M} is meant."
    return f"{day} comes twice, for the clocks go back; the first is meant."


def _without_the_past(shifts: list[Shift], now: datetime, notes: list[Note]) -> list[Shift]:
    for shift in shifts:
        if shift.end <= now:
            notes.append(Note(shift.rows[0], "", "This shift is over; it stays as it was."))
    return [each for each in shifts if each.end > now]


def _joined(shifts: Iterable[Shift], problems: list[Note], notes: list[Note]) -> list[Shift]:
    """Rows of one tier and stretch are one shift of several people."""
    by_stretch: dict[tuple[Tier, datetime, datetime], Shift] = {}
    for shift in shifts:
        place = (shift.tier, shift.start, shift.end)
        before = by_stretch.get(place)
        by_stretch[place] = shift if before is None else _both(before, shift, problems, notes)
    return list(by_stretch.values())


def _both(before: Shift, shift: Shift, problems: list[Note], notes: list[Note]) -> Shift:
    row = shift.rows[0]
    if set(shift.who) <= set(before.who):
        notes.append(Note(row, "", f"Row {before.rows[0]} says the same; it counts once."))
        return before
    if before.supervisor and shift.supervisor and before.supervisor != shift.supervisor:
        said = f"Row {before.rows[0]} names another supervisor for this shift; name one."
        problems.append(Note(row, "supervisor", said))
        return before
    who = tuple(dict.fromkeys((*before.who, *shift.who)))
    supervisor = before.supervisor or shift.supervisor
    return Shift((*before.rows, row), shift.tier, who, supervisor, shift.start, shift.end)


def _without_overlaps(shifts: Iterable[Shift], problems: list[Note]) -> list[Shift]:
    kept: list[Shift] = []
    last: dict[Tier, Shift] = {}
    for shift in sorted(shifts, key=lambda each: (each.start, each.end, each.tier.rank)):
        before = last.get(shift.tier)
        if before is not None and shift.start < before.end:
            problems.extend(Note(row, "", _overlaps(shift, before)) for row in shift.rows)
            continue
        kept.append(shift)
        last[shift.tier] = shift
    return kept


def _overlaps(shift: Shift, before: Shift) -> str:
    return (
        f"This shift overlaps that of row {before.rows[0]} on tier {shift.tier}."
        " End one where the other starts."
    )


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda each: (each.row, each.column, each.message)))
