"""A row for each shift, under our headings or those of others: what each says, in local time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from rota.exchange import sheet_cells, sheet_headings
from rota.exchange.sheet_cells import Clock
from rota.exchange.sheet_headings import Field
from rota.exchange.sheet_people import People
from rota.exchange.sheets import Cell, Row
from rota.values import Tier

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """A shift in the wall clock of the line; `over_midnight` where its end was written as a time
    before its start, and so is on the next day. `column` is where its times are written."""

    row: int
    column: str
    tier: Tier
    who: tuple[str, ...]
    supervisor: str | None
    start: datetime
    end: datetime
    over_midnight: bool


class Wrong(Exception):
    """What keeps one row out; it is listed for the person."""

    def __init__(self, row: int, column: str, message: str) -> None:
        self.row, self.column, self.message = row, column, message
        super().__init__(message)


def read(
    heading: Row, rows: Iterable[Row], people: People, known: Mapping[str, tuple[Clock, Clock]]
) -> tuple[list[Said], list[Wrong]]:
    """`known` are the times of sessions by their plain names, for rows that name one instead."""
    columns = sheet_headings.fields(heading)
    named = {field: heading_text(heading, column) for column, field in columns.items()}
    said: list[Said] = []
    wrong: list[Wrong] = []
    for row in rows:
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns}
        if not cells:
            continue
        try:
            said.append(_Reading(row[0].row, cells, named, people, known).said())
        except Wrong as error:
            wrong.append(error)
    return said, wrong


def heading_text(heading: Row, column: int) -> str:
    return next((cell.text for cell in heading if cell.column == column), "")


def stretch(day: date, start: Clock, end: Clock) -> tuple[datetime, datetime, bool]:
    """In local time; an end before the start is on the next day, and said to be."""
    over = end < start
    last = day + timedelta(days=1) if over else day
    return sheet_cells.wall_clock(day, start), sheet_cells.wall_clock(last, end), over


class _Reading:
    """One row; the first thing that is wrong with it is raised as `Wrong`."""

    def __init__(
        self,
        row: int,
        cells: Mapping[Field, Cell],
        named: Mapping[Field, str],
        people: People,
        known: Mapping[str, tuple[Clock, Clock]],
    ) -> None:
        self._row, self._cells, self._named = row, cells, named
        self._people, self._known = people, known

    def said(self) -> Said:
        start, end, over = self._times()
        return Said(
            self._row,
            self._named.get(Field.START) or self._named.get(Field.TIME) or "",
            self._tier(),
            self._who(),
            self._supervisor(),
            start,
            end,
            over,
        )

    def _times(self) -> tuple[datetime, datetime, bool]:
        if Field.START in self._cells:
            return self._start_and_end()
        if Field.TIME in self._cells:
            clocks = self._get(Field.TIME, lambda cell: sheet_cells.read_range(cell.text))
        else:
            clocks = self._get(Field.SESSION, self._session)
        return stretch(self._day(), *clocks)

    def _start_and_end(self) -> tuple[datetime, datetime, bool]:
        whole = self._get(Field.START, lambda cell: sheet_cells.read_moment(cell.value))
        day, start = whole or (self._day(), self._clock(Field.START))
        ends = self._get(Field.END, lambda cell: sheet_cells.read_moment(cell.value))
        if ends is None and Field.END_DATE in self._cells:
            last = self._get(Field.END_DATE, lambda cell: sheet_cells.read_date(cell.value))
            ends = last, self._clock(Field.END)
        if ends is None:
            return stretch(day, start, self._clock(Field.END))
        return sheet_cells.wall_clock(day, start), sheet_cells.wall_clock(*ends), False

    def _day(self) -> date:
        return self._get(Field.DATE, lambda cell: sheet_cells.read_date(cell.value))

    def _clock(self, field: Field) -> Clock:
        return self._get(field, lambda cell: sheet_cells.read_clock(cell.value))

    def _session(self, cell: Cell) -> tuple[Clock, Clock]:
        times = sheet_cells.range_in(cell.text) or self._known.get(sheet_headings.plain(cell.text))
        if times is None:
            raise ValueError(
                f'The times of "{cell.text}" are not known; say them beside the file, such as'
                f" {cell.text}=08:00-13:00, or give start and end a column each."
            )
        return times

    def _tier(self) -> Tier:
        if Field.TIER in self._cells:
            return self._get(Field.TIER, lambda cell: sheet_cells.read_tier(cell.value))
        session = self._cells.get(Field.SESSION)
        return (sheet_cells.tier_in(session.text) if session else None) or Tier.FIRST

    def _who(self) -> tuple[str, ...]:
        if Field.WHO not in self._cells and Field.SURNAME in self._cells:
            forename = self._cells.get(Field.FORENAME)
            first = f"{forename.text} " if forename else ""
            who = self._get(Field.SURNAME, lambda cell: self._people.find(first + cell.text))
            return (who,)
        return self._get(Field.WHO, lambda cell: self._people.find_all(cell.text))

    def _supervisor(self) -> str | None:
        if Field.SUPERVISOR not in self._cells:
            return None
        return self._get(Field.SUPERVISOR, lambda cell: self._people.find(cell.text))

    def _get(self, field: Field, reading: Callable[[Cell], T]) -> T:
        column = self._named.get(field, field.value)
        if field not in self._cells:
            example = _EXAMPLES.get(field, "")
            raise Wrong(self._row, column, f"Nothing is written here{example}.")
        try:
            return reading(self._cells[field])
        except ValueError as error:
            raise Wrong(self._row, column, str(error)) from error


_EXAMPLES = {
    Field.DATE: "; write for example 23/11/2026",
    Field.START: "; write for example 08:00",
    Field.END: "; write for example 13:00",
    Field.WHO: "; write a name, a key or initials",
}
