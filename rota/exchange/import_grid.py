"""A grid of dates and sessions with initials in it, dates down the side or along the top."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from rota.exchange import sheet_cells, sheet_headings
from rota.exchange.import_rows import Said, Wrong, stretch
from rota.exchange.sheet_cells import Clock
from rota.exchange.sheet_headings import Session
from rota.exchange.sheet_people import People
from rota.exchange.sheets import Cell, Row

_NOBODY = frozenset({"", "-", "–", "—", "x", "n/a", "na", "nil", "none", "off", "closed", "bh"})


@dataclass(frozen=True, slots=True)
class Grid:
    """`sessions` are the headings, `days` each a date's cell and the cells of that date by the
    place of their heading. A day whose first cell is no date is kept to be told."""

    sessions: Mapping[int, Cell]
    days: tuple[tuple[Cell, Mapping[int, Cell]], ...]
    turned: bool


def laid(rows: Sequence[Row], within: int) -> Grid | None:
    """None where none of the first rows, `within` so many, begins a grid."""
    for place, row in enumerate(rows[:within]):
        tops = [cell for cell in row if cell.column > 1]
        if tops and all(_date(cell) for cell in tops):
            return _along_the_top(row, rows[place + 1 :])
        if place and _date(row[0]) and len(row) > 1:
            above = (each for each in reversed(rows[:place]) if each[-1].column > row[0].column)
            heading = next(above, None)
            return None if heading is None else _down_the_side(heading, rows[place:])
    return None


def _down_the_side(heading: Row, rows: Sequence[Row]) -> Grid:
    side = rows[0][0].column
    sessions = {cell.column: cell for cell in heading if cell.column > side}
    days = tuple(
        (row[0], {cell.column: cell for cell in row[1:]}) for row in rows if row[0].column == side
    )
    return Grid(sessions, days, turned=False)


def _along_the_top(heading: Row, rows: Sequence[Row]) -> Grid:
    side = min(row[0].column for row in rows) if rows else 1
    sessions = {row[0].row: row[0] for row in rows if row[0].column == side}
    days = tuple(
        (top, {row[0].row: cell for row in rows for cell in row[1:] if cell.column == top.column})
        for top in heading
        if top.column > side
    )
    return Grid(sessions, days, turned=True)


def read(
    grid: Grid, people: People, known: Mapping[str, tuple[Clock, Clock]]
) -> tuple[list[Said], list[Wrong]]:
    sessions = {place: sheet_headings.session(cell, known) for place, cell in grid.sessions.items()}
    wrong = list(_without_times(grid, sessions, people))
    said: list[Said] = []
    for day_cell, cells in grid.days:
        try:
            day = sheet_cells.read_date(day_cell.value)
        except ValueError as error:
            # A line of words between the weeks says nothing about anybody.
            if any(people.knows(cell.text) for cell in cells.values()):
                wrong.append(Wrong(day_cell.row, day_cell.letter, str(error)))
            continue
        for place, cell in cells.items():
            try:
                said.extend(_in(grid, place, cell, day, sessions, people))
            except ValueError as error:
                wrong.append(Wrong(cell.row, _column(grid, place, cell), str(error)))
    return said, wrong


def _in(
    grid: Grid,
    place: int,
    cell: Cell,
    day: date,
    sessions: Mapping[int, Session | None],
    people: People,
) -> Iterator[Said]:
    if place not in sessions:
        if people.knows(cell.text):
            raise ValueError("Somebody stands where nothing is in the heading; name the session.")
        return
    session = sessions[place]
    if session is None or cell.text.casefold() in _NOBODY:
        return
    start, end, over = stretch(day, session.start, session.end)
    who = people.find_all(cell.text)
    yield Said(cell.row, _column(grid, place, cell), session.tier, who, None, start, end, over)


def _without_times(
    grid: Grid, sessions: Mapping[int, Session | None], people: People
) -> Iterator[Wrong]:
    """Columns in which people stand and of which nobody knows when they are."""
    for place, heading in grid.sessions.items():
        cells = [cells[place] for _, cells in grid.days if place in cells]
        if sessions[place] is None and any(people.knows(cell.text) for cell in cells):
            said = (
                f'"{heading.text}" names no times; write for example'
                f' "{heading.text} 08:00-13:00", or say them beside the file.'
            )
            yield Wrong(heading.row, heading.letter, said)


def _column(grid: Grid, place: int, cell: Cell) -> str:
    heading = grid.sessions.get(place)
    return cell.letter if grid.turned or heading is None else heading.text


def _date(cell: Cell) -> date | None:
    with suppress(ValueError):
        return sheet_cells.read_date(cell.value)
    return None
