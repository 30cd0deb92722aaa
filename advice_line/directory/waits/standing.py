"""The waits board of a line as it stands, and what a caller hears of it."""

from datetime import date

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.rules import waits, waits_rows
from advice_line.rules.waits import Board
from advice_line.tables.directory import Line
from advice_line.tables.waits import WaitsBoard
from rota import columns, walltime


def newest(work: Work, line: Line) -> WaitsBoard | None:
    return work.session.exec(
        select(WaitsBoard)
        .where(col(WaitsBoard.line_id) == line.id)
        .order_by(col(WaitsBoard.id).desc())
        .limit(1)
    ).first()


def board(row: WaitsBoard) -> Board:
    return Board(row.holds_on, tuple(map(waits_rows.from_json, row.rows)), row.urgent)


def today(work: Work, line: Line) -> date:
    """The local day of the line."""
    return walltime.local_day(work.now, columns.read_zone(line.time_zone))


def spoken(work: Work, line: Line) -> str:
    """What a caller hears, under twenty seconds; "" where there are no figures, or none recent
    enough to be read out."""
    row = newest(work, line)
    found = board(row) if row else None
    return waits.spoken(found, today(work, line), line.waits_stale_days)
